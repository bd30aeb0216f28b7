// SPDX-License-Identifier: Apache-2.0

/// Reads one entry of the timetable.
struct EntryReader {
    /// An entry, and the columns that the checks with the store's hours point at.
    struct Reading {
        let entry: Entry
        let whenColumns: Range<Int>
        let fromColumns: Range<Int>?
        let toColumns: Range<Int>?
    }

    /// Of a line with more mistakes than this the rest is not looked at; it is refused anyhow.
    static let mostComplaints = 16

    let file: String
    var cursor: Cursor
    var options = Options()
    var fromColumns: Range<Int>?
    var toColumns: Range<Int>?
    var seen: [Keyword] = []
    /// What is wrong with the options; anything before them ends the reading.
    var complaints: [Complaint] = []
    /// The parts of the line, where they are asked for.
    var pieces: LinePieces?

    init(file: String, cursor: Cursor, pieces: LinePieces?) {
        self.file = file
        self.cursor = cursor
        self.pieces = pieces
    }

    /// Reads `WHEN VERB [NAME] [OPTION …]`.
    mutating func read() throws(Complaint) -> Reading {
        let start = cursor.position
        let when = try readWhen()
        let whenColumns = start..<cursor.position
        let (verb, verbColumns) = try readVerb(after: whenColumns)
        if case .at = when {
        } else if verb.isBed {
            throw Complaint(problem: .entry(.cannotRepeat(verb)), columns: verbColumns)
        }
        cursor.skipBlanks()
        let nameStart = cursor.position
        let name = try readName(of: verb, verbColumns)
        pieces?.add(.when, whenColumns)
        pieces?.add(.verb, verbColumns)
        if name != nil { pieces?.add(.name, nameStart..<cursor.position) }
        readOptions(usable: Self.usableOptions(when, verb), verb: verb, name: name)
        let entry = Entry(
            when: when, verb: verb, name: name, options: options, location: location(start),
            whenLength: whenColumns.count, nameLocation: name == nil ? nil : location(nameStart))
        return Reading(entry: entry, whenColumns: whenColumns, fromColumns: fromColumns, toColumns: toColumns)
    }

    private mutating func readWhen() throws(Complaint) -> When {
        let start = cursor
        do {
            if let when = try cursor.takeWhen() { return when }
        } catch {
            throw Self.dayFirst(start) ?? error
        }
        if let complaint = Self.dayFirst(start) { throw complaint }
        let columns = cursor.word
        let word = cursor.line.text(columns)
        if let verb = cursor.take(oneOf: .verbs) {
            throw Complaint(problem: .entry(.verbFirst(verb)), columns: columns)
        }
        if ClockTime(meantBy: word) != nil {
            throw Complaint(problem: .time(.notATime(word)), columns: columns)
        }
        throw Complaint(problem: .entry(.unknownStart(word)), columns: columns)
    }

    /// What is wrong where days stand before the time, as people say it.
    private static func dayFirst(_ start: Cursor) -> Complaint? {
        var cursor = start
        do {
            guard try cursor.takeDayRule() != nil else { return nil }
        } catch {
            return error
        }
        let columns = start.position..<cursor.position
        return Complaint(problem: .entry(.dayFirst(start.line.text(columns))), columns: columns)
    }

    private mutating func readVerb(after when: Range<Int>) throws(Complaint) -> (Verb, Range<Int>) {
        cursor.skipBlanks()
        guard !cursor.isAtEnd else { throw Complaint(problem: .entry(.noVerb), columns: when) }
        let start = cursor.position
        guard let verb = cursor.takeVerb() else {
            let columns = cursor.word
            throw Complaint(problem: .entry(.unknownVerb(cursor.line.text(columns))), columns: columns)
        }
        return (verb, start..<cursor.position)
    }

    private mutating func readName(of verb: Verb, _ verbColumns: Range<Int>) throws(Complaint) -> String? {
        if verb == .silence {
            guard cursor.isAtEnd || cursor.isAtOption else {
                throw Complaint(
                    problem: .entry(.silenceWithName(cursor.line.text(cursor.word))), columns: cursor.word)
            }
            return nil
        }
        guard !cursor.isAtEnd, !cursor.isAtOption else {
            throw Complaint(problem: .entry(.noName(verb)), columns: verbColumns)
        }
        return try cursor.takeName()
    }

    func location(_ column: Int) -> Location {
        Location(file: file, line: cursor.line.number, column: column + 1)
    }
}

extension Cursor {
    /// Takes a verb.
    mutating func takeVerb() -> Verb? {
        switch take(oneOf: .verbs) {
        case .music: .music
        case .play: .play
        case .say: .say
        case .promo: .promo
        case .silence: .silence
        default: nil
        }
    }
}
