// SPDX-License-Identifier: Apache-2.0

extension Script {
    /// The text of a script with another approval; every other line stays as it is.
    ///
    /// - Parameters:
    ///   - text: the file's text.
    ///   - approval: a date and a name, such as `2026-11-01 duty manager`.
    /// - Returns: the text with the line `approved` changed, or added at the end of the header, in the words and with the
    ///   line ends that the text has.
    public static func approving(_ text: String, _ approval: String) -> String {
        let end = text.contains("\r\n") ? "\r\n" : "\n"
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
        let header = lines.prefix { !$0.hasPrefix("---") }
        let spellings = Keyword.approved.spellings
        for (index, line) in header.enumerated() {
            let start = line.prefix { $0 == " " || $0 == "\t" }
            guard let word = spellings.first(where: { line.dropFirst(start.count).hasPrefix($0) }) else { continue }
            let rest = line.dropFirst(start.count + word.count)
            let blanks = rest.prefix { !$0.isNumber }
            // A word that only begins so is no approval.
            guard blanks.allSatisfy({ $0.isWhitespace || $0 == ":" || $0 == "：" }) else { continue }
            lines[index] = start + word + (blanks.isEmpty ? " " : blanks) + approval
            return lines.joined(separator: end)
        }
        let isChinese = header.contains { line in
            KeywordSet.scriptHeaders.keywords.contains { line.hasPrefix($0.zh) }
        }
        let word = isChinese ? Keyword.approved.zh + "  " : Keyword.approved.en.padding(toWidth: 10)
        let last = header.lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? -1
        lines.insert(word + approval, at: last + 1)
        return lines.joined(separator: end)
    }
}

extension String {
    fileprivate func padding(toWidth width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
