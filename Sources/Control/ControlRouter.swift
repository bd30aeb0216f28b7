// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Station

/// The calls of the API, as `docs/openapi.yaml` describes them.
enum ControlRouter {
    /// The most bytes of a JSON request.
    static let bodyLimit = 64 << 10

    static func make(desk: any BroadcastDesk) -> Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: ProblemMiddleware())
        router.get("/v1/status") { _, _ in
            try JSONReply.make(await desk.status())
        }
        router.get("/v1/scripts") { _, _ in
            try JSONReply.make(await desk.scripts())
        }
        router.get("/v1/announcements") { _, _ in
            try JSONReply.make(await desk.allAnnouncements())
        }
        router.get("/v1/announcements/{id}") { _, context in
            let id = try context.parameters.require("id")
            guard let announcement = await desk.announcement(id) else {
                throw ProblemDocument(
                    status: .notFound, title: "No such announcement", detail: "there is no announcement \(id)",
                    fix: "GET /v1/announcements lists those that are known")
            }
            return try JSONReply.make(announcement)
        }
        router.post("/v1/announcements") { request, _ in
            let announcement = try await desk.announce(try await announcementRequest(request))
            return try JSONReply.make(announcement, status: .accepted)
        }
        router.delete("/v1/announcements/{id}") { _, context in
            try JSONReply.make(try await desk.cancel(try context.parameters.require("id")))
        }
        router.post("/v1/announcements/{id}/claimed") { _, context in
            try JSONReply.make(try await desk.claim(try context.parameters.require("id")))
        }
        router.post("/v1/mute") { _, _ in
            try JSONReply.make(await desk.mute(by: "?"))
        }
        router.post("/v1/unmute") { _, _ in
            try JSONReply.make(await desk.unmute())
        }
        return router
    }

    private static func announcementRequest(_ request: Request) async throws -> AnnouncementRequest {
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: bodyLimit)
        } catch {
            throw ProblemDocument(
                status: .contentTooLarge, title: "Request too large",
                detail: "the request has more than \(bodyLimit / 1024) KiB", fix: "shorten it")
        }
        let data = Data(body.readableBytesView)
        do {
            let known = Set(AnnouncementRequest.CodingKeys.allCases.map(\.rawValue))
            let given = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
            if let unknown = given.keys.sorted().first(where: { !known.contains($0) }) {
                throw ProblemDocument(
                    status: .badRequest, title: "Unknown field", detail: "this version knows no \"\(unknown)\"",
                    fix: "leave it out; known are \(known.sorted().joined(separator: ", "))")
            }
            return try JSONDecoder().decode(AnnouncementRequest.self, from: data)
        } catch let problem as ProblemDocument {
            throw problem
        } catch let DecodingError.typeMismatch(_, context) {
            let field = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw ProblemDocument(
                status: .badRequest, title: "Wrong type", detail: "\"\(field)\": \(context.debugDescription)",
                fix: "correct its value")
        } catch {
            throw ProblemDocument(
                status: .badRequest, title: "Not JSON", detail: "the request is not a JSON object",
                fix: #"send {"text": "…"} or {"script": "…", "fields": {"…": "…"}}"#)
        }
    }
}

/// JSON as every answer has it: keys sorted, so that two answers can be compared.
enum JSONReply {
    static func make(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(value)
        return Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }
}
