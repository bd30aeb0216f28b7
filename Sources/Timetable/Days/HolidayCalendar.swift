// SPDX-License-Identifier: Apache-2.0

/// Which dates are holidays, and which weekend days are worked: `schedules/holidays.calendar`.
///
/// Every date is exactly one of workday, restday and holiday: what its line says, and without a line a workday from
/// Monday to Friday and a restday on Saturday and Sunday.
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

    /// The lines, in file order; of two that mean one date the first counts.
    public let marks: [Mark]
    /// The file as diagnostics name it; nil where the store has none.
    public let file: String?
    /// The years that any line speaks of.
    public let years: Set<Int>
    /// For each day from ``firstDay`` on which line speaks of it, or -1.
    private let speaking: [Int32]
    private let firstDay: Int

    /// Makes a calendar of its lines.
    public init(marks: [Mark] = [], file: String? = nil) {
        self.marks = marks
        self.file = file
        years = marks.reduce(into: []) { $0.formUnion($1.dates.first.year...$1.dates.last.year) }
        firstDay = marks.map(\.dates.first.daysSince1970).min() ?? 0
        let lastDay = marks.map(\.dates.last.daysSince1970).max() ?? -1
        var speaking = [Int32](repeating: -1, count: lastDay - firstDay + 1)
        for (index, mark) in marks.enumerated() {
            for day in mark.dates.first.daysSince1970...mark.dates.last.daysSince1970
            where speaking[day - firstDay] < 0 {
                speaking[day - firstDay] = Int32(index)
            }
        }
        self.speaking = speaking
    }

    /// What kind of day a date is.
    public func dayClass(of date: CivilDate) -> DayClass {
        if let mark = mark(of: date) { return mark.dayClass }
        return date.weekday.rawValue >= Weekday.saturday.rawValue ? .restday : .workday
    }

    /// The line that speaks of a date; nil for an ordinary day.
    public func mark(of date: CivilDate) -> Mark? {
        let offset = date.daysSince1970 - firstDay
        guard speaking.indices.contains(offset), speaking[offset] >= 0 else { return nil }
        return marks[Int(speaking[offset])]
    }

    /// The day of the week and the class of a date.
    func kind(of date: CivilDate) -> DayKinds {
        DayKinds(date.weekday, dayClass(of: date))
    }
}
