// SPDX-License-Identifier: Apache-2.0

extension Cursor {
    /// Takes a date: `2026-02-17`, `2026/2/17`, `2026.2.17`, `2026年2月17日`.
    mutating func takeDate() throws(Complaint) -> CivilDate {
        try takeDate(after: nil)
    }

    /// Takes a date, or a first and a last one: `2026-02-17 to 2026-02-23`, `2026年2月17日至23日`.
    mutating func takeDateSpan() throws(Complaint) -> DateSpan {
        let start = position
        let first = try takeDate()
        var ahead = self
        ahead.skipBlanks()
        guard ahead.take(.to) || ahead.take("-") else { return DateSpan(first, first) }
        ahead.skipBlanks()
        self = ahead
        let last = try takeDate(after: first)
        guard first <= last else {
            throw Complaint(problem: .date(.spanReversed(first, last)), columns: start..<position)
        }
        return DateSpan(first, last)
    }

    /// Takes a list of dates and spans of dates.
    mutating func takeDates() throws(Complaint) -> [DateSpan] {
        var spans = [try takeDateSpan()]
        while takeComma() { spans.append(try takeDateSpan()) }
        return spans
    }

    /// Takes a date; after the first of a span the Chinese form may leave out the year, and the month with it.
    private mutating func takeDate(after first: CivilDate?) throws(Complaint) -> CivilDate {
        let start = position
        let columns = dateColumns
        guard let parts = takeDateParts(after: first) else {
            throw Complaint(problem: .date(.notADate(line.text(columns))), columns: columns)
        }
        guard let date = CivilDate(year: parts.year, month: parts.month, day: parts.day) else {
            let problem = DateProblem.noSuchDay(year: parts.year, month: parts.month, day: parts.day)
            throw Complaint(problem: .date(problem), columns: start..<position)
        }
        return date
    }

    private mutating func takeDateParts(after first: CivilDate?) -> (year: Int, month: Int, day: Int)? {
        guard let number = takeNumber(ofDigits: 1...4) else { return nil }
        if number.digits == 4 {
            guard let (month, day) = takeMonthAndDay(), next?.isASCIIDigit != true else { return nil }
            return (number.value, month, day)
        }
        guard let first, number.digits <= 2 else { return nil }
        if takeDaySign() { return (first.year, first.month, number.value) }
        guard take("月"), let day = takeNumber(ofDigits: 1...2), takeDaySign() else { return nil }
        return (first.year, number.value, day.value)
    }

    /// Takes what follows the year, with the same sign between its parts.
    private mutating func takeMonthAndDay() -> (month: Int, day: Int)? {
        if take("年") {
            guard let month = takeNumber(ofDigits: 1...2), take("月"), let day = takeNumber(ofDigits: 1...2),
                takeDaySign()
            else { return nil }
            return (month.value, day.value)
        }
        let sign = next
        guard take("-") || take("/") || take("."), let month = takeNumber(ofDigits: 1...2), next == sign else {
            return nil
        }
        skip(to: position + 1)
        return takeNumber(ofDigits: 1...2).map { (month.value, $0.value) }
    }

    private mutating func takeDaySign() -> Bool {
        take("日") || take("号")
    }

    private mutating func takeNumber(ofDigits allowed: ClosedRange<Int>) -> (value: Int, digits: Int)? {
        let start = position
        var value = 0
        while next?.isASCIIDigit == true, position - start < allowed.upperBound {
            value = value * 10 + line.plain[position].digit
            skip(to: position + 1)
        }
        let digits = position - start
        return allowed.contains(digits) ? (value, digits) : nil
    }

    /// What stands where a date was expected: up to a blank or the end of a member of a list.
    private var dateColumns: Range<Int> {
        var ahead = self
        let end = word.upperBound
        while ahead.position < end, ahead.next?.isComma == false { ahead.skip(to: ahead.position + 1) }
        return position..<ahead.position
    }
}
