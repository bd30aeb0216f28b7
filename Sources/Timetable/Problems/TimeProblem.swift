// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a time of the day.
enum TimeProblem: Equatable {
    case notATime(String)
    case afterTheNextDay(ClockTime)
    case offsetTooLong(Anchor, Duration)
    case offsetLeavesTheDay(Moment, ClockTime)
    case windowReversed(Moment, Moment, nextDay: ClockTime?)

    var explanation: Explanation {
        switch self {
        case .notATime(let word):
            Explanation(
                en: "`\(quoted(word))` is no time of day", zh: "“\(quoted(word))”不是时间", fix: Self.timeFix(word))
        case .afterTheNextDay(let time):
            Explanation(
                en: "\(time) lies more than a day ahead; times go from 00:00 to 48:00",
                zh: "\(time) 太晚了；时间从 00:00 到 48:00",
                fix: Wording(
                    en: "write a time up to 24:00, or, after midnight of that day, one such as `26:00` or `02:00+1`",
                    zh: "请写不晚于 24:00 的时间；当天午夜以后写“26:00”或“次日02:00”"))
        case .offsetTooLong(let anchor, let offset):
            Explanation(
                en: "\(offset.spelling) is too far from `\(anchor.rawValue)`",
                zh: "\(offset.zhSpelling)离“\(anchor.zh)”太远",
                fix: Wording(en: "write at most `12h`, or a time by the clock", zh: "最多写“12小时”，或者直接写钟点"))
        case .offsetLeavesTheDay(let moment, let time):
            Explanation(
                en: "`\(moment.spelling)` is \(time), after the end of the next day",
                zh: "“\(moment.zhSpelling)”是 \(time)，超出了第二天",
                fix: Wording(
                    en: "choose an offset that stays before 48:00", zh: "请改小偏移，使时间不超过 48:00"))
        case .windowReversed(let from, let to, let nextDay):
            Explanation(
                en: "the window is empty: `\(from.spelling)` is not before `\(to.spelling)`",
                zh: "时段是空的：“\(from.zhSpelling)”不早于“\(to.zhSpelling)”",
                fix: Self.windowFix(nextDay))
        }
    }

    private static func timeFix(_ word: String) -> Wording {
        guard let meant = ClockTime(meantBy: word) else {
            return Wording(
                en: "write hours and minutes such as `09:00`, or `09:00:30`",
                zh: "请写时和分，例如“09:00”或“9点30分”")
        }
        return Wording(en: "write `\(meant)`", zh: "改写为“\(meant)”")
    }

    private static func windowFix(_ nextDay: ClockTime?) -> Wording {
        guard let nextDay else {
            return Wording(
                en: "write the earlier time after `from`, the later one after `to`",
                zh: "“从”后写较早的时间，“到”后写较晚的时间")
        }
        return Wording(
            en: "write the earlier time after `from`; if it ends after midnight, write `to \(nextDay)`",
            zh: "“从”后写较早的时间；如果到午夜以后，请写“到 \(nextDay)”")
    }
}
