// SPDX-License-Identifier: Apache-2.0

extension TimetableSheet {
    /// Takes a timetable apart into cells.
    /// - Parameters:
    ///   - text: the file's text; bytes that are no UTF-8 replaced by U+FFFD.
    ///   - file: the file as diagnostics shall name it.
    ///   - name: the name of the timetable.
    /// - Returns: the sheet, nil when there is any error; and everything that was found, in file order.
    public static func read(
        _ text: String, file: String, name: String
    ) -> (sheet: TimetableSheet?, diagnostics: [Diagnostic]) {
        var reader = TimetableReader(file: file, name: name, keepsLines: true)
        let parsed = reader.read(text)
        guard parsed.timetable != nil, let lines = reader.lines else { return (nil, parsed.diagnostics) }
        let rows = lines.map { Row(cells: cells(of: $0.line, $0.pieces)) }
        let source = lines.map { $0.line.text($0.line.plain.indices) + "\n" }.joined()
        return (TimetableSheet(rows: rows, source: source), parsed.diagnostics)
    }

    private static func cells(of line: SourceLine, _ pieces: LinePieces) -> [Column: Cell] {
        var cells: [Column: Cell] = [:]
        let verb = pieces.pieces.first { $0.column == .verb }
        let language = language(ofVerb: verb.map { line.text($0.value) } ?? "")
        let header = header(line, pieces)
        for piece in pieces.pieces {
            let end = max(piece.keyword.upperBound, piece.value.upperBound)
            cells[piece.column] = Cell(
                text: text(of: piece, line, language, header), line: line.number, column: piece.start + 1,
                length: end - piece.start)
        }
        var end = line.plain.count
        while end > line.commentStart, line.plain[end - 1] == " " { end -= 1 }
        if end > line.commentStart {
            let columns = line.commentStart..<end
            cells[.comment] = Cell(
                text: line.text(columns), line: line.number, column: columns.lowerBound + 1, length: columns.count)
        }
        return cells
    }

    /// The header that a line is.
    private static func header(_ line: SourceLine, _ pieces: LinePieces) -> Keyword? {
        var cursor = Cursor(line)
        cursor.skipBlanks()
        return pieces.pieces.isEmpty ? nil : cursor.takeHeader()
    }

    private static func text(
        of piece: LinePieces.Piece, _ line: SourceLine, _ language: Language, _ header: Keyword?
    ) -> String {
        let keyword = line.plainText(piece.keyword)
        let value = CellText.tidied(line.text(piece.value), piece.column, header: header)
        guard !value.isEmpty else { return keyword }
        guard !keyword.isEmpty, Self.language(ofVerb: keyword) != language else { return value }
        return "\(keyword) \(value)"
    }
}
