// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a line that says something about the whole timetable: `open`, `close`, `days`, `dates`,
/// `over`, `closed`.
enum HeaderProblem: Equatable {
    case noValue(Keyword)
    case twice(Keyword, firstLine: Int)
    case textAfter(Keyword, String)
    case closedButPlans(closedLine: Int)

    var explanation: Explanation {
        switch self {
        case .noValue(let keyword):
            Explanation(
                en: "nothing follows `\(keyword.en)`", zh: "“\(keyword.zh)”后面没有内容",
                fix: Self.example(of: keyword))
        case .twice(let keyword, let firstLine):
            Explanation(
                en: "`\(keyword.en)` is already given in line \(firstLine)",
                zh: "第 \(firstLine) 行已经写了“\(keyword.zh)”",
                fix: Wording(en: "keep one of the two lines", zh: "两行只留一行"))
        case .textAfter(let keyword, let word):
            Explanation(
                en: "`\(quoted(word))` does not belong on the line `\(keyword.en)`",
                zh: "“\(keyword.zh)”一行不能再写“\(quoted(word))”", fix: Self.textAfterFix(keyword))
        case .closedButPlans(let closedLine):
            Explanation(
                en: "line \(closedLine) says that the store stays closed, so nothing can be planned",
                zh: "第 \(closedLine) 行写了停业，不能再安排内容",
                fix: Wording(
                    en: "delete either `closed` or all hours and items of this file",
                    zh: "请删去“停业”，或者删去本文件的营业时间和全部节目"))
        }
    }

    private static func example(of keyword: Keyword) -> Wording {
        switch keyword {
        case .open: Wording(en: "write for example `open 08:00`", zh: "例如写“开店 08:00”")
        case .close: Wording(en: "write for example `close 22:00`", zh: "例如写“闭店 22:00”")
        case .dates:
            Wording(
                en: "write for example `dates 2026-02-10 to 2026-02-24`",
                zh: "例如写“日期 2026-02-10 到 2026-02-24”")
        case .base:
            Wording(
                en: "write the name of the timetable below, for example `over everyday`",
                zh: "请写下层播出表的名称，例如“叠加 everyday”")
        default: Wording(en: "write for example `days Mon-Fri`", zh: "例如写“适用 周一至周五”")
        }
    }

    private static func textAfterFix(_ keyword: Keyword) -> Wording {
        switch keyword {
        case .open, .close:
            Wording(
                en: "delete it; an item at that hour has a line of its own: `\(keyword.en) say NAME`",
                zh: "请删去它；那一刻的节目另写一行：“\(keyword.zh) 播稿 名称”")
        case .days:
            Wording(
                en: "write a comma between two days, as `days Mon, Wed`; anything else on a line of its own",
                zh: "两个日子之间写顿号，例如“适用 周一、周三”；其他内容另写一行")
        case .dates:
            Wording(
                en: "write `to` between first and last date, or a comma between two dates",
                zh: "首日和末日之间写“到”，两个日期之间写顿号")
        default: Wording(en: "delete it, or write it on a line of its own", zh: "请删去它，或者另写一行")
        }
    }
}
