// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a time of the day.
enum TimeProblem: Equatable {
    case notATime(String)
    case afterTheDay(ClockTime)
    case offsetLeavesTheDay(Moment, ClockTime)
    case windowReversed(Moment, Moment)

    var explanation: Explanation {
        switch self {
        case .notATime(let word):
            Explanation(
                en: "`\(quoted(word))` is no time of day", zh: "“\(quoted(word))”不是时间",
                fix: Wording(
                    en: "write hours and minutes such as `09:00`, or `09:00:30`",
                    zh: "请写时和分，例如“09:00”或“9点30分”"))
        case .afterTheDay(let time):
            Explanation(
                en: "\(time) lies after the day; times go from 00:00 to 24:00",
                zh: "\(time) 超出了当天；时间从 00:00 到 24:00",
                fix: Wording(
                    en: "write a time up to 24:00; closing after midnight is not in this version",
                    zh: "请写不晚于 24:00 的时间；此版本不支持午夜后闭店"))
        case .offsetLeavesTheDay(let moment, let time):
            Explanation(
                en: "`\(moment.spelling)` is \(time), outside of the day",
                zh: "“\(moment.zhSpelling)”是 \(time)，不在当天之内",
                fix: Wording(
                    en: "choose an offset that stays between 00:00 and 24:00",
                    zh: "请改小偏移，使时间在 00:00 与 24:00 之间"))
        case .windowReversed(let from, let to):
            Explanation(
                en: "the window is empty: `\(from.spelling)` is not before `\(to.spelling)`",
                zh: "时段是空的：“\(from.zhSpelling)”不早于“\(to.zhSpelling)”",
                fix: Wording(
                    en: "write the earlier time after `from`, the later one after `to`",
                    zh: "“从”后写较早的时间，“到”后写较晚的时间"))
        }
    }
}
