// SPDX-License-Identifier: Apache-2.0

extension ClockTime {
    /// The latest time a day of the timetable can have: the end of the day after, for a store open past midnight.
    static let latest = ClockTime(seconds: 2 * secondsPerDay)
}

extension Cursor {
    private static let nextDay = "次日".codes

    /// Whether a time by the clock seems to come next.
    var isAtClockTime: Bool { isAtNumber || hasNext(Self.nextDay) }

    /// Takes a time of the broadcasting day: `9:00`, `09:00:30`, `9点`, `9点30分`, `10点半`, `9时30分15秒`; after
    /// midnight of that day `26:00`, `02:00+1`, `次日2点`.
    mutating func takeClockTime() throws(Complaint) -> ClockTime {
        let start = position
        guard let time = takeTime(), !isAtHalfOfDay else {
            goBack(to: start)
            let columns = wordWithHalfOfDay
            throw Complaint(problem: .time(.notATime(line.text(columns))), columns: columns)
        }
        guard time <= .latest else {
            throw Complaint(problem: .time(.afterTheNextDay(time)), columns: start..<position)
        }
        return time
    }

    private static let halves = ["am".codes, "pm".codes, "a.m".codes, "p.m".codes]

    /// Whether `am` or `pm` follows, which no time of this language has.
    private var isAtHalfOfDay: Bool {
        var ahead = self
        ahead.skipBlanks()
        guard ahead.next == "a" || ahead.next == "p" else { return false }
        return Self.halves.contains { half in
            let after = ahead.position + half.count
            return ahead.hasNext(half) && (after >= end || !line.plain[after].isASCIIWordCharacter)
        }
    }

    /// The word that comes next, with an `am` or `pm` after a blank.
    private var wordWithHalfOfDay: Range<Int> {
        let first = word
        var ahead = self
        ahead.skip(to: first.upperBound)
        guard ahead.isAtHalfOfDay else { return first }
        ahead.skipBlanks()
        return first.lowerBound..<ahead.word.upperBound
    }

    private mutating func takeTime() -> ClockTime? {
        let saysNextDay = take(Self.nextDay)
        if saysNextDay { skipBlanks() }
        guard let seconds = takeHoursAndMinutes() else { return nil }
        let hasDayAdded = take("+")
        if hasDayAdded {
            guard takeDigits() == (1, 1) else { return nil }
        }
        guard !(saysNextDay && hasDayAdded), isAtEndOfTime else { return nil }
        guard saysNextDay || hasDayAdded else { return ClockTime(seconds: seconds) }
        guard seconds <= ClockTime.secondsPerDay else { return nil }
        return ClockTime(seconds: seconds + ClockTime.secondsPerDay)
    }

    private mutating func takeHoursAndMinutes() -> Int? {
        guard let hour = takeTwoDigits(atLeast: 1) else { return nil }
        var minute = 0
        var second = 0
        if take(":") {
            guard let minutes = takeTwoDigits(atLeast: 2) else { return nil }
            minute = minutes
            if take(":") {
                guard let seconds = takeTwoDigits(atLeast: 2) else { return nil }
                second = seconds
            }
        } else if take("点") || take("时") {
            if take("半") {
                minute = 30
            } else if isAtNumber {
                guard let minutes = takeTwoDigits(atLeast: 1), take("分") else { return nil }
                minute = minutes
            } else {
                _ = take("整")
            }
            if isAtNumber {
                guard let seconds = takeTwoDigits(atLeast: 1), take("秒") else { return nil }
                second = seconds
            }
        } else {
            return nil
        }
        guard minute < 60, second < 60 else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Whether a time may end here: a word that can follow it may touch it, anything else is part of a mistake.
    private var isAtEndOfTime: Bool {
        guard let next, next.isASCII, next != " " else { return true }
        var ahead = self
        return ahead.take(oneOf: .verbs) != nil || ahead.take(oneOf: .options) != nil
    }

    private mutating func takeTwoDigits(atLeast minimum: Int) -> Int? {
        let (count, value) = takeDigits()
        return (minimum...2).contains(count) ? value : nil
    }
}
