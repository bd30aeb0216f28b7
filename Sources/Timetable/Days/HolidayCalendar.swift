// SPDX-License-Identifier: Apache-2.0

/// Which dates are holidays, and which weekend days are worked: `schedules/holidays.calendar`.
public struct HolidayCalendar: Sendable, Equatable {
    /// One line: `2026-02-17 to 2026-02-23 holiday 春节`.
    public struct Mark: Sendable, Hashable {
        /// The days it is about.
        public let dates: DateSpan
        /// What they are.
        public let dayClass: DayClass
        /// What people call them; empty where the line does not say.
        public let name: String
        /// Where it is written.
        public let location: Location
    }

    /// The lines, in file order; of two that mean one date the later counts.
    public let marks: [Mark]

    /// Makes a calendar of its lines.
    public init(marks: [Mark] = []) {
        self.marks = marks
    }

    /// What kind of day a date is.
    public func dayClass(of date: CivilDate) -> DayClass {
        if let mark = mark(of: date) { return mark.dayClass }
        return date.weekday.rawValue >= Weekday.saturday.rawValue ? .restday : .workday
    }

    /// The line that speaks of a date; nil for an ordinary day.
    public func mark(of date: CivilDate) -> Mark? {
        marks.last { $0.dates.contains(date) }
    }
}
