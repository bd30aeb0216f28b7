// SPDX-License-Identifier: Apache-2.0

/// What an entry says besides when, verb and name.
public struct Options: Sendable, Hashable {
    /// The first time of an entry with `every`; nil for opening.
    public var from: Moment?
    /// The last time of an entry with `every`; nil for closing.
    public var to: Moment?
    /// The zones that hear it; empty for all.
    public var zones: [PlacedName] = []
    /// The days it airs on; nil for every day of its timetable.
    public var days: DayRule?
    /// The chime before it.
    public var chime: PlacedName?
    /// Whether the bed fades out and rests (`alone`) instead of ducking (`over`, the default).
    public var isAlone = false
    /// How late it may still start; nil for ``Cue/defaultLateness``.
    public var lateness: Duration?
    /// Whether it ends at the time instead of starting then.
    public var isEnding = false
    /// How often it is heard in a row, at least 1; nil where it does not say.
    public var times: Int?
    /// Who gives way to whom; nil for the class of its verb.
    public var broadcastClass: BroadcastClass?
    /// Whether a `music` folder plays in the order of its names instead of shuffled.
    public var isInOrder = false
}

/// A name and where it is written.
public struct PlacedName: Sendable, Hashable {
    /// The name.
    public let text: String
    /// Where it starts.
    public let location: Location

    /// Makes a placed name.
    public init(_ text: String, at location: Location) {
        self.text = text
        self.location = location
    }
}
