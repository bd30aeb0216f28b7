// SPDX-License-Identifier: Apache-2.0

/// A day of the week, numbered as in ISO 8601.
public enum Weekday: Int, Sendable, CaseIterable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday
}

extension CivilDate {
    /// The day of the week.
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday; the sum is positive for every date of the type.
        let days = (daysSince1970 + 3 + 7 * 20_000) % 7
        return Weekday.allCases[days]
    }
}

extension Weekday {
    /// The name of the day: `Monday`, `周一`.
    public var name: Wording {
        switch self {
        case .monday: Wording(en: "Monday", zh: "周一")
        case .tuesday: Wording(en: "Tuesday", zh: "周二")
        case .wednesday: Wording(en: "Wednesday", zh: "周三")
        case .thursday: Wording(en: "Thursday", zh: "周四")
        case .friday: Wording(en: "Friday", zh: "周五")
        case .saturday: Wording(en: "Saturday", zh: "周六")
        case .sunday: Wording(en: "Sunday", zh: "周日")
        }
    }

    /// The name as tables have room for it: `Mon`, `周一`.
    public var shortName: Wording { Wording(en: String(name.en.prefix(3)), zh: name.zh) }
}
