// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import Station
import Timetable

/// The calls of the API, as `docs/openapi.yaml` describes them.
enum ControlRouter {
    /// What costs so much that one at a time is answered.
    enum Costly: CaseIterable {
        /// A day is rehearsed.
        case rehearsal
        /// Words are spoken for somebody who wants to hear them: those on their way to the store go before.
        case audition
        /// The journal is read for long.
        case record
        /// What staff have saved is read and taken up.
        case reload
        /// Cards, files, disk and voice are tried.
        case ready
    }

    /// One call: who may make it, and what it does.
    struct Call: Sendable {
        let method: HTTPRequest.Method
        let path: String
        let permission: Permission
        /// What it shares with others of which one at a time is answered; nil for nothing.
        var turn: Costly?
        let answer: @Sendable (Request, DeskContext, any BroadcastDesk, EventFeed) async throws -> Response

        /// Whether a request's path is this call's, slots filled.
        func matches(_ path: String) -> Bool {
            let pattern = self.path.split(separator: "/")
            let parts = path.split(separator: "/")
            return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }
    }

    /// All of them.
    static func calls(_ accounts: Accounts, _ link: ConsoleLink) -> [Call] {
        programmeCalls + soundCalls + recordCalls + textCalls + mediaCalls + accountCalls(accounts, link)
    }

    /// Those about what is and what will be.
    private static let programmeCalls: [Call] = [
        Call(method: .get, path: "/v1/status", permission: .look) { _, _, desk, _ in
            try JSONReply.make(await desk.status())
        },
        Call(method: .get, path: "/v1/health", permission: .look) { _, _, desk, _ in
            let health = await desk.status().health
            return try JSONReply.make(health, status: health.isGood ? .ok : .serviceUnavailable)
        },
        Call(method: .get, path: "/v1/ready", permission: .look, turn: .ready) { _, _, desk, _ in
            try JSONReply.make(await desk.ready())
        },
        Call(method: .get, path: "/metrics", permission: .look) { _, _, desk, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: await desk.metrics())))
        },
        Call(method: .get, path: "/v1/scripts", permission: .look) { _, _, desk, _ in
            try JSONReply.make(await desk.scripts())
        },
        Call(method: .get, path: "/v1/running-order", permission: .look, turn: .rehearsal) { request, _, desk, _ in
            let date = request.uri.queryParameters["date"].map(String.init)
            return try JSONReply.make(try await desk.runningOrder(on: date))
        },
        Call(method: .get, path: "/v1/events", permission: .look) { request, context, _, feed in
            try await EventStream.response(to: request, context, feed)
        },
        Call(method: .get, path: "/v1/announcements", permission: .look) { _, _, desk, _ in
            try JSONReply.make(await desk.allAnnouncements())
        },
        Call(method: .get, path: "/v1/announcements/{id}", permission: .look) { _, context, desk, _ in
            let id = try context.parameters.require("id")
            guard let announcement = await desk.announcement(id) else {
                throw Fault(
                    .notFound, Wording(en: "No such announcement", zh: "没有这条广播"),
                    Wording(en: "there is no announcement \(id)", zh: "没有广播 \(id)"),
                    fix: Wording(
                        en: "GET /v1/announcements lists those that are known",
                        zh: "GET /v1/announcements 列出已知的广播"))
            }
            return try JSONReply.make(announcement)
        },
        Call(method: .post, path: "/v1/announcements", permission: .announce) { request, context, desk, _ in
            let asked = try AnnouncementRequest(json: await RequestBody.json(of: request), in: await desk.language)
            return try JSONReply.make(try await desk.announce(asked, by: context.requester), status: .accepted)
        },
        Call(method: .delete, path: "/v1/announcements/{id}", permission: .cancelOwn) { _, context, desk, _ in
            let id = try context.parameters.require("id")
            return try JSONReply.make(try await desk.cancel(id, by: context.requester))
        },
        Call(method: .post, path: "/v1/announcements/{id}/claimed", permission: .cancelOwn) { _, context, desk, _ in
            let id = try context.parameters.require("id")
            return try JSONReply.make(try await desk.claim(id, by: context.requester))
        },
        Call(method: .post, path: UploadReceiver.recordings, permission: .upload) { request, context, desk, _ in
            let length = try UploadReceiver.length(of: request, upTo: Recording.largestUploadBytes)
            let upload = try await desk.beginUpload(by: context.requester)
            try await UploadReceiver.receive(request, of: length, into: upload)
            let recording = try await desk.keep(upload, by: context.requester)
            var response = try JSONReply.make(recording, status: .created)
            response.headers[.location] = "\(UploadReceiver.recordings)/\(recording.id)"
            return response
        },
        Call(method: .get, path: "\(UploadReceiver.recordings)/{id}", permission: .look) { _, context, desk, _ in
            let id = try context.parameters.require("id")
            guard let recording = await desk.recording(id) else {
                throw Fault(
                    .notFound, Wording(en: "No such recording", zh: "没有这个录音"),
                    Wording(en: "there is no recording \(id)", zh: "没有录音 \(id)"),
                    fix: Wording(
                        en: "upload it (again) with POST \(UploadReceiver.recordings)",
                        zh: "请用 POST \(UploadReceiver.recordings)（重新）上传"))
            }
            return try JSONReply.make(recording)
        },
        Call(method: .post, path: "/v1/reload", permission: .reload, turn: .reload) { _, context, desk, _ in
            try JSONReply.make(try await desk.reload(by: context.requester))
        },
        Call(method: .post, path: "/v1/mute", permission: .mute) { _, context, desk, _ in
            try JSONReply.make(await desk.mute(by: context.requester))
        },
        Call(method: .post, path: "/v1/unmute", permission: .mute) { _, context, desk, _ in
            try JSONReply.make(await desk.unmute(by: context.requester))
        },
    ]

    /// What is answered at the control socket.
    static func make(
        desk: any BroadcastDesk, feed: EventFeed, accounts: Accounts, link: ConsoleLink
    ) -> Router<DeskContext> {
        let router = Router(context: DeskContext.self)
        let calls = calls(accounts, link)
        router.add(middleware: ProblemMiddleware(desk: desk, calls: calls))
        router.add(middleware: IdentityMiddleware(desk: desk))
        add(calls, to: router, desk: desk, feed: feed)
        return router
    }

    /// Has calls answered, for whom they are.
    static func add(_ calls: [Call], to router: Router<DeskContext>, desk: any BroadcastDesk, feed: EventFeed) {
        let turns = Dictionary(uniqueKeysWithValues: Costly.allCases.map { ($0, Turn()) })
        for call in calls {
            let turn = call.turn.flatMap { turns[$0] }
            router.on(RouterPath(call.path), method: call.method) { request, context in
                guard context.requester.may(call.permission) else {
                    throw forbidden(context, call.permission, await desk.roles)
                }
                if let turn, !turn.take() { throw busy(call.path) }
                defer { turn?.giveBack() }
                return try await call.answer(request, context, desk, feed)
            }
        }
    }

    /// Why there is no such call: another method is wanted, or nothing is there.
    static func notFound(_ request: Request, _ calls: [Call]) -> Fault {
        let path = request.uri.path
        let methods = Set(calls.filter { $0.matches(path) }.map(\.method.rawValue)).sorted().joined(separator: ", ")
        let list = Wording(en: "docs/openapi.yaml lists the calls", zh: "docs/openapi.yaml 列出全部接口")
        guard !methods.isEmpty else {
            return Fault(
                .notFound, Wording(en: "No such path", zh: "没有这个路径"),
                Wording(en: "there is no \(path)", zh: "没有 \(path)"), fix: list)
        }
        let method = request.method.rawValue
        return Fault(
            .methodNotAllowed, Wording(en: "Wrong method", zh: "方法不对"),
            Wording(en: "\(path) does not take \(method)", zh: "\(path) 不接受 \(method)"),
            fix: Wording(en: "use \(methods)", zh: "请用 \(methods)"), headers: [.allow: methods])
    }

    /// Another such request is being answered.
    private static func busy(_ path: String) -> Fault {
        Fault(
            .serviceUnavailable, Wording(en: "Busy", zh: "正忙"),
            Wording(en: "an answer such as \(path) is being worked out for somebody else", zh: "正在为他人计算 \(path) 一类的内容"),
            fix: Wording(en: "try again in a second", zh: "请一秒后重试"), headers: [.retryAfter: "1"])
    }

    /// What somebody may not do with the roles they have.
    static func forbidden(_ context: DeskContext, _ permission: Permission, _ roles: RoleTable) -> Fault {
        let requester = context.requester
        let role = Role.allCases.first { $0.allows(permission) } ?? .admin
        let has = requester.roles.map(\.rawValue).sorted().joined(separator: ", ")
        return Fault(
            .forbidden, Wording(en: "Not allowed", zh: "无权操作"),
            Wording(
                en: "\(requester.user) is \(has); this takes the role \(role.rawValue)",
                zh: "\(requester.user) 的角色是 \(has)，此操作需要角色 \(role.rawValue)"),
            fix: context.session == nil
                ? IdentityMiddleware.advice(for: role, roles)
                : Wording(en: "an administrator gives them this role on the page People", zh: "请管理员在“人员”页面给予该角色"))
    }
}
