// SPDX-License-Identifier: Apache-2.0

extension Timetables {
    /// What is wrong between the timetables, as far as it can be said without knowing what day it is: by file, line
    /// and column.
    public var diagnostics: [Diagnostic] {
        var check = TimetablesCheck(self)
        check.checkBases()
        check.checkMeetings()
        check.checkTies()
        check.checkEachFile()
        check.checkStacks()
        check.checkNeighbours()
        return check.diagnostics.inPlaceOrder()
    }

    /// What will soon be wrong: timetables whose dates are all over, and years that the calendar does not know.
    ///
    /// A calendar is wanted where there is one, or where any timetable speaks of workdays, restdays or holidays. From
    /// December on it should know the next year.
    public func warnings(on today: CivilDate) -> [Diagnostic] {
        var check = TimetablesCheck(self)
        for (file, dated) in zip(files, dated) {
            guard let last = dated.dates?.spans.last?.last, last < today else { continue }
            check.report(.overlay(.allDatesPast(last: last)), at: file.location)
        }
        if let place = calendar.lastLine ?? files.lazy.compactMap(\.dayClassLocation).first {
            // Without a calendar one sentence is enough.
            let wanted = today.month == 12 && calendar.file != nil ? [today.year, today.year + 1] : [today.year]
            for year in wanted where !calendar.years.contains(year) {
                check.report(.calendar(.yearMissing(year, hasCalendar: calendar.file != nil)), at: place)
            }
        }
        return check.diagnostics.inPlaceOrder()
    }
}

extension [Diagnostic] {
    /// By file, line and column; those of one place in the order they were found.
    fileprivate func inPlaceOrder() -> [Diagnostic] {
        let files = Dictionary(grouping: self, by: \.location.file)
        return files.sorted { $0.key < $1.key }.flatMap { $0.value.inFileOrder() }
    }
}

extension HolidayCalendar {
    /// Where the next line is to be written; nil where the store has no calendar.
    fileprivate var lastLine: Location? {
        file.map { marks.last?.location ?? Location(file: $0, line: 1, column: 1) }
    }
}

extension Timetable {
    /// Where it first speaks of workdays, restdays or holidays; nil where it does not.
    fileprivate var dayClassLocation: Location? {
        if days?.hasDayClass == true { return location }
        return entries.first { $0.options.days?.hasDayClass == true }?.location
    }
}

extension DayRule {
    fileprivate var hasDayClass: Bool {
        parts.contains { part in
            if case .dayClass = part { true } else { false }
        }
    }
}
