// SPDX-License-Identifier: Apache-2.0

/// Numbers in English words.
enum EnglishNumerals {
    private static let small = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    private static let tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    private static let irregularOrdinals = [
        "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
        "twelve": "twelfth",
    ]
    /// Longer ones nobody counts; they are read digit by digit.
    private static let mostDigits = 15

    /// Digit by digit, as decimals are read.
    static func spelled(_ number: Substring) -> String {
        number.compactMap { $0.wholeNumberValue.map { small[$0] } }.joined(separator: " ")
    }

    /// Digit by digit with "oh" for 0, as telephone numbers and codes are read; letters one by one.
    static func code(_ text: Substring) -> String {
        text.compactMap { character -> String? in
            if let digit = character.wholeNumberValue { return digit == 0 ? "oh" : small[digit] }
            return character.isLatinOrDigit ? character.uppercased() : nil
        }.joined(separator: " ")
    }

    /// A whole number or a decimal with a point, perhaps with commas between thousands.
    static func number(_ text: Substring) -> String {
        let parts = text.filter { $0 != "," }.split(separator: ".", omittingEmptySubsequences: false)
        let whole = cardinal(Substring(parts[0]))
        return parts.count > 1 ? whole + " point " + spelled(Substring(parts[1])) : whole
    }

    /// A whole number.
    static func cardinal(_ text: Substring) -> String {
        let significant = text.drop { $0 == "0" }
        guard significant.count <= mostDigits, let value = Int(significant.isEmpty ? "0" : significant) else {
            return spelled(text)
        }
        return cardinal(value)
    }

    /// first, twenty-first, hundredth.
    static func ordinal(_ value: Int) -> String {
        let words = cardinal(value)
        let start = words.lastIndex { $0 == " " || $0 == "-" }.map(words.index(after:)) ?? words.startIndex
        let last = String(words[start...])
        let ordinal =
            irregularOrdinals[last] ?? (last.hasSuffix("y") ? last.dropLast() + "ieth" : last + "th")
        return words[..<start] + ordinal
    }

    /// A year as it is said: twenty twenty-six, nineteen oh five, two thousand and eight.
    static func year(_ value: Int) -> String {
        let (century, rest) = (value / 100, value % 100)
        if value % 1000 < 10 { return cardinal(value) }
        if rest == 0 { return cardinal(century) + " hundred" }
        return cardinal(century) + (rest < 10 ? " oh " : " ") + cardinal(rest)
    }

    private static func cardinal(_ value: Int) -> String {
        if value < 1000 { return below1000(value) }
        var words: [String] = []
        for (weight, unit) in [
            (1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand"),
        ] where value / weight % 1000 > 0 {
            words.append(below1000(value / weight % 1000) + " " + unit)
        }
        let rest = value % 1000
        if rest > 0 { words.append((rest < 100 ? "and " : "") + below1000(rest)) }
        return words.joined(separator: " ")
    }

    private static func below1000(_ value: Int) -> String {
        switch value {
        case ..<20: small[value]
        case ..<100: tens[value / 10] + (value % 10 == 0 ? "" : "-" + small[value % 10])
        default: small[value / 100] + " hundred" + (value % 100 == 0 ? "" : " and " + below1000(value % 100))
        }
    }
}
