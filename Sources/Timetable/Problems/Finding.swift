// SPDX-License-Identifier: Apache-2.0

/// What looking ahead finds wrong with lines that are well written: told once the days have been rehearsed.
public enum Finding: Sendable, Hashable {
    /// It is heard when nobody is in the store: before the opening or after the closing of that day.
    case outsideHours(When, opens: ClockTime, closes: ClockTime)
    /// It starts so much later than written, behind what is still on air then.
    case startsLate(CivilDate, by: Duration, behind: String)
    /// It is not heard at all on a day it is written for, and why.
    case neverAirs(CivilDate, reason: Wording)
    /// No message of the rotation finds a place on a day it is written for.
    case noRoom(CivilDate, rotation: String)
    /// The clocks skip its time on that day; it is heard at the first moment after.
    case skippedByClocks(CivilDate, airs: ClockTime)
    /// The script takes longer than a minute, which nobody listens to.
    case spokenTooLong(Duration)

    /// How much it matters: what will not be heard is an error.
    var severity: Diagnostic.Severity {
        switch self {
        case .neverAirs, .noRoom: .error
        case .outsideHours, .startsLate, .skippedByClocks, .spokenTooLong: .warning
        }
    }

    var explanation: Explanation {
        switch self {
        case .outsideHours(let when, let opens, let closes): Self.outsideHours(when, opens, closes)
        case .startsLate(let date, let span, let name):
            Explanation(
                en: "on \(date) it starts \(span.spelling) late, because \"\(name)\" is still on air",
                zh: "\(date) 会迟 \(span.zhSpelling)开始，因为“\(name)”还没有播完",
                fix: Wording(
                    en: "move one of the two, or write `late 10m` if it may wait",
                    zh: "请把其中一项改到别的时间；可以等的话，写“宽限10分”"))
        case .neverAirs(let date, let reason):
            Explanation(
                en: "on \(date) it is not heard: \(reason.en)", zh: "\(date) 不会播出：\(reason.zh)",
                fix: Wording(
                    en: "move it, or let it start later with `late 10m`", zh: "请改时间，或写“宽限10分”允许迟播"))
        case .noRoom(let date, let rotation):
            Explanation(
                en: "on \(date) no message of \"\(rotation)\" finds room between the other items",
                zh: "\(date) 其他节目之间没有空档，“\(rotation)”一条也播不了",
                fix: Wording(
                    en: "give it a longer stretch with `from` and `to`, shorter messages, or a wider range",
                    zh: "请用“从”“到”放宽时段，缩短内容，或放宽间隔"))
        case .skippedByClocks(let date, let airs):
            Explanation(
                en: "on \(date) the clocks skip this time; it is heard at \(airs)",
                zh: "\(date) 因夏令时没有这个时间，将在 \(airs) 播出")
        case .spokenTooLong(let span):
            Explanation(
                en: "the script takes \(span.spelling) to speak; few listen for more than a minute",
                zh: "这篇播音稿要播 \(span.zhSpelling)；超过一分钟很少有人听完",
                fix: Wording(en: "say less, or make two scripts of it", zh: "请精简，或分成两篇"))
        }
    }

    private static func outsideHours(_ when: When, _ opens: ClockTime, _ closes: ClockTime) -> Explanation {
        Explanation(
            en: "`\(when.spelling)` is outside of the store's hours, \(opens) to \(closes)",
            zh: "“\(when.spelling(in: .zh))”不在营业时间 \(opens) 至 \(closes) 之内",
            fix: nightFix(when, opens, closes)
                ?? Wording(
                    en: "change the time; if it is meant, write it from `open` or `close`, such as `close+5m`",
                    zh: "请改时间；确实需要的话，请写成“闭店+5分”这样的时间"))
    }

    /// A time in the small hours of a store that closes after midnight was probably meant for the night after.
    private static func nightFix(_ when: When, _ opens: ClockTime, _ closes: ClockTime) -> Wording? {
        guard case .at(.clock(let time)) = when, time < opens else { return nil }
        let night = ClockTime(seconds: time.seconds + ClockTime.secondsPerDay)
        guard night <= closes else { return nil }
        return Wording(en: "for the night after write `\(night)`", zh: "如指当晚午夜之后，请写“\(night)”")
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
