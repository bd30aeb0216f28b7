// SPDX-License-Identifier: Apache-2.0

/// What the timetables and the calendar say about one date.
public struct BroadcastDay: Sendable, Hashable {
    /// The date.
    public let date: CivilDate
    /// What kind of day it is.
    public let dayClass: DayClass
    /// What the calendar calls the day, such as `春节`; empty for an ordinary day.
    public let name: String
    /// The names of the timetables that are followed, the base first, then its overlays, the most specific last;
    /// empty where no base applies.
    public let timetables: [String]
    /// When the store opens; nil on a day on which it stays closed.
    public let open: ClockTime?
    /// When it closes, past 24:00 where that is after midnight; nil as ``open``.
    public let close: ClockTime?

    /// Whether the store stays closed; then there is no running order.
    public var isClosed: Bool { open == nil }
}
