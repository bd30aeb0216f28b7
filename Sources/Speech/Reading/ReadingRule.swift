// SPDX-License-Identifier: Apache-2.0

/// One way to read what is written: a pattern, and the words that are said for it.
struct ReadingRule {
    /// Where a rule is tried.
    struct Place {
        /// The text before, as written.
        let before: Substring
        /// Whether something that counts stands directly before: a number, a time, a price, a floor.
        let followsNumber: Bool

        /// Whether one of these words stands before, with at most a blank, a colon or a small word between.
        func follows(_ words: [String]) -> Bool {
            var text = before
            while let last = text.last, " :：*#是为".contains(last) { text.removeLast() }
            return words.contains { text.hasSuffix($0) }
        }
    }

    /// Whether what it reads counts, so that a dash after it means "to".
    let isNumber: Bool
    /// The words for the beginning of a text and where they end in it; nil where the rule does not apply.
    let read: (_ text: Substring, _ place: Place) -> (words: String, end: String.Index)?

    init<Output>(
        _ pattern: Regex<Output>, isNumber: Bool = true, _ words: @escaping (Output, Place) -> String?
    ) {
        self.isNumber = isNumber
        read = { text, place in
            guard let match = text.prefixMatch(of: pattern), let words = words(match.output, place) else { return nil }
            return (words, match.range.upperBound)
        }
    }
}
