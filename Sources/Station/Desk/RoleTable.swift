// SPDX-License-Identifier: Apache-2.0

/// Which Unix users and groups hold each role: `roles` of `store.yaml`.
public struct RoleTable: Sendable, Equatable {
    /// Names of users and groups, or their numbers, by role; a name that exists as both stands for both.
    public var names: [Role: [String]] = [
        .desk: ["storecast-desk"], .editor: ["storecast-editor"], .admin: ["root"],
    ]

    /// The table of an empty file.
    public init() {}

    /// The person with the roles that the table gives to this user.
    ///
    /// - Parameter isOwner: whether it is the user who runs the daemon, who is admin whatever the table says.
    public func requester(user: String, groups: Set<String>, isOwner: Bool) -> Requester {
        var roles = Set(
            names.filter { $0.value.contains { $0 == user || groups.contains($0) } }.keys)
        if isOwner { roles.insert(.admin) }
        return Requester(user: user, roles: roles)
    }
}
