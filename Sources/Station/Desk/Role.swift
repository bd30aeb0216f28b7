// SPDX-License-Identifier: Apache-2.0

/// What a person is trusted with at the station; given to Unix users and groups by `roles` of `store.yaml`.
public enum Role: String, Sendable, CaseIterable, Codable {
    /// Pushes announcements, recorded ones as well, and takes back their own.
    case desk
    /// Keeps the programme: reloads it, mutes it, uploads recordings.
    case editor
    /// May do everything.
    case admin

    /// What this role alone allows.
    private var permissions: Set<Permission> {
        switch self {
        case .desk: [.look, .announce, .cancelOwn, .upload, .handOver]
        case .editor: [.look, .edit, .reload, .mute, .upload, .handOver]
        case .admin: Set(Permission.allCases)
        }
    }

    /// Whether it allows that.
    public func allows(_ permission: Permission) -> Bool { permissions.contains(permission) }
}

/// One thing that may be done at the control socket or the console.
public enum Permission: String, Sendable, CaseIterable {
    /// Read what is on air, what comes, and what was announced.
    case look
    /// Push an announcement.
    case announce
    /// Cancel an announcement of one's own, and say of any that its owner came.
    case cancelOwn
    /// Cancel anybody's.
    case cancelAny
    /// Take up edited timetables.
    case reload
    /// Silence everything but emergencies, and bring it back.
    case mute
    /// Upload a recording to announce it.
    case upload
    /// End a shift.
    case handOver
    /// Save timetables, scripts and the other texts.
    case edit
    /// Save the facts of the store.
    case configure
    /// Let people in at the console, and look after their accounts.
    case accounts
}
