// SPDX-License-Identifier: Apache-2.0

/// What one cell says, taken apart far enough to write it in either language.
struct CellText {
    private let text: String
    private let column: TimetableSheet.Column
    /// The keyword that the cell has besides its value, in which language.
    private let keyword: String?
    private let value: String

    init(_ text: String, _ column: TimetableSheet.Column) {
        self.text = text
        self.column = column
        var cursor = Cursor(SourceLine(number: 1, text: text))
        // Only with a blank after it: a zone may be called what its keyword starts with.
        if let keyword = column.keyword, cursor.take(keyword), cursor.next == " " {
            let columns = 0..<cursor.position
            cursor.skipBlanks()
            self.keyword = cursor.line.plainText(columns)
            value = cursor.line.text(cursor.position..<cursor.line.plain.count)
        } else {
            keyword = nil
            value = text
        }
    }

    /// Whether the cell needs no keyword from its column.
    var isWithKeyword: Bool { keyword != nil }

    /// The option as it stands on a line; `language` nil keeps the words as they are, with the keyword that a bare
    /// value lacks in that of `row`.
    func option(in language: Language?, row: Language) -> String {
        guard let word = column.keyword else { return flag(in: language) }
        let own = keyword.map { TimetableSheet.language(ofVerb: $0) }
        let target = language ?? own ?? row
        let value = language.map { valueText(in: $0) } ?? value
        // 宽限10分, 重复3次: a number follows its Chinese word without a blank.
        let isClose = target == .zh && (column == .late || column == .times)
        return word.spelling(in: target) + (isClose ? "" : " ") + value
    }

    private func flag(in language: Language?) -> String {
        guard let language else { return text }
        var cursor = Cursor(SourceLine(number: 1, text: text))
        return cursor.take(oneOf: .options)?.spelling(in: language) ?? text
    }

    private func valueText(in language: Language) -> String {
        let text = Self.reading(Cursor(SourceLine(number: 1, text: value))) { cursor throws(Complaint) in
            switch column {
            case .from, .to: return try cursor.takeMoment()?.spelling(in: language)
            case .late:
                let span = try cursor.takeSpan()
                return language == .zh ? span.zhSpelling : span.spelling
            case .days: return try cursor.takeDayRule()?.spelling(in: language)
            case .zones: return Self.list(value, in: language)
            case .times: return "\(cursor.takeDigits().value)" + (language == .zh ? Keyword.times.zh : "")
            case .broadcastClass: return cursor.take(oneOf: .classes)?.spelling(in: language)
            default: return nil
            }
        }
        return text ?? value
    }
}
