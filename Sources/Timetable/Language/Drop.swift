// SPDX-License-Identifier: Apache-2.0

/// A line of an overlay that takes items of the timetable below away: `drop promo offers`.
///
/// It takes away every entry that fits all it says.
public struct Drop: Sendable, Hashable {
    /// Only items written with this time; nil for any.
    public let when: When?
    /// Only items that do this; nil for any.
    public let verb: Verb?
    /// Only items of this name; nil for any.
    public let name: String?
    /// Where it is written.
    public let location: Location
    /// How many characters the line has, for the caret of a diagnostic about it.
    public let length: Int

    /// Makes a drop.
    public init(when: When?, verb: Verb?, name: String?, location: Location, length: Int) {
        self.when = when
        self.verb = verb
        self.name = name
        self.location = location
        self.length = length
    }
}
