// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Station
import Timetable

/// The calls about who may sign in at the console.
extension ControlRouter {
    static func accountCalls(_ accounts: Accounts, _ link: ConsoleLink) -> [Call] {
        [
            Call(method: .get, path: "/v1/accounts", permission: .accounts) { _, _, desk, _ in
                let zone = await desk.status().clock.timezone
                return try JSONReply.make(await accounts.all().map { AccountReport($0, timeZone: zone) })
            },
            Call(method: .put, path: "/v1/accounts/{name}", permission: .accounts) { request, context, desk, _ in
                let asked: Roles = try await RequestBody.value(of: request)
                let account = try await accounts.setRoles(
                    Set(asked.roles), of: try name(context), by: context.requester.user)
                return try JSONReply.make(AccountReport(account, timeZone: await desk.status().clock.timezone))
            },
            Call(method: .delete, path: "/v1/accounts/{name}", permission: .accounts) { _, context, _, _ in
                try await accounts.remove(try name(context), by: context.requester.user)
                return Response(status: .noContent)
            },
            Call(method: .post, path: "/v1/invitations", permission: .accounts) { request, context, desk, _ in
                let asked: Asked = try await RequestBody.value(of: request)
                guard link.page != nil else { throw notServed }
                guard let purpose = asked.purpose else { throw neither }
                let (token, expires) = try await accounts.invite(purpose, by: context.requester.user)
                let zone = await desk.status().clock.timezone
                return try JSONReply.make(
                    InvitationReport(link: link.invitation(token) ?? "", expires: AccountReport.instant(expires, zone)),
                    status: .created)
            },
        ]
    }

    private struct Roles: Decodable {
        let roles: [Role]
    }

    private struct Asked: Decodable {
        /// What the invitation is for; nil where the request names both or neither.
        let purpose: Accounts.Purpose?

        private enum CodingKeys: String, CodingKey {
            case role, account
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            switch (values.contains(.role), values.contains(.account)) {
            case (true, false): purpose = .join(try values.decode(Role.self, forKey: .role))
            case (false, true): purpose = .newPassword(try values.decode(String.self, forKey: .account))
            case (true, true), (false, false): purpose = nil
            }
        }
    }

    /// A segment of a path is percent-encoded (RFC 3986, 2.1).
    private static func name(_ context: DeskContext) throws -> String {
        let segment = try context.parameters.require("name")
        return segment.removingPercentEncoding ?? segment
    }

    private static let notServed = Fault(
        .conflict, Wording(en: "No console", zh: "没有控制台"),
        Wording(en: "the console is not served", zh: "控制台没有开放"),
        fix: Wording(
            en: "see web, listen, in store.yaml, and the log of the daemon",
            zh: "请查看 store.yaml 中 web 的 listen，以及守护进程的日志"))

    private static let neither = Fault(
        .unprocessableContent, Wording(en: "Refused", zh: "未接受"),
        Wording(en: "an invitation is for a role or for an account", zh: "邀请要写明角色或账号"),
        fix: Wording(en: "give one of the two", zh: "请写其中一个"))
}

/// An invitation as its link: the JSON of `POST /v1/invitations`.
private struct InvitationReport: Encodable {
    let link: String
    let expires: String
}

/// An account as an administrator sees it.
private struct AccountReport: Encodable {
    let name: String
    let roles: [String]
    @OrNull var lastSeen: String?

    init(_ account: AccountBook.Account, timeZone: String) {
        name = account.name
        roles = account.roles.map(\.rawValue).sorted()
        lastSeen = account.lastSeen.map { Self.instant($0, timeZone) }
    }

    /// An instant in ISO 8601 with offset and milliseconds.
    static func instant(_ date: Date, _ timeZone: String) -> String {
        date.formatted(
            Date.ISO8601FormatStyle(
                includingFractionalSeconds: true, timeZone: TimeZone(identifier: timeZone) ?? .gmt
            ).year().month().day().timeZone(separator: .colon).time(includingFractionalSeconds: true))
    }
}
