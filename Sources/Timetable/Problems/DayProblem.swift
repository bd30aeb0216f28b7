// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a list of days.
enum DayProblem: Equatable {
    case notADay(String)

    var explanation: Explanation {
        switch self {
        case .notADay(let word):
            Explanation(
                en: word.isEmpty ? "a day is missing here" : "`\(quoted(word))` is no day",
                zh: word.isEmpty ? "这里缺少日子" : "“\(quoted(word))”不是日子",
                fix: proposal(
                    nearest: KeywordSet.days.nearest(to: word),
                    otherwise: Wording(
                        en: "write days such as `Mon-Fri`, `Sat, Sun`, `workday`, `holiday` or `every day`; dates "
                            + "follow `dates`",
                        zh: "请写“周一至周五”、“周六、周日”、“工作日”、“节假日”或“每天”；具体日期写在“日期”一行")))
        }
    }
}
