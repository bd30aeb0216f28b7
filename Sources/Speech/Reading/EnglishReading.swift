// SPDX-License-Identifier: Apache-2.0

/// How numbers and signs are read in English.
enum EnglishReading {
    /// What a rule may begin with besides ASCII letters and digits.
    static let beginnings = Set("(+-–—~¥$€£.°" + plateRegions.keys)

    /// The rules, of which the first that applies counts.
    static var rules: [ReadingRule] {
        telephones + codes + dates + times + prices + floors + numbers
    }

    private static var numbers: [ReadingRule] {
        [
            ReadingRule(/[-–—~] ?(?=[B¥$]?[0-9])/, isNumber: false) { _, place in
                place.followsNumber ? "to" : nil
            },
            ReadingRule(/([0-9]+(?:\.[0-9]+)?)[-–—~]([0-9]+(?:\.[0-9]+)?) ?%/) { match, _ in
                EnglishNumerals.number(match.1) + " to " + EnglishNumerals.number(match.2) + " per cent"
            },
            ReadingRule(/((?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?) ?%/) { match, _ in
                EnglishNumerals.number(match.1) + " per cent"
            },
            ReadingRule(/(-?)([0-9]+(?:\.[0-9]+)?) ?(?:℃|°C)/) { match, _ in
                (match.1.isEmpty ? "" : "minus ") + EnglishNumerals.number(match.2) + " degrees"
            },
            ReadingRule(/([0-9]{1,4})(?:st|nd|rd|th)(?![A-Za-z0-9])/) { match, _ in
                Int(match.1).map(EnglishNumerals.ordinal)
            },
            ReadingRule(/((?:1[89]|20)[0-9]{2})(?![0-9,.]*[0-9])/) { match, place in
                let isYear = place.followsWord(["in", "since", "of", "year", "from", "until", "by", "before", "after"])
                return isYear ? Int(match.1).map(EnglishNumerals.year) : nil
            },
            // What begins with 0 or is very long is a name, and so are three digits and more after a letter.
            ReadingRule(/0[0-9]+(?![0-9.])|[0-9]{9,}(?![0-9])/) { match, _ in EnglishNumerals.code(match) },
            ReadingRule(/[0-9]{3,}(?![0-9])/) { match, place in
                place.before.last?.isLatinOrDigit == true ? EnglishNumerals.code(match) : nil
            },
            ReadingRule(/(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?/) { match, _ in
                EnglishNumerals.number(match)
            },
        ]
    }
}

extension ReadingRule.Place {
    /// Whether one of these English words stands directly before.
    func followsWord(_ words: [String]) -> Bool {
        guard before.last == " " else { return false }
        let last = before.dropLast().split { !$0.isLetter }.last
        return before.dropLast().last?.isLetter == true && last.map { words.contains($0.lowercased()) } == true
    }
}
