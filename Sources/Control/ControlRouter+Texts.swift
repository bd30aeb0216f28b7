// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Station
import Timetable

/// The calls about what staff write.
extension ControlRouter {
    static let textCalls: [Call] = [
        Call(method: .get, path: "/v1/texts", permission: .look) { _, context, desk, _ in
            try JSONReply.make(await desk.texts(for: context.requester))
        },
        Call(method: .get, path: "/v1/texts/content", permission: .look) { request, _, desk, _ in
            try JSONReply.make(try await desk.text(path(of: request)))
        },
        Call(method: .put, path: "/v1/texts/content", permission: .edit) { request, context, desk, _ in
            let path = try path(of: request)
            try await allow(context, path, desk)
            let asked: Saving = try await RequestBody.value(of: request, upTo: RequestBody.textLimit)
            return try JSONReply.make(
                try await desk.saveText(asked.text, at: path, basedOn: asked.basedOn, by: context.requester))
        },
        Call(method: .delete, path: "/v1/texts/content", permission: .edit) { request, context, desk, _ in
            let path = try path(of: request)
            try await allow(context, path, desk)
            let version = request.uri.queryParameters["basedOn"].map(String.init)
            return try JSONReply.make(
                try await desk.saveText(nil, at: path, basedOn: version ?? "", by: context.requester))
        },
        Call(method: .get, path: "/v1/texts/versions", permission: .look) { request, _, desk, _ in
            try JSONReply.make(await desk.textVersions(try path(of: request)))
        },
        Call(method: .post, path: "/v1/texts/preview", permission: .look, turn: .rehearsal) { request, _, desk, _ in
            let asked: Preview = try await RequestBody.value(of: request, upTo: RequestBody.textLimit)
            return try JSONReply.make(
                try await desk.previewText(asked.text, at: try textPath(asked.path), on: asked.date))
        },
        Call(method: .post, path: "/v1/texts/approval", permission: .edit) { request, context, desk, _ in
            let asked: Approval = try await RequestBody.value(of: request)
            return try JSONReply.make(
                try await desk.approveText(
                    try textPath(asked.path), basedOn: asked.basedOn, by: context.requester))
        },
        Call(method: .get, path: "/v1/vocabulary", permission: .look) { _, _, desk, _ in
            try JSONReply.make(await desk.vocabulary())
        },
    ]

    private struct Saving: Decodable {
        let text: String
        let basedOn: String?
    }

    private struct Preview: Decodable {
        let path: String, text: String
        let date: String?
    }

    private struct Approval: Decodable {
        let path: String, basedOn: String
    }

    private static func path(of request: Request) throws -> TextPath {
        try textPath(request.uri.queryParameters["path"].map(String.init) ?? "")
    }

    static func textPath(_ text: String) throws -> TextPath {
        guard let path = TextPath(text) else {
            let shown = text.prefix(80)
            throw Fault(
                .unprocessableContent, Wording(en: "No such place", zh: "没有这个位置"),
                Wording(en: "no text of a store is at \"\(shown)\"", zh: "“\(shown)”不是本店文本的位置"),
                fix: Wording(
                    en: "write NAME.timetable, scripts/NAME.txt, promos/ROTATION/NAME.txt, or what GET /v1/texts lists",
                    zh: "请写 NAME.timetable、scripts/NAME.txt、promos/ROTATION/NAME.txt，或 GET /v1/texts 所列的路径"))
        }
        return path
    }

    /// The facts of the store say who may do what, so not every editor may change them.
    private static func allow(_ context: DeskContext, _ path: TextPath, _ desk: any BroadcastDesk) async throws {
        guard !context.requester.may(path.permission) else { return }
        throw forbidden(context, path.permission, await desk.roles)
    }
}
