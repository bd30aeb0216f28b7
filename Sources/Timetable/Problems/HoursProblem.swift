// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with the hours of a timetable.
enum HoursProblem: Equatable {
    case missing(Keyword)
    case opensAfterMidnight(ClockTime)
    case closesBeforeOpening(open: ClockTime, close: ClockTime)
    case openTooLong(open: ClockTime, close: ClockTime)

    var explanation: Explanation {
        switch self {
        case .missing(let keyword):
            Explanation(
                en: "the timetable does not say when the store \(keyword == .open ? "opens" : "closes")",
                zh: "播出表没有写\(keyword.zh)时间",
                fix: Wording(
                    en: "add a line `\(keyword.en) \(keyword == .open ? "08:00" : "22:00")`; a timetable laid over "
                        + "another has a line `over NAME` instead",
                    zh: "请加一行“\(keyword.zh) \(keyword == .open ? "08:00" : "22:00")”；叠加在另一张表上的，改加一行“叠加 名称”"))
        case .opensAfterMidnight(let open):
            Explanation(
                en: "the store opens at \(open), which is on the next day", zh: "\(open) 开店已经是第二天",
                fix: Wording(
                    en: "write a time before 24:00, and use `days` or `dates` to say which day is meant",
                    zh: "请写 24:00 之前的时间，并用“适用”或“日期”说明是哪一天"))
        case .closesBeforeOpening(let open, let close):
            Explanation(
                en: "the store closes at \(close), which is not after it opens at \(open)",
                zh: "\(close) 闭店不晚于 \(open) 开店", fix: Self.laterClose(open, close))
        case .openTooLong(let open, let close):
            Explanation(
                en: "from \(open) to \(close) the store would be open for more than 24 hours",
                zh: "从 \(open) 到 \(close) 营业超过 24 小时",
                fix: Wording(
                    en: "write a `close` of \(ClockTime(seconds: open.seconds + ClockTime.secondsPerDay)) or before",
                    zh: "闭店时间不要晚于 \(ClockTime(seconds: open.seconds + ClockTime.secondsPerDay))"))
        }
    }

    private static func laterClose(_ open: ClockTime, _ close: ClockTime) -> Wording {
        let nextDay = ClockTime(seconds: close.seconds + ClockTime.secondsPerDay)
        guard nextDay.seconds - open.seconds <= ClockTime.secondsPerDay else {
            return Wording(en: "write a later `close`", zh: "请把闭店时间写晚一些")
        }
        return Wording(
            en: "write a later `close`; for closing after midnight write `close \(nextDay)`",
            zh: "请把闭店时间写晚一些；午夜以后闭店，请写“闭店 \(nextDay)”")
    }
}
