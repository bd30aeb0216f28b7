// SPDX-License-Identifier: Apache-2.0

/// Who asks something of the station: a person with their roles.
public struct Requester: Sendable, Equatable {
    /// The Unix user name, or the user's number where it has no name.
    public let user: String
    /// What they are trusted with; empty for a stranger.
    public let roles: Set<Role>

    /// A person with these roles.
    public init(user: String, roles: Set<Role>) {
        self.user = user
        self.roles = roles
    }

    /// Whether one of their roles allows that.
    public func may(_ permission: Permission) -> Bool {
        roles.contains { $0.allows(permission) }
    }
}
