// SPDX-License-Identifier: Apache-2.0

extension Cursor {
    /// The longest span that may be written: a day.
    static let longestSpan = Duration.hours(24)
    /// The shortest span of an `every` by the clock: what airs oftener leaves no room for anything else.
    static let shortestInterval = Duration.minutes(1)

    /// Takes a span of time: `5m`, `90s`, `1h30m`, `5分钟`, `1小时30分`, `半小时`.
    mutating func takeSpan() throws(Complaint) -> Duration {
        let columns = word
        if let half = takeHalf() { return half }
        guard let first = try takeNumber(in: columns) else { throw notASpan(columns) }
        return try takeSpan(from: first, columns: columns)
    }

    /// Takes what follows `every`: a span for a fixed interval, `5-10m`, `30s-2m`, `5 to 10m`, `5~10分钟` for a
    /// window.
    mutating func takeInterval() throws(Complaint) -> When {
        let columns = word
        let start = position
        let minimum: Duration
        if let half = takeHalf() {
            minimum = half
        } else {
            guard let low = try takeNumber(in: columns) else { throw notANumber(columns) }
            if takeRangeSign() {
                let (maximum, unit) = try takeUpperEnd(low, columns)
                return try checkedRange(.seconds(low * Self.size(of: unit)), maximum, columns: start..<position)
            }
            minimum = try takeSpan(from: low, columns: columns)
        }
        if takeRangeSign() {
            let (maximum, _) = try takeUpperEnd(nil, columns)
            return try checkedRange(minimum, maximum, columns: start..<position)
        }
        guard minimum >= Self.shortestInterval else {
            throw Complaint(problem: .span(.tooOften(minimum)), columns: start..<position)
        }
        return .each(minimum)
    }

    private static let half = "半".codes

    /// Takes half an hour or half a minute.
    private mutating func takeHalf() -> Duration? {
        guard hasNext(Self.half) else { return nil }
        let start = position
        skip(to: position + 1)
        switch take(oneOf: .units) {
        case .hour: return .minutes(30)
        case .minute: return .seconds(30)
        default:
            goBack(to: start)
            return nil
        }
    }

    private mutating func takeRangeSign() -> Bool {
        let start = position
        skipBlanks()
        guard take("-") || take(oneOf: .to) != nil else {
            goBack(to: start)
            return false
        }
        skipBlanks()
        return true
    }

    /// Takes the second span of a range, with the unit that a bare first number `low` shares: its largest.
    private mutating func takeUpperEnd(
        _ low: Int?, _ columns: Range<Int>
    ) throws(Complaint) -> (span: Duration, unit: Keyword) {
        let columns = min(columns.lowerBound, position)..<word.upperBound
        guard let number = try takeNumber(in: columns) else { throw notASpan(columns) }
        let start = position
        skipBlanks()
        let unit = take(oneOf: .units)
        goBack(to: start)
        guard let unit else {
            guard let low, isAtEnd || next == " " else { throw notASpan(columns) }
            throw Complaint(problem: .span(.rangeWithoutUnit(low, number)), columns: columns.lowerBound..<position)
        }
        return (try takeSpan(from: number, columns: columns), unit)
    }

    private func checkedRange(
        _ minimum: Duration, _ maximum: Duration, columns: Range<Int>
    ) throws(Complaint) -> When {
        guard minimum > .zero else {
            throw Complaint(problem: .span(.rangeFromZero(maximum)), columns: columns)
        }
        guard minimum <= maximum else {
            throw Complaint(problem: .span(.rangeReversed(minimum, maximum)), columns: columns)
        }
        guard maximum <= Self.longestSpan else {
            throw Complaint(problem: .span(.tooLong(line.text(columns))), columns: columns)
        }
        return .every(minimum: minimum, maximum: maximum)
    }

    /// Takes the unit of `first` and any smaller units that follow: the `h30m` of `1h30m`.
    private mutating func takeSpan(from first: Int, columns: Range<Int>) throws(Complaint) -> Duration {
        let columns = columns.lowerBound..<max(columns.upperBound, word.upperBound)
        var number = first
        var seconds = 0
        var smallest = Int.max
        while true {
            let start = position
            skipBlanks()
            guard let unit = take(oneOf: .units), Self.size(of: unit) < smallest else {
                goBack(to: start)
                guard smallest == .max, isAtEnd || next == " " else { throw notASpan(columns) }
                throw Complaint(problem: .span(.noUnit(number)), columns: columns)
            }
            smallest = Self.size(of: unit)
            seconds += number * smallest
            guard let following = try takeNumber(in: columns) else { break }
            number = following
        }
        guard seconds <= Self.longestSpan.wholeSeconds else {
            throw Complaint(problem: .span(.tooLong(line.text(columns))), columns: columns)
        }
        return .seconds(seconds)
    }

    /// Takes a whole number of at most six digits, which no sum of spans can overflow.
    private mutating func takeNumber(in columns: Range<Int>) throws(Complaint) -> Int? {
        let (count, value) = takeDigits()
        guard count > 0 else { return nil }
        guard count <= 6 else {
            throw Complaint(problem: .span(.tooLong(line.text(columns))), columns: columns)
        }
        return value
    }

    private func notASpan(_ columns: Range<Int>) -> Complaint {
        Complaint(problem: .span(.notASpan(line.text(columns))), columns: columns)
    }

    /// What is wrong where `every` is not followed by a number: perhaps just a unit, as in `every minute`.
    private func notANumber(_ columns: Range<Int>) -> Complaint {
        var ahead = self
        if let unit = ahead.take(oneOf: .units) {
            return Complaint(problem: .span(.noNumber(unit)), columns: position..<ahead.position)
        }
        return notASpan(columns)
    }

    private static func size(of unit: Keyword) -> Int {
        switch unit {
        case .hour: 3600
        case .minute: 60
        default: 1
        }
    }
}
