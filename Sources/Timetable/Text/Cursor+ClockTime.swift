// SPDX-License-Identifier: Apache-2.0

extension Cursor {
    /// Takes a time of day: `9:00`, `09:00:30`, `9点`, `9点30分`, `9时30分15秒`.
    mutating func takeClockTime() throws(Complaint) -> ClockTime {
        let columns = word
        guard let parts = takeClockTimeParts() else {
            throw Complaint(problem: .time(.notATime(line.text(columns))), columns: columns)
        }
        let time = ClockTime(seconds: parts.hour * 3600 + parts.minute * 60 + parts.second)
        guard parts.minute < 60, parts.second < 60 else {
            throw Complaint(problem: .time(.notATime(line.text(columns))), columns: columns)
        }
        guard time <= .endOfDay else {
            throw Complaint(problem: .time(.afterTheDay(time)), columns: columns)
        }
        return time
    }

    private mutating func takeClockTimeParts() -> (hour: Int, minute: Int, second: Int)? {
        guard let hour = takeTwoDigits(atLeast: 1) else { return nil }
        var minute = 0
        var second = 0
        if take(":") {
            guard let digits = takeTwoDigits(atLeast: 2) else { return nil }
            minute = digits
            if take(":") {
                guard let digits = takeTwoDigits(atLeast: 2) else { return nil }
                second = digits
            }
        } else if take("点") || take("时") {
            if next?.isASCIIDigit == true {
                guard let digits = takeTwoDigits(atLeast: 1), take("分") else { return nil }
                minute = digits
            }
            if next?.isASCIIDigit == true {
                guard let digits = takeTwoDigits(atLeast: 1), take("秒") else { return nil }
                second = digits
            }
        } else {
            return nil
        }
        if let next, next.isASCII, next != " " { return nil }
        return (hour, minute, second)
    }

    private mutating func takeTwoDigits(atLeast minimum: Int) -> Int? {
        let digits = takeDigits()
        guard (minimum...2).contains(digits.count) else { return nil }
        return digits.reduce(0) { $0 * 10 + $1 }
    }
}
