// SPDX-License-Identifier: Apache-2.0
import Timetable

/// A sheet of A4 as a browser prints Markdown on it in letters of 9.5 points, with margins of 15 mm.
enum PrintedPage {
    /// How many lines of text it holds.
    static let height = 60.0
    /// How many columns a line has; a Chinese character takes two.
    private static let width = 105.0
    /// The first column of a table is as wide as its widest cell, and at most this part of the line.
    private static let widestFirst = 0.35
    /// What a row of a table, a paragraph and a heading take beyond their text.
    private static let (row, paragraph, heading) = (0.25, 0.5, 1.0)

    /// How many lines a text takes.
    static func lines(of text: [String]) -> Double {
        text.split(separator: "").reduce(0) { height, block in
            let lines = Array(block)
            if lines[0].hasPrefix("#") { return height + 1 + heading }
            if lines[0].hasPrefix("|") { return height + table(lines) + paragraph }
            return height + wrapped(lines.joined(separator: " "), width) + paragraph
        }
    }

    private static func table(_ lines: [String]) -> Double {
        let rows = lines.filter { !$0.hasPrefix("| ---") }.map { line in
            line.split(separator: "|").map { $0.filter { !"`*".contains($0) } }
        }
        let widest = rows.map { Double(displayWidth(of: $0[0])) }.max() ?? 0
        let first = min(widest, width * widestFirst)
        return rows.reduce(0) { height, cells in
            let tallest = zip(cells, [first, width - first]).map { wrapped($0, $1) }.max() ?? 1
            return height + tallest + row
        }
    }

    private static func wrapped(_ text: String, _ columns: Double) -> Double {
        (Double(displayWidth(of: text)) / columns).rounded(.up)
    }
}
