// SPDX-License-Identifier: Apache-2.0

/// How a store has words spoken that a voice would read wrongly (读音).
public struct Pronunciations: Sendable, Equatable {
    /// One word.
    public struct Entry: Sendable, Hashable {
        /// The word as it stands in texts.
        public let written: String
        /// What the voice is given instead.
        public let spoken: String
        /// The language it is for; nil for all.
        public let language: String?
    }

    /// The words in the order of the file.
    public private(set) var entries: [Entry] = []

    /// No words.
    public init() {}

    /// Reads a list: lines such as `银行 = 银航` or `Jinlin = Jin lin [en]`.
    ///
    /// Any text may be given. A line with a mistake does not count, the others do.
    /// - Parameters:
    ///   - text: the file's text; bytes that are no UTF-8 replaced by U+FFFD.
    ///   - file: the file as diagnostics shall name it.
    /// - Returns: the words of the lines that are right, and everything that was found, in the order of the file.
    public static func parse(
        _ text: String, file: String
    ) -> (pronunciations: Pronunciations, diagnostics: [Diagnostic]) {
        var reader = PronunciationReader()
        var diagnostics = DiagnosticList()
        do {
            for line in try SourceText(text) {
                do {
                    try reader.read(line)
                } catch {
                    diagnostics.add(error, file: file, line: line.number)
                }
            }
        } catch {
            diagnostics.add(error, file: file, line: 1)
        }
        var pronunciations = Pronunciations()
        pronunciations.entries = reader.entries
        return (pronunciations, diagnostics.inFileOrder)
    }
}

/// Reads the lines of a list of words.
private struct PronunciationReader {
    /// A word of one language, or of all.
    private struct Key: Hashable {
        let written: String
        let language: String?
    }

    private(set) var entries: [Pronunciations.Entry] = []
    private var firstLines: [Key: Int] = [:]

    /// Reads `WRITTEN = SPOKEN` or `WRITTEN = SPOKEN [LANGUAGE]`.
    mutating func read(_ line: SourceLine) throws(Complaint) {
        var cursor = Cursor(line)
        cursor.skipBlanks()
        guard !cursor.isAtEnd else { return }
        if let complaint = line.firstStrayCharacter(before: cursor.end) { throw complaint }
        let whole = cursor.rest
        guard let equals = line.plain[whole].firstIndex(of: "=") else {
            throw Complaint(problem: .pronunciation(.noSpokenForm(line.text(whole))), columns: whole)
        }
        let written = Self.trimmed(whole.lowerBound..<equals, of: line)
        guard !written.isEmpty else {
            throw Complaint(problem: .pronunciation(.nothingWritten), columns: equals..<equals + 1)
        }
        let (spoken, language) = try Self.takeLanguage(Self.trimmed(equals + 1..<whole.upperBound, of: line), of: line)
        guard !spoken.isEmpty else {
            throw Complaint(problem: .pronunciation(.noSpokenForm(line.text(written))), columns: whole)
        }
        try Self.refuseMarks(written, of: line)
        try Self.refuseMarks(spoken, of: line)
        let key = Key(written: line.text(written), language: language)
        if let first = firstLines[key] {
            throw Complaint(problem: .pronunciation(.twice(key.written, firstLine: first)), columns: written)
        }
        firstLines[key] = line.number
        entries.append(
            Pronunciations.Entry(written: key.written, spoken: line.text(spoken), language: language))
    }

    /// The language in brackets at the end of the columns, and the columns before it.
    private static func takeLanguage(
        _ columns: Range<Int>, of line: SourceLine
    ) throws(Complaint) -> (columns: Range<Int>, language: String?) {
        guard let last = columns.last, line.plain[last] == "]",
            let open = line.plain[columns].lastIndex(of: "[")
        else { return (columns, nil) }
        let inner = trimmed(open + 1..<last, of: line)
        let tag = line.plainText(inner)
        guard tag.isLanguageTag else {
            throw Complaint(problem: .pronunciation(.notALanguage(line.text(inner))), columns: open..<last + 1)
        }
        return (trimmed(columns.lowerBound..<open, of: line), tag)
    }

    private static func refuseMarks(_ columns: Range<Int>, of line: SourceLine) throws(Complaint) {
        guard let column = columns.first(where: { ["|", "*", "{", "}"].contains(line.plain[$0]) }) else { return }
        let mark = line.text(column..<column + 1).first ?? " "
        throw Complaint(problem: .pronunciation(.mark(mark)), columns: column..<column + 1)
    }

    /// The columns without the blanks at both ends.
    private static func trimmed(_ columns: Range<Int>, of line: SourceLine) -> Range<Int> {
        guard let first = columns.first(where: { line.plain[$0] != " " }),
            let last = columns.last(where: { line.plain[$0] != " " })
        else { return columns.lowerBound..<columns.lowerBound }
        return first..<last + 1
    }
}
