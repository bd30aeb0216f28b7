// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with the hours that timetables give together.
enum CombinedHoursProblem: Equatable {
    case missing(Keyword, on: Wording)
    case wrong(open: ClockTime, openFrom: String, close: ClockTime, closeFrom: String, on: Wording)
    case daysOverlap(close: ClockTime, nextOpen: ClockTime, other: String, on: Wording)

    var explanation: Explanation {
        switch self {
        case .wrong(let open, let openFrom, let close, let closeFrom, let day):
            Explanation(
                en: "opening at \(open) (`\(quoted(openFrom))`) and closing at \(close) (`\(quoted(closeFrom))`) "
                    + "do not go together (\(day.en))",
                zh: "\(open) 开店（“\(quoted(openFrom))”）与 \(close) 闭店（“\(quoted(closeFrom))”）合不起来（\(day.zh)）",
                fix: Wording(
                    en: "give both hours here; the store closes after it opens, at most 24 hours later",
                    zh: "请在这里写明开店和闭店两个时间；闭店要晚于开店，最多晚 24 小时"))
        case .daysOverlap(let close, let nextOpen, let other, let day):
            Explanation(
                en: "closing at \(close) comes after the next day opens at \(nextOpen) (`\(quoted(other))`, \(day.en))",
                zh: "\(close) 闭店晚于第二天 \(nextOpen) 开店（“\(quoted(other))”，\(day.zh)）",
                fix: Wording(
                    en: "close earlier, or open later the day after", zh: "请提早闭店，或推迟第二天开店"))
        case .missing(let keyword, let day):
            Explanation(
                en: "the store opens on a closed day, but nothing says when it \(keyword.en)s (\(day.en))",
                zh: "停业日照常营业，却没有写\(keyword.zh)时间（\(day.zh)）",
                fix: Wording(en: "add a line `\(keyword.en)` with the time", zh: "请加一行“\(keyword.zh)”写明时间"))
        }
    }
}
