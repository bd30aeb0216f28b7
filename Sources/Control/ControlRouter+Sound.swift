// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import Station
import Timetable

/// The calls that answer with sound.
extension ControlRouter {
    static let soundCalls: [Call] = [
        Call(method: .get, path: "/v1/listen", permission: .look) { request, context, desk, _ in
            try await LiveStream.response(to: request, context, desk)
        },
        Call(method: .post, path: "/v1/auditions", permission: .announce, turn: .audition) { request, _, desk, _ in
            let asked = try AnnouncementRequest(json: await RequestBody.json(of: request), in: await desk.language)
            return try made(try await desk.audition(asked))
        },
        Call(method: .post, path: "/v1/texts/audition", permission: .look, turn: .audition) { request, _, desk, _ in
            let asked: AuditionedText = try await RequestBody.value(of: request, upTo: RequestBody.textLimit)
            return try made(
                try await desk.auditionText(
                    asked.text, at: try textPath(asked.path), fields: asked.fields ?? [:], languages: asked.languages))
        },
        Call(method: .get, path: "/v1/auditions/{id}", permission: .look) { _, context, desk, _ in
            let id = try context.parameters.require("id")
            guard let sound = await desk.auditionSound(id) else {
                throw Fault(
                    .notFound, Wording(en: "No such audition", zh: "没有这个试听"),
                    Wording(en: "there is no audition \(id), or no more", zh: "没有试听 \(id)，或已经清除"),
                    fix: Wording(
                        en: "have it made (again) with POST /v1/auditions", zh: "请用 POST /v1/auditions（重新）生成"))
            }
            return Response(
                status: .ok, headers: [.contentType: "audio/wav", .cacheControl: "no-store"],
                body: ResponseBody(contentLength: sound.byteCount) { writer in
                    while let piece = try await sound.next() { try await writer.write(ByteBuffer(bytes: piece)) }
                    try await writer.finish(nil)
                })
        },
    ]

    private struct AuditionedText: Decodable {
        let path: String, text: String
        let fields: [String: String]?, languages: [String]?
    }

    private static func made(_ audition: Audition) throws -> Response {
        var response = try JSONReply.make(audition, status: .created)
        response.headers[.location] = "/v1/auditions/\(audition.id)"
        return response
    }
}
