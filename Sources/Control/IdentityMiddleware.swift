// SPDX-License-Identifier: Apache-2.0
import Glibc
import HTTPTypes
import Hummingbird
import NIOPosix
import Station
import Timetable

/// Finds out who asks. Whoever has no role is told so, and how to get one, and nothing else.
struct IdentityMiddleware: RouterMiddleware {
    let desk: any BroadcastDesk

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        let peer = try await context.peer()
        // Asked anew for each request, so that a change of groups counts at once.
        let account = try await NIOThreadPool.singleton.runIfActive { UnixAccount(uid: peer.uid, gid: peer.gid) }
        let roles = await desk.roles
        let requester = roles.requester(
            user: account.user, groups: account.groups, isOwner: peer.uid == geteuid())
        guard !requester.roles.isEmpty else { throw Self.stranger(account.user, roles) }
        var context = context
        context.requester = requester
        return try await next(request, context)
    }

    private static func stranger(_ user: String, _ roles: RoleTable) -> Fault {
        Fault(
            .forbidden, Wording(en: "No role", zh: "没有角色"),
            Wording(en: "\(user) has no role at this station", zh: "\(user) 在本播音台没有角色"), fix: advice(for: .desk, roles))
    }

    /// How somebody gets a role.
    static func advice(for role: Role, _ table: RoleTable) -> Wording {
        guard let name = table.names[role]?.first else {
            return Wording(
                en: "an administrator names who is \(role.rawValue) under roles in store.yaml",
                zh: "请管理员在 store.yaml 的 roles 中写明谁是 \(role.rawValue)")
        }
        return Wording(
            en:
                "an administrator adds them to the group \"\(name)\", or names them under roles, \(role.rawValue), in store.yaml",
            zh: "请管理员把该用户加入组“\(name)”，或在 store.yaml 的 roles 中写入 \(role.rawValue)")
    }
}
