// SPDX-License-Identifier: Apache-2.0

/// A day of the Gregorian calendar, 1678-01-01 to 2261-12-31: the full years that an ``Instant`` can hold.
public struct CivilDate: Comparable, Hashable, Sendable, CustomStringConvertible {
    /// The year, 1678 to 2261.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, 1 to 31.
    public let day: Int

    /// The first day there is.
    public static let earliest = CivilDate(checkedYear: 1678, month: 1, day: 1)
    /// The last day there is.
    public static let latest = CivilDate(checkedYear: 2261, month: 12, day: 31)

    /// The day named so, or nil when there is none, such as 30 February.
    public init?(year: Int, month: Int, day: Int) {
        guard (Self.earliest.year...Self.latest.year).contains(year),
            let length = Self.length(ofMonth: month, year: year),
            (1...length).contains(day)
        else { return nil }
        self.init(checkedYear: year, month: month, day: day)
    }

    /// Reads `2026-11-21`; nil when the text has another form or names no day.
    public init?(_ text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 10, digits[4] == UInt8(ascii: "-"), digits[7] == UInt8(ascii: "-") else {
            return nil
        }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in digits[range] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
            return nil
        }
        self.init(year: year, month: month, day: day)
    }

    private init(checkedYear year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date as `2026-11-21`.
    public var description: String {
        "\(year)-\(twoDigits(month))-\(twoDigits(day))"
    }

    /// Whether `left` is the earlier day.
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// The day so many days later, or earlier when negative, kept inside the range of the type.
    public func adding(days: Int) -> CivilDate {
        let (sum, overflow) = daysSince1970.addingReportingOverflow(days)
        guard overflow else { return CivilDate(clampingDaysSince1970: sum) }
        return days < 0 ? Self.earliest : Self.latest
    }

    /// How many days a month has; nil when there is no such month.
    static func length(ofMonth month: Int, year: Int) -> Int? {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1...12: 31
        default: nil
        }
    }
}

// Days and dates as in Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms"
// (https://howardhinnant.github.io/date_algorithms.html): the year starts in March, so that the leap day is
// its last; 400 years have 146 097 days; 1970-01-01 is day 719 468 after 0000-03-01.
extension CivilDate {
    var daysSince1970: Int {
        let shiftedYear = month > 2 ? year : year - 1
        let yearOfEra = shiftedYear % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return shiftedYear / 400 * 146_097 + dayOfEra - 719_468
    }

    /// The date so many days after 1970-01-01, kept inside the range of the type.
    init(clampingDaysSince1970 days: Int) {
        let days = min(max(days, Self.earliest.daysSince1970), Self.latest.daysSince1970) + 719_468
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            checkedYear: days / 146_097 * 400 + yearOfEra + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

/// `7` as `07`.
func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
}
