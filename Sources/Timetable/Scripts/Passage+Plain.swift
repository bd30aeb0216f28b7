// SPDX-License-Identifier: Apache-2.0

extension Passage {
    /// The words as a person reads them out: without the marks for a voice, in one line.
    public var plainText: String {
        let words = text.map { character -> Character in
            switch character {
            case "|", "｜": " "
            case _ where character.isWhitespace: " "
            default: character
            }
        }
        return String(words.filter { $0 != "*" && $0 != "＊" }).split(separator: " ").joined(separator: " ")
    }
}
