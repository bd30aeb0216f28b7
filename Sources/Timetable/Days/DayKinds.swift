// SPDX-License-Identifier: Apache-2.0

/// A set of kinds of days: each of the seven days of the week may be of each ``DayClass``.
///
/// Whatever `days` and `on` say, without dates, is such a set; whether two rules can ever mean one day is whether
/// their sets meet.
struct DayKinds: OptionSet, Hashable, Sendable {
    let rawValue: UInt32

    static let everyDay = DayKinds(rawValue: (1 << 21) - 1)

    /// Each kind by itself, from Monday the workday to Sunday the holiday.
    static let single: [DayKinds] = DayClass.allCases.flatMap { dayClass in
        Weekday.allCases.map { DayKinds($0, dayClass) }
    }

    init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// One kind of day.
    init(_ weekday: Weekday, _ dayClass: DayClass) {
        let row =
            switch dayClass {
            case .workday: 0
            case .restday: 7
            case .holiday: 14
            }
        rawValue = 1 << UInt32(row + weekday.rawValue - 1)
    }

    /// What a rule means; every day where there is none.
    init(_ rule: DayRule?) {
        guard let rule else {
            self = .everyDay
            return
        }
        self = []
        for dayClass in DayClass.allCases {
            for weekday in Weekday.allCases where rule.contains(weekday, dayClass) {
                insert(DayKinds(weekday, dayClass))
            }
        }
    }

    /// The kinds that the day after one of these may be.
    var following: DayKinds {
        DayClass.allCases.reduce(into: []) { kinds, dayClass in
            for (day, next) in zip(Weekday.allCases, Weekday.allCases.dropFirst() + [.monday])
            where DayClass.allCases.contains(where: { contains(DayKinds(day, $0)) }) {
                kinds.insert(DayKinds(next, dayClass))
            }
        }
    }

    /// The kinds as one reads them in a message: `every day`, `Saturdays`, `holidays`; the first where they are several.
    var name: Wording {
        if self == .everyDay { return Wording(en: "every day", zh: "每天") }
        for weekday in Weekday.allCases
        where DayClass.allCases.allSatisfy({ contains(DayKinds(weekday, $0)) }) {
            return Wording(en: "\(weekday.name.en)s", zh: weekday.name.zh)
        }
        for dayClass in DayClass.allCases
        where Weekday.allCases.contains(where: { contains(DayKinds($0, dayClass)) }) {
            return dayClass.name
        }
        return Wording(en: "no day", zh: "没有一天")
    }
}

extension DayClass {
    /// The class as a message names its days.
    var name: Wording {
        switch self {
        case .workday: Wording(en: "workdays", zh: "工作日")
        case .restday: Wording(en: "restdays", zh: "休息日")
        case .holiday: Wording(en: "holidays", zh: "节假日")
        }
    }
}
