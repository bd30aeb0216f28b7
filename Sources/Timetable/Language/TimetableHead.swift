// SPDX-License-Identifier: Apache-2.0

/// What the headers of a timetable say, and where.
struct TimetableHead {
    var open: ClockTime?
    var close: ClockTime?
    var days: DayRule?
    var dates: [DateSpan] = []
    var base: PlacedName?
    /// Where each header stands first, right or wrong.
    var places: [Keyword: (line: Int, columns: Range<Int>)] = [:]

    /// Whether the file has a line with this header, right or wrong.
    func mentions(_ header: Keyword) -> Bool { places[header] != nil }
}

extension Cursor {
    /// Takes the keyword of a header, if the line is one; `open` and `close` also start entries.
    mutating func takeHeader() -> Keyword? {
        let start = position
        guard let keyword = take(oneOf: .headers) else { return nil }
        guard keyword == .open || keyword == .close, !isAtHour else { return keyword }
        goBack(to: start)
        return nil
    }

    /// Skips blanks and a colon between a header and its value: `开店：08:00` is how many write it.
    mutating func skipToHeaderValue() {
        skipBlanks()
        if take([":"]) { skipBlanks() }
    }

    /// Whether what follows `open` or `close` gives the hour: a time, or one word that is neither sign nor verb.
    private var isAtHour: Bool {
        var ahead = self
        ahead.skipToHeaderValue()
        guard let next = ahead.next, next != "+", next != "-" else { return false }
        let word = ahead.line.text(ahead.word)
        if ahead.isAtClockTime || ClockTime(meantBy: word) != nil { return true }
        let isLast = ahead.word.upperBound == ahead.rest.upperBound
        return isLast && ahead.take(oneOf: .verbs) == nil && KeywordSet.verbs.nearest(to: word) == nil
    }
}

extension TimetableReader {
    /// Reads the rest of a header line.
    mutating func read(
        _ header: Keyword, _ cursor: inout Cursor, _ pieces: inout LinePieces?
    ) throws(Complaint) {
        let line = cursor.line.number
        var start = cursor.position
        while start > 0, cursor.line.plain[start - 1] != " " { start -= 1 }
        let keyword = start..<cursor.position
        let first = head.places[header]
        head.places[header] = first ?? (line, keyword)
        if header == .open || header == .close { firstPlan = firstPlan ?? (line, keyword) }
        cursor.skipToHeaderValue()
        let valueStart = cursor.position
        guard header == .closed || !cursor.isAtEnd else {
            throw Complaint(problem: .header(.noValue(header)), columns: keyword)
        }
        let value = try readValue(of: header, &cursor)
        let columns = header == .closed ? keyword : valueStart..<cursor.position
        if let first {
            throw Complaint(problem: .header(.twice(header, firstLine: first.line)), columns: columns)
        }
        if header != .closed { head.places[header] = (line, keyword.lowerBound..<cursor.position) }
        set(value)
        let end = cursor.position
        cursor.skipBlanks()
        guard cursor.isAtEnd else {
            throw Complaint(
                problem: .header(.textAfter(header, cursor.line.text(cursor.word))), columns: cursor.word)
        }
        pieces?.add(.when, keyword)
        if header != .closed { pieces?.add(.verb, valueStart..<end) }
    }

    private enum HeaderValue {
        case open(ClockTime)
        case close(ClockTime)
        case days(DayRule)
        case dates([DateSpan])
        case base(PlacedName)
        case closed
    }

    private mutating func set(_ value: HeaderValue) {
        switch value {
        case .open(let time): head.open = time
        case .close(let time): head.close = time
        case .days(let days): head.days = days
        case .dates(let dates): head.dates = dates
        case .base(let base): head.base = base
        case .closed: break
        }
    }

    private func readValue(of header: Keyword, _ cursor: inout Cursor) throws(Complaint) -> HeaderValue {
        switch header {
        case .open: return .open(try cursor.takeClockTime())
        case .close: return .close(try cursor.takeClockTime())
        case .dates: return .dates(try cursor.takeDates())
        case .base:
            let place = Location(file: file, line: cursor.line.number, column: cursor.position + 1)
            return .base(PlacedName(try cursor.takeName(), at: place))
        case .days:
            guard let days = try cursor.takeDayRule() else { throw cursor.notADay }
            return .days(days)
        default: return .closed
        }
    }
}
