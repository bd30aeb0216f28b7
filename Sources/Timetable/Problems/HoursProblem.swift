// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with the lines `open`, `close` and `days`.
enum HoursProblem: Equatable {
    case missing(Keyword)
    case twice(Keyword, firstLine: Int)
    case closesBeforeOpening(open: ClockTime, close: ClockTime)
    case daysNotKnown(String)
    case textAfter(Keyword, String)

    var explanation: Explanation {
        switch self {
        case .missing(let keyword):
            Explanation(
                en: "the timetable does not say when the store \(keyword == .open ? "opens" : "closes")",
                zh: "播出表没有写\(keyword.zh)时间",
                fix: Wording(
                    en: "add a line `\(keyword.en) \(keyword == .open ? "08:00" : "22:00")`",
                    zh: "请加一行“\(keyword.zh) \(keyword == .open ? "08:00" : "22:00")”"))
        case .twice(let keyword, let firstLine):
            Explanation(
                en: "`\(keyword.en)` is already given in line \(firstLine)",
                zh: "第 \(firstLine) 行已经写了“\(keyword.zh)”",
                fix: Wording(en: "keep one of the two lines", zh: "两行只留一行"))
        case .closesBeforeOpening(let open, let close):
            Explanation(
                en: "the store closes at \(close), which is not after it opens at \(open)",
                zh: "\(close) 闭店不晚于 \(open) 开店",
                fix: Wording(
                    en: "write a later `close`; closing after midnight is not in this version",
                    zh: "请把闭店时间写晚一些；此版本不支持午夜后闭店"))
        case .daysNotKnown(let words):
            Explanation(
                en: words.isEmpty ? "`days` says no days" : "`days \(quoted(words))` is not in this version",
                zh: words.isEmpty ? "“适用”后面没有写日子" : "此版本不支持“适用 \(quoted(words))”",
                fix: Wording(en: "write `days every day`", zh: "请写“适用 每天”"))
        case .textAfter(let keyword, let word):
            Explanation(
                en: "`\(quoted(word))` does not belong on the line that gives the hour",
                zh: "给出\(keyword.zh)时间的一行不能再写“\(quoted(word))”",
                fix: Wording(
                    en: "delete it; an item at that hour has a line of its own: `\(keyword.en) say NAME`",
                    zh: "请删去它；那一刻的节目另写一行：“\(keyword.zh) 播稿 名称”"))
        }
    }
}
