// SPDX-License-Identifier: Apache-2.0
public import Foundation
import SwiftCSV

/// Rows of cells, as a spreadsheet program saves and opens them (RFC 4180, with any of three separators).
public struct CSVTable: Sendable, Equatable {
    /// What stands between two cells.
    public enum Separator: String, Sendable, CaseIterable {
        case comma = ","
        case semicolon = ";"
        case tab = "\t"
    }

    /// The longest file that is read.
    public static let maximumBytes = 4 << 20

    /// The most rows that are read: as many as a timetable may have lines.
    public static let maximumRows = 100_000
    /// The most cells in a row, several times what a timetable has.
    public static let maximumColumns = 64

    /// The rows, each with its cells from the left.
    public let rows: [[String]]

    /// Makes a table of its rows.
    public init(rows: [[String]]) {
        self.rows = rows
    }

    /// Reads a file, whatever of ``CSVEncoding`` and ``Separator`` it was saved with.
    /// - Throws: ``CSVProblem``.
    public init(_ data: Data) throws(CSVProblem) {
        guard data.count <= Self.maximumBytes else { throw .tooLong }
        let (announced, text) = Self.announcement(in: try CSVEncoding.decode(data))
        rows = try Self.rows(of: text, announced ?? Self.separator(of: text))
    }

    /// The separator that a first line `sep=;` gives, which Excel obeys and does not show, and the text below it.
    private static func announcement(in text: String) -> (separator: Separator?, text: String) {
        let line = text.prefix { !$0.isNewline }
        guard line.lowercased().hasPrefix("sep="), let separator = Separator(rawValue: String(line.dropFirst(4))) else {
            return (nil, text)
        }
        return (separator, String(text[line.endIndex...].dropFirst()))
    }

    /// The table as a file: lines end in CR LF, a cell is quoted where it has to be.
    public func text(separator: Separator = .comma) -> String {
        rows.map { row in row.map { Self.quoted($0, separator) }.joined(separator: separator.rawValue) + "\r\n" }
            .joined()
    }

    /// The separator that the first row with any of them has most often, outside of quoted cells.
    static func separator(of text: String) -> Separator {
        for line in text.split(whereSeparator: \.isNewline) {
            var counts: [Separator: Int] = [:]
            var isQuoted = false
            for character in line {
                if character == "\"" { isQuoted.toggle() }
                if !isQuoted, let separator = Separator(rawValue: String(character)) {
                    counts[separator, default: 0] += 1
                }
            }
            if let most = Separator.allCases.filter({ counts[$0] != nil }).max(by: {
                counts[$0, default: 0] < counts[$1, default: 0]
            }) {
                return most
            }
        }
        return .comma
    }

    private static func rows(of text: String, _ separator: Separator) throws(CSVProblem) -> [[String]] {
        try checkSize(of: text, separator)
        // SwiftCSV takes a quoted cell that never ends for one that ends with the file; this row would be in it.
        let end = "end of file"
        let closed = text + (text.isEmpty || text.last?.isNewline == true ? "" : "\n") + end
        guard var rows = parse(closed, separator) else {
            throw .quotes(row: firstWrongRow(of: closed, separator))
        }
        guard rows.last?.first == end else { throw .quotes(row: rows.count) }
        rows.removeLast()
        return rows
    }

    /// SwiftCSV fills every row up to the widest one, so a small file could ask for any amount of memory.
    private static func checkSize(of text: String, _ separator: Separator) throws(CSVProblem) {
        let separator = separator.rawValue.utf8.first
        var row = 1
        var cells = 1
        var isQuoted = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "\n") where !isQuoted, UInt8(ascii: "\r") where !isQuoted: (row, cells) = (row + 1, 1)
            case separator where !isQuoted: cells += 1
            default: break
            }
            // CR LF counts twice.
            guard row <= 2 * maximumRows else { throw .tooManyRows }
            guard cells <= maximumColumns else { throw .tooWide(row: row) }
        }
    }

    /// SwiftCSV does not tell where it gave up: the longest beginning that it reads ends before the wrong row.
    private static func firstWrongRow(of text: String, _ separator: Separator) -> Int {
        var right = 0
        var wrong = 1
        while parse(text, separator, rows: wrong) != nil { (right, wrong) = (wrong, wrong * 2) }
        while wrong - right > 1 {
            let middle = (right + wrong) / 2
            if parse(text, separator, rows: middle) == nil { wrong = middle } else { right = middle }
        }
        return wrong
    }

    private static func parse(_ text: String, _ separator: Separator, rows limit: Int? = nil) -> [[String]]? {
        let delimiter: CSVDelimiter =
            switch separator {
            case .comma: .comma
            case .semicolon: .semicolon
            case .tab: .tab
            }
        // The first row is a header to SwiftCSV; an empty one in front lets all others be rows. Its error says neither
        // row nor column: whoever asks looks for the row.
        guard
            let table = try? EnumeratedCSV(
                string: "\n" + text, delimiter: delimiter, loadColumns: false, rowLimit: limit)
        else { return nil }
        return table.rows
    }

    private static func quoted(_ cell: String, _ separator: Separator) -> String {
        // By scalars: with a mark behind it, a comma is no character of its own, and to whoever reads the file it is one.
        let scalars = cell.unicodeScalars
        let mustBeQuoted =
            scalars.contains { "\"\n\r".unicodeScalars.contains($0) || String($0) == separator.rawValue }
            || cell.contains(where: \.isNewline) || cell.first?.isWhitespace == true
            || cell.last?.isWhitespace == true
        guard mustBeQuoted else { return cell }
        var quoted = "\"".unicodeScalars
        for scalar in scalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }

    /// What somebody wrote, as a cell that no spreadsheet program takes for a formula: an apostrophe stands before what
    /// begins like one (https://owasp.org/www-community/attacks/CSV_Injection).
    public static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) else {
            return text
        }
        return "'\(text)"
    }
}
