// SPDX-License-Identifier: Apache-2.0

/// Reads one entry of the timetable.
struct EntryReader {
    /// An entry, and the columns that the checks with the store's hours point at.
    struct Reading {
        let entry: Entry
        fileprivate let whenColumns: Range<Int>
        fileprivate let windowColumns: [Keyword: Range<Int>]
    }

    private let file: String
    private var cursor: Cursor
    private var options = Options()
    private var windowColumns: [Keyword: Range<Int>] = [:]
    private var seen: Set<Keyword> = []
    /// What is wrong with the options; anything before them ends the reading.
    private(set) var complaints: [Complaint] = []

    init(file: String, cursor: Cursor) {
        self.file = file
        self.cursor = cursor
    }

    /// Reads `WHEN VERB [NAME] [OPTION …]`.
    mutating func read() throws(Complaint) -> Reading {
        let start = cursor.position
        let when = try readWhen()
        let whenColumns = start..<cursor.position
        let (verb, verbColumns) = try readVerb(after: whenColumns)
        if case .every = when, verb != .promo {
            throw Complaint(problem: .entry(.onlyPromosRotate(verb)), columns: verbColumns)
        }
        cursor.skipBlanks()
        let nameStart = cursor.position
        let name = try readName(of: verb, verbColumns)
        readOptions(usable: Self.usableOptions(when, verb), verb: verb)
        let entry = Entry(
            when: when, verb: verb, name: name, options: options, location: location(start),
            whenLength: whenColumns.count, nameLocation: name.map { _ in location(nameStart) })
        return Reading(entry: entry, whenColumns: whenColumns, windowColumns: windowColumns)
    }

    private mutating func readWhen() throws(Complaint) -> When {
        if let when = try cursor.takeWhen() { return when }
        let columns = cursor.word
        let word = cursor.line.text(columns)
        if let verb = cursor.take(oneOf: Keyword.verbs) {
            throw Complaint(problem: .entry(.verbFirst(verb)), columns: columns)
        }
        if ReservedWord.isReserved(word) || cursor.take(.over) {
            throw Complaint(problem: .entry(.notInThisVersion(word)), columns: columns)
        }
        let nearest = nearestSpelling(to: word, among: Keyword.lineStarts)
        throw Complaint(problem: .entry(.unknownStart(word, nearest: nearest)), columns: columns)
    }

    private mutating func readVerb(after when: Range<Int>) throws(Complaint) -> (Verb, Range<Int>) {
        cursor.skipBlanks()
        guard !cursor.isAtEnd else { throw Complaint(problem: .entry(.noVerb), columns: when) }
        let start = cursor.position
        guard let verb = cursor.take(oneOf: Keyword.verbs).flatMap({ Verb(rawValue: $0.en) }) else {
            let word = cursor.line.text(cursor.word)
            let problem: EntryProblem =
                ReservedWord.isReserved(word)
                ? .notInThisVersion(word)
                : .unknownVerb(word, nearest: nearestSpelling(to: word, among: Keyword.verbs))
            throw Complaint(problem: .entry(problem), columns: cursor.word)
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

    /// The options that make sense for an entry.
    private static func usableOptions(_ when: When, _ verb: Verb) -> [Keyword] {
        switch (when, verb) {
        case (_, .music), (_, .silence): []
        case (.every, _), (.each, _): [.from, .to, .with, .alone, .over]
        case (.at, .promo): [.with, .alone, .over, .late]
        case (.at, .play), (.at, .say): [.with, .alone, .over, .late, .ending]
        }
    }

    private mutating func readOptions(usable: [Keyword], verb: Verb) {
        // After a word that is not known, what follows up to the next option belongs to it.
        var isAfterUnknown = false
        while true {
            cursor.skipBlanks()
            guard !cursor.isAtEnd else { return }
            let columns = cursor.word
            let start = cursor.position
            guard let keyword = cursor.take(oneOf: Keyword.options) else {
                let word = cursor.takeWord()
                if !isAfterUnknown { complaints.append(Self.unknown(word, columns)) }
                isAfterUnknown = true
                continue
            }
            isAfterUnknown = false
            let keywordColumns = start..<cursor.position
            do {
                try readValue(of: keyword, keywordColumns)
                try check(keyword, keywordColumns, usable: usable, verb: verb)
            } catch {
                complaints.append(error)
                cursor.skip(to: cursor.word.upperBound)
            }
        }
    }

    private static func unknown(_ word: String, _ columns: Range<Int>) -> Complaint {
        guard !ReservedWord.isReserved(word) else {
            return Complaint(problem: .entry(.notInThisVersion(word)), columns: columns)
        }
        let nearest = nearestSpelling(to: word, among: Keyword.options)
        return Complaint(problem: .option(.unknown(word, nearest: nearest)), columns: columns)
    }

    private mutating func check(
        _ keyword: Keyword, _ columns: Range<Int>, usable: [Keyword], verb: Verb
    ) throws(Complaint) {
        guard usable.contains(keyword) else {
            let problem = OptionProblem.notUsable(keyword, verb, usable: usable)
            throw Complaint(problem: .option(problem), columns: columns)
        }
        guard seen.insert(keyword).inserted else {
            throw Complaint(problem: .option(.twice(keyword)), columns: columns)
        }
        if (keyword == .alone && seen.contains(.over)) || (keyword == .over && seen.contains(.alone)) {
            throw Complaint(problem: .option(.aloneAndOver), columns: columns)
        }
    }

    private mutating func readValue(of keyword: Keyword, _ columns: Range<Int>) throws(Complaint) {
        cursor.skipBlanks()
        switch keyword {
        case .alone: options.isAlone = true
        case .ending: options.isEnding = true
        case .from: options.from = try readWindowEnd(keyword, columns)
        case .to: options.to = try readWindowEnd(keyword, columns)
        case .late:
            guard cursor.next?.isASCIIDigit == true else { throw noValue(keyword, columns) }
            let start = cursor.position
            let lateness = try cursor.takeSpan()
            guard lateness > .zero else {
                throw Complaint(problem: .span(.latenessZero), columns: start..<cursor.position)
            }
            options.lateness = lateness
        case .with:
            guard !cursor.isAtEnd, !cursor.isAtOption else { throw noValue(keyword, columns) }
            let place = location(cursor.position)
            options.chime = PlacedName(try cursor.takeName(), at: place)
        default: break
        }
    }

    private mutating func readWindowEnd(
        _ keyword: Keyword, _ columns: Range<Int>
    ) throws(Complaint) -> Moment {
        let start = cursor.position
        guard let moment = try cursor.takeMoment() else { throw noValue(keyword, columns) }
        windowColumns[keyword] = start..<cursor.position
        return moment
    }

    private func noValue(_ keyword: Keyword, _ columns: Range<Int>) -> Complaint {
        Complaint(problem: .option(.noValue(keyword)), columns: columns)
    }

    private func location(_ column: Int) -> Location {
        Location(file: file, line: cursor.line.number, column: column + 1)
    }
}

extension EntryReader.Reading {
    /// What is wrong with the times of the entry once the hours of the store are known.
    func complaints(open: ClockTime, close: ClockTime) -> [Complaint] {
        var times: [(moment: Moment, columns: Range<Int>)] = []
        if case .at(let moment) = entry.when { times.append((moment, whenColumns)) }
        for (keyword, moment) in [(Keyword.from, entry.options.from), (.to, entry.options.to)] {
            if let moment, let columns = windowColumns[keyword] { times.append((moment, columns)) }
        }
        var complaints: [Complaint] = []
        for (moment, columns) in times {
            let time = moment.clockTime(open: open, close: close)
            guard time < .startOfDay || time > .endOfDay else { continue }
            let problem = TimeProblem.offsetLeavesTheDay(moment, time)
            complaints.append(Complaint(problem: .time(problem), columns: columns))
        }
        let from = entry.options.from ?? .anchored(.open, .zero)
        let to = entry.options.to ?? .anchored(.close, .zero)
        if complaints.isEmpty, let columns = windowColumns[.from] ?? windowColumns[.to],
            from.clockTime(open: open, close: close) >= to.clockTime(open: open, close: close)
        {
            complaints.append(Complaint(problem: .time(.windowReversed(from, to)), columns: columns))
        }
        return complaints
    }
}
