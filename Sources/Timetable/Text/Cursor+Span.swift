// SPDX-License-Identifier: Apache-2.0

extension Cursor {
    /// The longest span that may be written: a day.
    static let longestSpan = Duration.hours(24)

    /// Takes a span of time: `5m`, `90s`, `1h30m`, `5分钟`, `1小时30分`.
    mutating func takeSpan() throws(Complaint) -> Duration {
        let columns = word
        guard let first = try takeNumber(in: columns) else {
            throw Complaint(problem: .span(.notASpan(line.text(columns))), columns: columns)
        }
        return try takeSpan(from: first, columns: columns)
    }

    /// Takes a range of spans: `5-10m`, `30s-2m`, `5~10分钟`.
    mutating func takeRange() throws(Complaint) -> (minimum: Duration, maximum: Duration) {
        let columns = word
        let start = position
        guard let low = try takeNumber(in: columns) else {
            throw Complaint(problem: .span(.notASpan(line.text(columns))), columns: columns)
        }
        if takeRangeSign() {
            let (maximum, unit) = try takeUpperEnd(columns)
            let minimum = Duration.seconds(low * Self.size(of: unit))
            return try checkedRange(minimum, maximum, columns: start..<position)
        }
        let minimum = try takeSpan(from: low, columns: columns)
        guard takeRangeSign() else {
            throw Complaint(
                problem: .entry(.notInThisVersion("every \(minimum.spelling)")), columns: start..<position)
        }
        return try checkedRange(minimum, try takeUpperEnd(columns).span, columns: start..<position)
    }

    private mutating func takeRangeSign() -> Bool {
        var ahead = self
        ahead.skipBlanks()
        guard ahead.take("-") else { return false }
        ahead.skipBlanks()
        self = ahead
        return true
    }

    /// Takes the second span of a range, with the unit that a bare first number shares: its largest.
    private mutating func takeUpperEnd(
        _ columns: Range<Int>
    ) throws(Complaint) -> (span: Duration, unit: Keyword) {
        let columns = min(columns.lowerBound, position)..<word.upperBound
        guard let number = try takeNumber(in: columns) else {
            throw Complaint(problem: .span(.notASpan(line.text(columns))), columns: columns)
        }
        var ahead = self
        let unit = ahead.take(oneOf: Keyword.units) ?? .minute
        return (try takeSpan(from: number, columns: columns), unit)
    }

    private func checkedRange(
        _ minimum: Duration, _ maximum: Duration, columns: Range<Int>
    ) throws(Complaint) -> (minimum: Duration, maximum: Duration) {
        guard minimum > .zero else {
            throw Complaint(problem: .span(.rangeFromZero(maximum)), columns: columns)
        }
        guard minimum <= maximum else {
            throw Complaint(problem: .span(.rangeReversed(minimum, maximum)), columns: columns)
        }
        guard maximum <= Self.longestSpan else {
            throw Complaint(problem: .span(.tooLong(line.text(columns))), columns: columns)
        }
        return (minimum, maximum)
    }

    /// Takes the unit of `first` and any smaller units that follow: the `h30m` of `1h30m`.
    private mutating func takeSpan(from first: Int, columns: Range<Int>) throws(Complaint) -> Duration {
        let columns = columns.lowerBound..<max(columns.upperBound, word.upperBound)
        var number = first
        var seconds = 0
        var smallest = Int.max
        while true {
            let blanksAhead = self
            skipBlanks()
            guard let unit = take(oneOf: Keyword.units), Self.size(of: unit) < smallest else {
                self = blanksAhead
                throw Complaint(
                    problem: .span(smallest == .max ? .noUnit(number) : .notASpan(line.text(columns))),
                    columns: columns)
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
        let digits = takeDigits()
        guard !digits.isEmpty else { return nil }
        guard digits.count <= 6 else {
            throw Complaint(problem: .span(.tooLong(line.text(columns))), columns: columns)
        }
        return digits.reduce(0) { $0 * 10 + $1 }
    }

    private static func size(of unit: Keyword) -> Int {
        switch unit {
        case .hour: 3600
        case .minute: 60
        default: 1
        }
    }
}
