// SPDX-License-Identifier: Apache-2.0

/// How closely a timetable says which days it is for; of two that are for one date the more specific is followed.
///
/// docs/decisions/0006-which-timetable-applies.md gives the order and its reasons.
struct Specificity: Comparable, Hashable {
    /// What the broadest part of a `days` list names, from the broadest.
    private enum Breadth: Int {
        case everyDay, weekdays, dayClass, holiday
    }

    /// How many dates it names, or nil for none: any dates are more specific than none, then fewer than more.
    private let dateCount: Int?
    private let breadth: Breadth
    /// How many days of the week it names; 0 unless ``breadth`` is ``Breadth/weekdays``.
    private let weekdayCount: Int

    init(days: DayRule?, dates: DateRanges?) {
        dateCount = dates?.count
        let parts = days?.parts ?? [.everyDay]
        let weekdays = Weekday.allCases.filter { DayRule(parts.filter(\.isOfWeekdays)).contains($0, .holiday) }
        let classes = DayClass.allCases.filter { parts.contains(.dayClass($0)) }
        if parts.contains(.everyDay) || weekdays.count == Weekday.allCases.count
            || classes.count == DayClass.allCases.count
        {
            breadth = .everyDay
        } else if !weekdays.isEmpty {
            breadth = .weekdays
        } else {
            breadth = classes == [.holiday] ? .holiday : .dayClass
        }
        weekdayCount = breadth == .weekdays ? weekdays.count : 0
    }

    static func < (left: Specificity, right: Specificity) -> Bool {
        left.rank < right.rank
    }

    private var rank: (Int, Int, Int, Int) {
        (dateCount == nil ? 0 : 1, -(dateCount ?? 0), breadth.rawValue, -weekdayCount)
    }
}

extension DayRule.Part {
    fileprivate var isOfWeekdays: Bool {
        if case .weekdays = self { true } else { false }
    }
}
