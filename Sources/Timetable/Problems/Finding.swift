// SPDX-License-Identifier: Apache-2.0

/// What looking ahead finds wrong with lines that are well written: told once the days have been rehearsed.
public enum Finding: Sendable, Hashable {
    /// It is heard when nobody is in the store: before the opening or after the closing of that day.
    case outsideHours(CivilDate, Moment, opens: ClockTime, closes: ClockTime)
    /// It starts so much later than written, behind what is still on air then.
    case startsLate(Occasion, by: Duration, behind: String)
    /// It is not heard at all on a day it is written for, and why.
    case neverAirs(Occasion, reason: Wording)
    /// No message of the rotation finds a place on a day it is written for.
    case noRoom(CivilDate, name: String)
    /// Its stretch of the day is over before a first message is due, on every day.
    case neverDue(When)
    /// All messages of the rotation are drafts, or there are none.
    case emptyRotation(String)
    /// The music folder has no file: what played before plays on, or nothing.
    case emptyFolder(String)
    /// The clocks skip its time on that day; it is heard at the first moment after.
    case skippedByClocks(CivilDate, airs: ClockTime)
    /// The script takes longer than a minute, which nobody listens to.
    case spokenTooLong(Duration)

    /// The day that shows it, and which time of a line that airs again and again.
    public struct Occasion: Sendable, Hashable {
        /// The broadcasting day.
        public let date: CivilDate
        /// The time of an `every` line; nil where the line says the time itself.
        public let time: ClockTime?

        /// The occasion on a day; `time` only of a line that airs again and again.
        public init(_ date: CivilDate, _ time: ClockTime?) {
            self.date = date
            self.time = time
        }

        fileprivate var wording: Wording {
            guard let time else { return Wording(en: "on \(date)", zh: "\(date)") }
            return Wording(en: "on \(date) at \(time)", zh: "\(date) \(time)")
        }
    }

    /// How much it matters: what will not be heard is an error.
    public var severity: Diagnostic.Severity {
        switch self {
        case .neverAirs, .noRoom, .neverDue, .emptyRotation, .emptyFolder: .error
        case .outsideHours, .startsLate, .skippedByClocks, .spokenTooLong: .warning
        }
    }

    var explanation: Explanation {
        switch self {
        case .outsideHours(let date, let moment, let opens, let closes):
            Self.outsideHours(date, moment, opens, closes)
        case .startsLate(let occasion, let span, let name):
            Explanation(
                en: "\(occasion.wording.en) it starts \(span.spelling) late, because \"\(name)\" is still on air",
                zh: "\(occasion.wording.zh) 会迟 \(span.zhSpelling)开始，因为“\(name)”还没有播完",
                fix: Self.startsLateFix(occasion))
        case .neverAirs(let occasion, let reason):
            Explanation(
                en: "\(occasion.wording.en) it is not heard: \(reason.en)",
                zh: "\(occasion.wording.zh) 不会播出：\(reason.zh)",
                fix: Self.neverAirsFix(occasion))
        case .noRoom(let date, let name):
            Explanation(
                en: "on \(date) \"\(name)\" never finds room between the other items",
                zh: "\(date) 其他节目之间没有空档，“\(name)”一次也播不了",
                fix: Wording(
                    en: "give it a longer stretch with `from` and `to`, or shorter messages",
                    zh: "请用“从”“到”放宽时段，或缩短内容"))
        case .neverDue(let when):
            Explanation(
                en: "its stretch of the day is over before `\(when.spelling)` has come round once: it is never heard",
                zh: "不到“\(when.spelling(in: .zh))”一轮，时段就结束了，一次也不会播出",
                fix: Wording(
                    en: "write a shorter range after `every`, or a longer stretch with `from` and `to`",
                    zh: "请缩短“每”后面的间隔，或用“从”“到”放宽时段"))
        case .emptyRotation(let name):
            Explanation(
                en: "the rotation \"\(name)\" has no message that may air",
                zh: "促销组“\(name)”没有可以播出的内容",
                fix: Wording(
                    en: "approve one of its scripts, or put sound files into audio/promos/\(name)",
                    zh: "请审核其中的播音稿，或把声音文件放入 audio/promos/\(name)"))
        case .emptyFolder(let name):
            Explanation(
                en: "the music folder \"\(name)\" is empty: the music does not change here",
                zh: "音乐文件夹“\(name)”是空的，此时音乐不会改变",
                fix: Wording(
                    en: "put sound files into audio/music/\(name), or write another folder",
                    zh: "请把声音文件放入 audio/music/\(name)，或改用其他文件夹"))
        case .skippedByClocks(let date, let airs):
            Explanation(
                en: "on \(date) the clocks skip this time; it is heard at \(airs)",
                zh: "\(date) 因夏令时没有这个时间，将在 \(airs) 播出",
                fix: Wording(
                    en: "write another time, unless \(airs) is just as good on that day",
                    zh: "请换个时间；当天 \(airs) 播出也可以的话，不必改"))
        case .spokenTooLong(let span):
            Explanation(
                en: "the script takes \(span.spelling) to speak; few listen for more than a minute",
                zh: "这篇播音稿要播 \(span.zhSpelling)；超过一分钟很少有人听完",
                fix: Wording(en: "say less, or make two scripts of it", zh: "请精简，或分成两篇"))
        }
    }

    // An `every` line takes no `late`: it can only be moved.

    private static func startsLateFix(_ occasion: Occasion) -> Wording {
        occasion.time == nil
            ? Wording(
                en: "move one of the two, or write `late 10m` if it may wait",
                zh: "请把其中一项改到别的时间；可以等的话，写“宽限10分”")
            : Wording(en: "move one of the two to another time", zh: "请把其中一项改到别的时间")
    }

    private static func neverAirsFix(_ occasion: Occasion) -> Wording {
        occasion.time == nil
            ? Wording(en: "move it, or let it start later with `late 10m`", zh: "请改时间，或写“宽限10分”允许迟播")
            : Wording(en: "move it, or what is on air then", zh: "请改时间，或移开当时在播的节目")
    }
}

extension Diagnostic {
    /// A finding at the place it is about.
    /// - Parameter length: how many characters it is about, at least 1.
    public init(_ finding: Finding, at location: Location, length: Int) {
        let explanation = finding.explanation
        self.init(
            severity: finding.severity, location: location, length: length, message: explanation.message,
            fix: explanation.fix)
    }
}

// MARK: Hours

extension Finding {
    private static func outsideHours(
        _ date: CivilDate, _ moment: Moment, _ opens: ClockTime, _ closes: ClockTime
    ) -> Explanation {
        Explanation(
            en: "on \(date) `\(moment.spelling)` is outside of the store's hours, \(opens) to \(closes)",
            zh: "\(date) 的营业时间是 \(opens) 至 \(closes)，“\(moment.zhSpelling)”不在其内",
            fix: nightFix(moment, opens, closes) ?? hoursFix(moment))
    }

    private static func hoursFix(_ moment: Moment) -> Wording {
        guard case .clock = moment else {
            return Wording(
                en: "stay within half an hour of `open` or `close`, while somebody is there",
                zh: "离开店、闭店请不超过半小时，那时还有人在")
        }
        return Wording(
            en: "change the time; if it is meant, write it from `open` or `close`, such as `close+5m`",
            zh: "请改时间；确实需要的话，请写成“闭店+5分”这样的时间")
    }

    /// A time in the small hours of a store that closes after midnight was probably meant for the night after.
    private static func nightFix(_ moment: Moment, _ opens: ClockTime, _ closes: ClockTime) -> Wording? {
        guard case .clock(let time) = moment, time < opens else { return nil }
        let night = ClockTime(seconds: time.seconds + ClockTime.secondsPerDay)
        guard night <= closes else { return nil }
        return Wording(en: "for the night after write `\(night)`", zh: "如指当晚午夜之后，请写“\(night)”")
    }
}
