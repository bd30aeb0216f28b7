// SPDX-License-Identifier: Apache-2.0

/// Who gives way to whom: `emergency` > `urgent` > `notice` > `promo` > `music`.
public enum BroadcastClass: Int, Comparable, Sendable, CaseIterable {
    /// Background music.
    case music
    /// Promotional messages; they give way to everything but music.
    case promo
    /// Timed items and ordinary announcements.
    case notice
    /// People and things sought, and whatever cannot wait for a notice to end.
    case urgent
    /// Danger; takes the zones it names at once.
    case emergency

    /// The class as it is written in files and in JSON, such as `urgent`.
    public var name: String {
        switch self {
        case .music: "music"
        case .promo: "promo"
        case .notice: "notice"
        case .urgent: "urgent"
        case .emergency: "emergency"
        }
    }

    /// The class of that name, in English; nil when there is none.
    public init?(name: String) {
        guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = match
    }

    /// Whether `left` gives way to `right`.
    public static func < (left: BroadcastClass, right: BroadcastClass) -> Bool {
        left.rawValue < right.rawValue
    }
}
