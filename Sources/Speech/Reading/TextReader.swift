// SPDX-License-Identifier: Apache-2.0

/// Turns written text into the words that are said: numbers, times, prices, codes, and words that a voice would
/// read wrongly.
///
/// Marks stay as they are, and so does everything that no rule knows.
struct TextReader {
    /// What the rules know of a language.
    private struct Grammar {
        var rules: [ReadingRule] = []
        /// Signs other than ASCII letters and digits that a rule may begin with; elsewhere none is tried.
        var beginnings: Set<Character> = []
        /// Whether words are set apart by blanks.
        var hasBlanks = false
    }

    private let grammar: Grammar
    private let dictionary: PronunciationDictionary

    /// A reader for a language tag such as `zh` or `en-gb`; in others than Chinese and English only the dictionary
    /// counts.
    ///
    /// - Parameter pronunciations: the store's own words; they go before the built-in ones.
    init(language: String, pronunciations: [Pronunciation] = []) {
        let primary = language.split(separator: "-").first.map(String.init) ?? language
        var words: [Pronunciation] = []
        switch primary {
        case "zh", "cmn":
            grammar = Grammar(rules: ChineseReading.rules, beginnings: ChineseReading.beginnings)
            words = BuiltInPronunciations.chinese
        case "en":
            grammar = Grammar(
                rules: EnglishReading.rules, beginnings: EnglishReading.beginnings, hasBlanks: true)
        default: grammar = Grammar()
        }
        dictionary = PronunciationDictionary(
            words + pronunciations.filter { $0.language == nil || $0.language == primary || $0.language == language })
    }

    /// The text in words, marks included.
    func words(for text: String) -> String {
        let plain = text.plainForReading
        var result = ""
        var position = plain.startIndex
        var followsNumber = false
        var lastEnd: String.Index?
        while position < plain.endIndex {
            let rest = plain[position...]
            let place = ReadingRule.Place(before: plain[..<position], followsNumber: followsNumber)
            if let reading = reading(of: rest, at: place) {
                append(
                    reading.words, isNextToOther: lastEnd == position, before: plain[reading.end...].first, to: &result)
                position = reading.end
                lastEnd = position
                followsNumber = reading.isNumber
            } else {
                let character = plain[position]
                result.append(character)
                if character != " " { followsNumber = false }
                position = plain.index(after: position)
            }
        }
        return result
    }

    private func reading(
        of text: Substring, at place: ReadingRule.Place
    ) -> (words: String, end: String.Index, isNumber: Bool)? {
        if let (words, end) = dictionary.reading(of: text, after: place.before.last) { return (words, end, false) }
        guard let first = text.first, first.isLatinOrDigit || grammar.beginnings.contains(first) else { return nil }
        for rule in grammar.rules {
            if let (words, end) = rule.read(text, place) { return (words, end, rule.isNumber) }
        }
        return nil
    }

    /// Appends words, set apart from a word on either side in a language that does so.
    private func append(_ words: String, isNextToOther: Bool, before next: Character?, to result: inout String) {
        let followsWord = result.last.map { $0.isLetter || $0.isNumber } ?? false
        if grammar.hasBlanks, isNextToOther || followsWord { result += " " }
        result += words
        if grammar.hasBlanks, let next, next.isLetter { result += " " }
    }
}
