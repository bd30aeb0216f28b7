// SPDX-License-Identifier: Apache-2.0

/// Reads the lines of a timetable into a value, collecting diagnostics.
struct TimetableReader {
    private let file: String
    private var diagnostics: [Diagnostic] = []
    private var headerLines: [Keyword: Int] = [:]
    private var hours: [Keyword: ClockTime] = [:]
    private var entries: [EntryReader.Reading] = []

    init(file: String) {
        self.file = file
    }

    mutating func read(_ text: String, name: String) -> Timetable.Parsed {
        do {
            for line in try SourceText(text).lines { read(line.withoutComment()) }
        } catch {
            report(error, line: 1)
            return Timetable.Parsed(timetable: nil, salvage: nil, diagnostics: diagnostics)
        }
        let timetable = timetable(name: name)
        let ordered = diagnostics.inFileOrder()
        let hasErrors = ordered.contains { $0.severity == .error }
        return Timetable.Parsed(
            timetable: hasErrors ? nil : timetable, salvage: hasErrors ? salvage(name: name) : nil,
            diagnostics: ordered)
    }

    /// The lines that are right. Without both hours, or with hours the wrong way round, the day is taken to be
    /// 24 hours long, and what hangs on opening or closing is left out.
    private func salvage(name: String) -> Timetable? {
        let wrongLines = Set(diagnostics.filter { $0.severity == .error }.map(\.location.line))
        let right = entries.map(\.entry).filter { !wrongLines.contains($0.location.line) }
        if let open = hours[.open], let close = hours[.close], open < close {
            return right.isEmpty ? nil : Timetable(hours: (open, close), name: name, file: file, entries: right)
        }
        let day = (start: ClockTime(seconds: 0), end: ClockTime(seconds: ClockTime.secondsPerDay))
        let free = right.filter { !$0.isAnchored }
        return free.isEmpty ? nil : Timetable(hours: day, name: name, file: file, entries: free)
    }

    private mutating func read(_ line: SourceLine) {
        var cursor = Cursor(line)
        cursor.skipBlanks()
        guard !cursor.isAtEnd else { return }
        if let complaint = line.firstStrayCharacter() {
            report(complaint, line: line.number)
            return
        }
        do {
            if let header = cursor.takeHeader() {
                try read(header, cursor)
                return
            }
            var reader = EntryReader(file: file, cursor: cursor)
            let reading = try reader.read()
            reader.complaints.forEach { report($0, line: line.number) }
            entries.append(reading)
        } catch {
            report(error, line: line.number)
        }
    }

    /// Reads the rest of `open 08:00`, `close 22:00` or `days every day`.
    private mutating func read(_ header: Keyword, _ start: Cursor) throws(Complaint) {
        var cursor = start
        let first = headerLines[header]
        headerLines[header] = first ?? cursor.line.number
        let columns = cursor.position..<cursor.line.plain.count
        if header == .days {
            guard cursor.take(phrase: .everyDay) else {
                throw Complaint(problem: .hours(.daysNotKnown(cursor.line.text(columns))), columns: columns)
            }
        } else {
            hours[header] = try cursor.takeClockTime()
        }
        if let first {
            throw Complaint(problem: .hours(.twice(header, firstLine: first)), columns: columns)
        }
        cursor.skipBlanks()
        guard cursor.isAtEnd else {
            throw Complaint(
                problem: .hours(.textAfter(header, cursor.line.text(cursor.word))), columns: cursor.word)
        }
    }

    /// The timetable of what was read, after the checks that need all of it; nil when an hour is missing.
    private mutating func timetable(name: String) -> Timetable? {
        for anchor in Keyword.anchors where headerLines[anchor] == nil {
            report(Complaint(problem: .hours(.missing(anchor)), columns: 0..<1), line: 1)
        }
        guard let open = hours[.open], let close = hours[.close] else { return nil }
        guard open < close else {
            let problem = Problem.hours(.closesBeforeOpening(open: open, close: close))
            report(Complaint(problem: problem, columns: 0..<1), line: headerLines[.close] ?? 1)
            return nil
        }
        for reading in entries {
            for complaint in reading.complaints(open: open, close: close) {
                report(complaint, line: reading.entry.location.line)
            }
        }
        return Timetable(hours: (open, close), name: name, file: file, entries: entries.map(\.entry))
    }

    private mutating func report(_ complaint: Complaint, line: Int) {
        diagnostics.append(Diagnostic(complaint, file: file, line: line))
    }
}

extension Cursor {
    /// Takes `days`, or `open` or `close` with a time after it, and the blanks that follow.
    fileprivate mutating func takeHeader() -> Keyword? {
        var ahead = self
        guard let keyword = ahead.take(oneOf: [.open, .close, .days]) else { return nil }
        ahead.skipBlanks()
        guard keyword == .days || ahead.next?.isASCIIDigit == true else { return nil }
        self = ahead
        return keyword
    }
}

extension Timetable {
    fileprivate init(hours: (ClockTime, ClockTime), name: String, file: String, entries: [Entry]) {
        self.init(
            name: name, days: nil, dates: [], base: nil, isClosed: false, open: hours.0, close: hours.1, drops: [],
            entries: entries, location: Location(file: file, line: 1, column: 1))
    }
}
