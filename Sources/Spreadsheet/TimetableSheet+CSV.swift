// SPDX-License-Identifier: Apache-2.0
public import Foundation
public import Timetable

extension CSVTable {
    /// A timetable as rows below one row of headings.
    ///
    /// - Parameters:
    ///   - sheet: the timetable.
    ///   - keywords: the language of its keywords; nil leaves each in its own.
    ///   - headings: the language of the headings.
    public init(_ sheet: TimetableSheet, keywords: Language?, headings: Language) {
        var sheet = sheet
        if let keywords, let translated = TimetableSheet.read(sheet.text(in: keywords), file: "", name: "").sheet {
            sheet = translated
        }
        let columns = TimetableSheet.Column.allCases
        let head = columns.map { TimetableColumns.heading($0).text(in: headings) }
        self.init(rows: [head] + sheet.rows.map { row in columns.map { row[$0] } })
    }
}

extension TimetableSheet {
    /// Reads a timetable that was saved as CSV; its first row has the headings, in any order and either language.
    /// Empty rows below the last line are left out.
    ///
    /// - Parameters:
    ///   - csv: the file's bytes, in any encoding and with any separator that ``CSVTable`` reads.
    ///   - file: the file as mistakes shall name it.
    /// - Throws: everything that is wrong, each with its cell.
    public init(csv: Data, file: String) throws(SpreadsheetMistakes) {
        let table: CSVTable
        do throws(CSVProblem) {
            table = try CSVTable(csv)
        } catch {
            throw SpreadsheetMistakes([.init(cell: nil, message: error.message, fix: error.fix)], file: file)
        }
        let head = try Self.columns(table.rows.first ?? [], file: file)
        try Self.checkBesideColumns(table, head.map(\.index), file: file)
        var rows = table.rows.dropFirst().map { row in
            var cells: [Column: String] = [:]
            for (index, column) in head where index < row.count { cells[column] = row[index] }
            return cells
        }
        // Spreadsheet programs also save rows that were once filled.
        while rows.last?.values.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) == true { rows.removeLast() }
        let built = TimetableSheet(rows: rows)
        let (sheet, diagnostics) = built.checked(file: file, name: "")
        guard let sheet else {
            let errors = diagnostics.filter { $0.severity == .error }
            let places = Dictionary(head.map { ($0.column, $0.index) }) { first, _ in first }
            throw SpreadsheetMistakes(
                errors.map { SpreadsheetMistakes.Mistake($0, in: built, columns: places) }, file: file)
        }
        self = sheet
    }

    /// Refuses what stands in a column without a heading: nobody could tell what it is about, and it would be lost.
    private static func checkBesideColumns(
        _ table: CSVTable, _ columns: [Int], file: String
    ) throws(SpreadsheetMistakes) {
        var mistakes: [SpreadsheetMistakes.Mistake] = []
        for (row, cells) in table.rows.enumerated() {
            for (index, cell) in cells.enumerated()
            where !columns.contains(index) && !cell.allSatisfy(\.isWhitespace) {
                mistakes.append(
                    .init(withoutHeading: cell, cell: TimetableColumns.letters(ofColumn: index) + "\(row + 1)"))
            }
        }
        guard mistakes.isEmpty else { throw SpreadsheetMistakes(mistakes, file: file) }
    }

    /// Which cell of a row is what; columns without a heading must be empty, and are left out.
    private static func columns(
        _ head: [String], file: String
    ) throws(SpreadsheetMistakes) -> [(index: Int, column: Column)] {
        var columns: [(index: Int, column: Column)] = []
        var mistakes: [SpreadsheetMistakes.Mistake] = []
        for (index, heading) in head.enumerated() where !heading.allSatisfy(\.isWhitespace) {
            let cell = "\(TimetableColumns.letters(ofColumn: index))1"
            guard let column = TimetableColumns.column(of: heading) else {
                mistakes.append(.init(unknownHeading: heading, cell: cell))
                continue
            }
            if columns.contains(where: { $0.column == column }) {
                mistakes.append(.init(headingTwice: heading, cell: cell))
            }
            columns.append((index, column))
        }
        if mistakes.isEmpty, !columns.contains(where: { $0.column == .when }) {
            mistakes.append(.noHeadings)
        }
        guard mistakes.isEmpty else { throw SpreadsheetMistakes(mistakes, file: file) }
        return columns
    }
}
