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
