// SPDX-License-Identifier: Apache-2.0

/// What a timetable file says: hours, and entries in file order.
///
/// There is none with a mistake in it: ``parse(_:file:name:)`` gives a whole timetable or only diagnostics.
public struct Timetable: Sendable, Equatable {
    /// What reading a timetable gives.
    public struct Parsed: Sendable, Equatable {
        /// The timetable; nil when there is any error.
        public let timetable: Timetable?
        /// What the lines without a mistake give when others have one; nil when ``timetable`` is there, or
        /// no line is right. For a station that starts and has no good plan to stay with.
        public let salvage: Timetable?
        /// Everything that was found, in the order of the file.
        public let diagnostics: [Diagnostic]
    }

    /// The name of the file without its ending, such as `everyday`; part of the key of each cue.
    public let name: String
    /// The days of the week and kinds of days it is for; nil where it does not say, which means every day.
    public let days: DayRule?
    /// The dates it is for; empty for any.
    public let dates: [DateSpan]
    /// The timetable that it is laid over; nil for one that stands by itself.
    public let base: PlacedName?
    /// Whether the store stays closed on its days; then it has no hours and no entries.
    public let isClosed: Bool
    /// When the store opens; nil for an overlay that leaves it, or a closed day.
    public let open: ClockTime?
    /// When the store closes, later than ``open``; past 24:00 where that is after midnight. Nil as ``open``.
    public let close: ClockTime?
    /// What it takes away from the timetable below, in file order.
    public let drops: [Drop]
    /// The entries in file order.
    public let entries: [Entry]
    /// Where it says which days it is for; its first line where it does not say.
    public let location: Location
}
