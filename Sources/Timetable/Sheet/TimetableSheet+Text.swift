// SPDX-License-Identifier: Apache-2.0

extension TimetableSheet {
    /// The timetable as text, columns aligned by what they take on a screen, lines ended by `\n`.
    ///
    /// Names, comments, blank lines and the order of lines stay as they are.
    /// - Parameter language: the language of all keywords, units, days and anchors; nil leaves each word in its own.
    public func text(in language: Language?) -> String {
        let lines = rows.map { Line($0, language) }
        let planWidths = Self.widths(of: lines.filter { !$0.isHeader })
        let headerWidths = Self.widths(of: lines.filter(\.isHeader))
        return lines.map { $0.text($0.isHeader ? headerWidths : planWidths) + "\n" }.joined()
    }

    /// Cells wider than this, per column, run over instead of pushing those of all other lines to the right.
    private static let widest = [20, 10, 28, 28]

    /// How wide each column is: as its widest cell that has another after it; time and verb as the widest of all,
    /// so that a line of two words leaves its neighbours where they are.
    private static func widths(of lines: [Line]) -> [Int] {
        var widths: [Int] = []
        for line in lines {
            for (index, part) in line.parts.enumerated() where index < 2 || index < line.parts.count - 1 {
                if index == widths.count { widths.append(0) }
                let width = part.displayWidth
                if width <= widest[min(index, widest.count - 1)] { widths[index] = max(widths[index], width) }
            }
        }
        return widths
    }
}

/// One line as the parts that stand below each other: time, verb, name, and each option.
private struct Line {
    let isHeader: Bool
    private(set) var parts: [String] = []
    private let comment: String

    init(_ row: TimetableSheet.Row, _ language: Language?) {
        comment = row[.comment]
        let header = row.header
        isHeader = header != nil
        if let header {
            parts = [language.map { header.spelling(in: $0) } ?? row[.when]]
            if header != .closed { parts.append(CellText.headerValue(row[.verb], of: header, in: language)) }
            return
        }
        guard row.cells.keys.contains(where: { $0 != .comment }) else { return }
        parts = [CellText.time(row[.when], in: language), CellText.verb(row[.verb], in: language), row[.name]]
        while parts.last == "" { parts.removeLast() }
        let rowLanguage = TimetableSheet.language(ofVerb: row[.verb])
        var options: [String] = []
        for column in TimetableSheet.Column.options where row.cells[column] != nil {
            let option = CellText(row[column], column).option(in: language, row: rowLanguage)
            // Both ends of a window are one thing to the eye.
            if column == .to, row.cells[.from] != nil {
                options[options.count - 1] += " " + option
            } else {
                options.append(option)
            }
        }
        // An item without a name keeps its place free, so that options stand below options.
        while !options.isEmpty, parts.count < 3 { parts.append("") }
        parts += options
    }

    func text(_ widths: [Int]) -> String {
        // The first gap is wider: the eye looks for the time.
        let firstGap = 3
        let gap = 2
        var text = ""
        for (index, part) in parts.enumerated() {
            text += part
            guard index < parts.count - 1 else { break }
            let room = max((index < widths.count ? widths[index] : 0) - part.displayWidth, 0)
            text += String(repeating: " ", count: room + (index == 0 && !isHeader ? firstGap : gap))
        }
        guard !comment.isEmpty else { return text }
        return text.isEmpty ? comment : text + String(repeating: " ", count: gap) + comment
    }
}

extension String {
    /// How many columns of a screen the text takes.
    fileprivate var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }
}
