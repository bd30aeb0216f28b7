// SPDX-License-Identifier: Apache-2.0

extension TimetableSheet {
    /// A sheet of what cells say, row by row, right or wrong: see ``checked(file:name:)``.
    ///
    /// A cell of an option may have its keyword or leave it to the column. Line ends in a cell count as blanks; a
    /// comment gets its `#` where it has none.
    public init(rows: [[Column: String]]) {
        var lines: [String] = []
        var built: [Row] = []
        for row in rows {
            var line = ""
            var length = 0
            var cells: [Column: Cell] = [:]
            let language = Self.language(ofVerb: row[.verb] ?? "")
            for column in Column.allCases {
                let text = Self.trimmed(row[column] ?? "", in: column)
                guard !text.isEmpty else { continue }
                if !line.isEmpty { (line, length) = (line + " ", length + 1) }
                let keyword = CellText(text, column).isWithKeyword ? nil : column.keyword?.spelling(in: language)
                // The keyword that the column stands for belongs to the cell: a diagnostic may be about it.
                let written = keyword.map { "\($0) \(text)" } ?? text
                cells[column] = Cell(text: text, line: lines.count + 1, column: length + 1, length: written.count)
                (line, length) = (line + written, length + written.count)
            }
            lines.append(line)
            built.append(Row(cells: cells))
        }
        self.init(rows: built, source: lines.map { $0 + "\n" }.joined())
    }

    /// Reads ``source`` as the file it stands for.
    /// - Returns: the sheet with every cell in its plain form, nil when there is any error; and everything that was
    ///   found, at its place in ``source``.
    public func checked(file: String, name: String) -> (sheet: TimetableSheet?, diagnostics: [Diagnostic]) {
        // What follows a `#` in a cell would be lost as a comment.
        let cut = rows.flatMap { row in
            row.cells.filter { $0.key != .comment && $0.value.text.codes.contains("#") }.map(\.value)
        }
        guard cut.isEmpty else {
            let diagnostics = cut.map { cell in
                Diagnostic(
                    .entry(.notAName(cell.text)), at: Location(file: file, line: cell.line, column: cell.column),
                    length: cell.length)
            }
            return (nil, diagnostics.inFileOrder())
        }
        return Self.read(source, file: file, name: name)
    }

    /// The cell that a place in ``source`` is in; that before it where it is between two.
    public func column(at location: Location) -> Column? {
        guard rows.indices.contains(location.line - 1) else { return nil }
        let before = rows[location.line - 1].cells.filter { $0.value.column <= location.column }
        let first = rows[location.line - 1].cells.min { $0.value.column < $1.value.column }
        return (before.max { $0.value.column < $1.value.column } ?? first)?.key
    }

    private static func trimmed(_ text: String, in column: Column) -> String {
        let characters = text.map { $0.isNewline ? " " : $0 }
        guard let first = characters.firstIndex(where: { $0.plainForm != " " }),
            let last = characters.lastIndex(where: { $0.plainForm != " " })
        else { return "" }
        let trimmed = String(characters[first...last])
        return column == .comment && trimmed.first?.plainForm != "#" ? "# " + trimmed : trimmed
    }

    /// The language of a row's keywords where they do not say it themselves.
    static func language(ofVerb verb: String) -> Language {
        verb.allSatisfy(\.isASCII) ? .en : .zh
    }
}
