// SPDX-License-Identifier: Apache-2.0

/// What an entry of the timetable does.
public enum Verb: String, Sendable, Codable, CaseIterable {
    /// The bed from then on: a folder of music.
    case music
    /// One sound file.
    case play
    /// One script, recorded or spoken.
    case say
    /// The next message of a rotation.
    case promo
    /// The bed ends.
    case silence

    /// Whether it is about the bed, and in force until another takes over.
    public var isBed: Bool { self == .music || self == .silence }
}
