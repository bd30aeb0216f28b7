// SPDX-License-Identifier: Apache-2.0

extension CellText {
    /// A value as it was written, without what nobody would miss: full-width forms and needless blanks.
    ///
    /// - Parameter header: the header that it is the value of, if it is.
    static func tidied(_ value: String, _ column: TimetableSheet.Column, header: Keyword?) -> String {
        switch (column, header) {
        case (.verb, .days?), (.verb, .dates?), (.days, _): return tidiedList(value, header)
        case (.verb, .base?), (.name, _), (.chime, _), (.comment, _): return value
        case (.zones, _): return list(value, in: language(ofCommas: value))
        case (.times, _):
            var cursor = Cursor(SourceLine(number: 1, text: value))
            let number = "\(cursor.takeDigits().value)"
            return number + (value.map(\.plainForm).allSatisfy(\.isASCII) ? "" : Keyword.times.zh)
        default: return tidiedTime(String(value.map(\.plainForm)))
        }
    }

    private static func language(ofCommas list: String) -> Language {
        list.contains { $0 == "、" || $0 == "，" } ? .zh : .en
    }

    /// `open - 5 m` as `open-5m`, `every  5 to 10m` as `every 5-10m`, `9:00` as `09:00`.
    private static func tidiedTime(_ plain: String) -> String {
        let apart = Set([Keyword.every, .drop].flatMap(\.spellings))
        let rangeSigns = Set(Keyword.to.spellings)
        var text = ""
        var isApart = false
        for word in plain.split(separator: " ").map({ String($0) }) {
            let hasShortHour = word.dropFirst().first == ":" && text.last?.isASCIIDigit != true
            text += (isApart ? " " : "") + (hasShortHour ? "0" : "") + (rangeSigns.contains(word) ? "-" : word)
            isApart = apart.contains(word)
        }
        return text
    }

    /// A list of days or dates with one blank at most between words, days keep their capital letters.
    private static func tidiedList(_ value: String, _ header: Keyword?) -> String {
        let plain = value.map { $0.isASCII && $0.isLetter ? $0 : $0.plainForm }
        let comma = language(ofCommas: value) == .zh ? "、" : ", "
        let parts = plain.split { Code($0).isComma }.map { part in
            part.split(separator: " ").map { String($0) }.joined(separator: " ")
        }
        let list = parts.joined(separator: comma)
        guard header != .dates else { return list }
        let ends = list.split(separator: "-", omittingEmptySubsequences: false)
        return ends.map { String($0.drop { $0 == " " }) }.map { end in
            end.last == " " ? String(end.dropLast()) : end
        }.joined(separator: "-")
    }

    /// The names of a list with the commas of a language.
    static func list(_ value: String, in language: Language) -> String {
        let line = SourceLine(number: 1, text: value)
        let names = line.plain.split(whereSeparator: \.isComma).map { part in
            var (start, end) = (part.startIndex, part.endIndex)
            while start < end, line.plain[start] == " " { start += 1 }
            while end > start, line.plain[end - 1] == " " { end -= 1 }
            return line.text(start..<end)
        }
        return names.joined(separator: language == .zh ? "、" : ", ")
    }
}
