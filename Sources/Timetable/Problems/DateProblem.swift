// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a date or a span of dates.
enum DateProblem: Equatable {
    case notADate(String)
    case noSuchDay(year: Int, month: Int, day: Int)
    case spanReversed(CivilDate, CivilDate)

    var explanation: Explanation {
        switch self {
        case .notADate(let word):
            Explanation(
                en: word.isEmpty ? "a date is missing here" : "`\(quoted(word))` is no date",
                zh: word.isEmpty ? "这里缺少日期" : "“\(quoted(word))”不是日期",
                fix: Wording(
                    en: "write year, month and day such as `2026-02-17`",
                    zh: "请写年、月、日，例如“2026-02-17”或“2026年2月17日”"))
        case .noSuchDay(let year, let month, let day): Self.noSuchDay(year, month, day)
        case .spanReversed(let first, let last):
            Explanation(
                en: "the span runs backwards: \(first) comes after \(last)",
                zh: "日期写反了：\(first) 晚于 \(last)",
                fix: Wording(en: "write `\(last) to \(first)`", zh: "改写为“\(last) 至 \(first)”"))
        }
    }

    private static func noSuchDay(_ year: Int, _ month: Int, _ day: Int) -> Explanation {
        let (earliest, latest) = (CivilDate.earliest.year, CivilDate.latest.year)
        guard (earliest...latest).contains(year) else {
            return Explanation(
                en: "the year \(year) cannot be meant", zh: "不可能是 \(year) 年",
                fix: Wording(
                    en: "write a year from \(earliest) to \(latest)", zh: "请写 \(earliest) 到 \(latest) 之间的年份"))
        }
        guard let length = CivilDate.length(ofMonth: month, year: year) else {
            return Explanation(
                en: "there is no month \(month)", zh: "没有 \(month) 月",
                fix: Wording(
                    en: "write year, month and day in this order, the month from 1 to 12",
                    zh: "请按年、月、日的顺序写，月份从 1 到 12"))
        }
        let isLeapDay = month == 2 && day == 29
        let (before, after) = leapYears(around: year)
        return Explanation(
            en: isLeapDay
                ? "\(year) is no leap year, so there is no 29 February in it"
                : "there is no day \(day) in \(year)-\(twoDigits(month)), which has \(length) days",
            zh: isLeapDay
                ? "\(year) 年不是闰年，没有 2 月 29 日" : "\(year) 年 \(month) 月只有 \(length) 天，没有 \(day) 日",
            fix: isLeapDay
                ? Wording(
                    en: "write `\(year)-02-28`, or one of the leap years \(before) and \(after)",
                    zh: "改写为“\(year)-02-28”，或写前后的闰年 \(before) 年、\(after) 年")
                : Wording(en: "write a day from 1 to \(length)", zh: "请写 1 到 \(length) 之间的日子"))
    }

    /// The last leap year before a common year and the first after it.
    private static func leapYears(around year: Int) -> (before: Int, after: Int) {
        var (before, after) = (year - 1, year + 1)
        while CivilDate.length(ofMonth: 2, year: before) == 28 { before -= 1 }
        while CivilDate.length(ofMonth: 2, year: after) == 28 { after += 1 }
        return (before, after)
    }
}
