// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// Everything that is wrong with a timetable in a spreadsheet.
public struct SpreadsheetMistakes: Error, Equatable {
    /// One of them.
    struct Mistake: Equatable {
        /// The cell as a spreadsheet program names it, such as `B4`; nil where the whole file is meant.
        let cell: String?
        let message: Wording
        let fix: Wording?
    }

    let mistakes: [Mistake]
    private let file: String

    init(_ mistakes: [Mistake], file: String) {
        self.mistakes = mistakes
        self.file = file
    }

    /// All of them for people, one after the other.
    public func text(in language: Language) -> String {
        mistakes.map { mistake in
            let place = [file, mistake.cell].compactMap { $0 }.joined(separator: ":")
            let error = Wording(en: "error: ", zh: "错误：").text(in: language)
            let lines = [
                "\(place): \(error)\(mistake.message.text(in: language))",
                mistake.fix.map { Wording(en: "fix: ", zh: "改法：").text(in: language) + $0.text(in: language) },
            ]
            return lines.compactMap { $0 }.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }
}

extension SpreadsheetMistakes.Mistake {
    /// What the timetable's reader found, at the cell that its place is in.
    ///
    /// - Parameter columns: where in a row the file has each column.
    init(_ diagnostic: Diagnostic, in sheet: TimetableSheet, columns: [TimetableSheet.Column: Int]) {
        let column = sheet.column(at: diagnostic.location).flatMap { columns[$0] } ?? 0
        // The first row has the headings.
        let row = diagnostic.location.line + 1
        self.init(
            cell: TimetableColumns.letters(ofColumn: column) + "\(row)",
            message: Wording(en: diagnostic.message(in: .en), zh: diagnostic.message(in: .zh)),
            fix: diagnostic.fix(in: .en).map { Wording(en: $0, zh: diagnostic.fix(in: .zh) ?? $0) })
    }

    init(unknownHeading heading: String, cell: String) {
        let all = TimetableSheet.Column.allCases.map(TimetableColumns.heading)
        let near = TimetableColumns.nearestHeading(to: heading)
        self.init(
            cell: cell,
            message: Wording(
                en: "there is no column `\(heading.prefix(40))`", zh: "没有“\(heading.prefix(40))”这一列"),
            fix: near.map { Wording(en: "write `\($0)`", zh: "改写为“\($0)”") }
                ?? Wording(
                    en: "the first row has headings; write one of: \(all.map(\.en).joined(separator: ", "))",
                    zh: "第一行是表头，请用其中之一：\(all.map(\.zh).joined(separator: "、"))"))
    }

    init(headingTwice heading: String, cell: String) {
        self.init(
            cell: cell,
            message: Wording(en: "there are two columns `\(heading)`", zh: "“\(heading)”这一列出现了两次"),
            fix: Wording(en: "keep one of the two", zh: "只留一列"))
    }

    init(withoutHeading text: String, cell: String) {
        self.init(
            cell: cell,
            message: Wording(
                en: "`\(text.prefix(40))` stands in a column without a heading",
                zh: "“\(text.prefix(40))”所在的列没有表头"),
            fix: Wording(
                en: "move it into the column it belongs to, or give its column a heading",
                zh: "请移到相应的列，或给这一列写上表头"))
    }

    static let noHeadings = Self(
        cell: "A1",
        message: Wording(en: "the first row has no heading `when`", zh: "第一行没有“时间”这个表头"),
        fix: Wording(
            en: "write headings into the first row: when, verb, name and so on; `storecast export` shows them all",
            zh: "请在第一行写表头：时间、动作、名称等；用 storecast export 可以看到全部"))
}
