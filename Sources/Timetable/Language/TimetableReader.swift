// SPDX-License-Identifier: Apache-2.0

/// Reads the lines of a timetable into a value, collecting diagnostics.
struct TimetableReader {
    let file: String
    let name: String
    var diagnostics = DiagnosticList()
    var head = TimetableHead()
    var entries: [EntryReader.Reading] = []
    var drops: [Drop] = []
    /// The first words of the first line that says anything, and of the first that plans something.
    var firstWord: (line: Int, columns: Range<Int>)?
    var firstPlan: (line: Int, columns: Range<Int>)?
    /// Whether a line could not be read for what stands in it, such as bytes that are no UTF-8.
    private(set) var hasUnreadableLine = false
    /// What each line was read as, where that is asked for.
    private(set) var lines: [(line: SourceLine, pieces: LinePieces)]?

    /// A reader for one file; with `keepsLines` it remembers what each line was read as.
    init(file: String, name: String, keepsLines: Bool = false) {
        self.file = file
        self.name = name
        lines = keepsLines ? [] : nil
    }

    mutating func read(_ text: String) -> Timetable.Parsed {
        do {
            for line in try SourceText(text) {
                var pieces = lines == nil ? nil : LinePieces()
                read(line, &pieces)
                if let pieces { lines?.append((line, pieces)) }
            }
        } catch {
            report(error, line: 1)
            return Timetable.Parsed(timetable: nil, salvage: nil, diagnostics: diagnostics.inFileOrder)
        }
        checkWhole()
        let isRight = !diagnostics.hasErrors
        return Timetable.Parsed(
            timetable: isRight ? timetable : nil, salvage: isRight ? nil : salvage,
            diagnostics: diagnostics.inFileOrder)
    }

    private mutating func read(_ line: SourceLine, _ pieces: inout LinePieces?) {
        var cursor = Cursor(line)
        cursor.skipBlanks()
        guard !cursor.isAtEnd else { return }
        if firstWord == nil { firstWord = (line.number, cursor.word) }
        if let complaint = line.firstStrayCharacter(before: cursor.end) {
            hasUnreadableLine = true
            report(complaint, line: line.number)
            return
        }
        do {
            if let header = cursor.takeHeader() {
                try read(header, &cursor, &pieces)
            } else {
                firstPlan = firstPlan ?? (line.number, cursor.word)
                try readPlan(&cursor, &pieces)
            }
        } catch {
            report(error, line: line.number)
        }
    }

    /// Reads a line that takes away or airs something.
    private mutating func readPlan(_ cursor: inout Cursor, _ pieces: inout LinePieces?) throws(Complaint) {
        let start = cursor.position
        if cursor.take(oneOf: .drop) != nil {
            try readDrop(start, &cursor, &pieces)
            return
        }
        var reader = EntryReader(file: file, cursor: cursor, pieces: pieces)
        let reading = try reader.read()
        pieces = reader.pieces
        for complaint in reader.complaints { report(complaint, line: cursor.line.number) }
        entries.append(reading)
    }

    mutating func report(_ complaint: Complaint, line: Int) {
        diagnostics.add(complaint, file: file, line: line)
    }
}

extension KeywordSet {
    fileprivate static let drop: KeywordSet = [.drop]
}

extension Timetable {
    /// Reads a timetable.
    ///
    /// Any text may be given: no input crashes it, and none with a mistake yields a timetable. A text over 2 MiB or
    /// 100,000 lines is refused unread; of more than 1,000 diagnostics the rest are counted.
    /// - Parameters:
    ///   - text: the file's text; bytes that are no UTF-8 replaced by U+FFFD.
    ///   - file: the file as diagnostics shall name it.
    ///   - name: the name of the timetable, part of the key of each cue.
    public static func parse(_ text: String, file: String, name: String) -> Parsed {
        var reader = TimetableReader(file: file, name: name)
        return reader.read(text)
    }
}
