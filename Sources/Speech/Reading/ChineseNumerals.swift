// SPDX-License-Identifier: Apache-2.0

/// Numbers in Chinese words.
enum ChineseNumerals {
    private static let digits = Array("零一二三四五六七八九")
    private static let codeDigits = Array("零幺二三四五六七八九")
    /// Longer ones nobody counts; they are read digit by digit.
    private static let mostDigits = 16

    /// Digit by digit, as years and decimals are read.
    static func spelled(_ number: Substring) -> String {
        String(number.compactMap { $0.wholeNumberValue.map { digits[$0] } })
    }

    /// Digit by digit with 幺 for 1, as telephone and other numbers are read that are names, not counts; Latin letters
    /// by their names.
    static func code(_ text: Substring) -> String {
        text.map { character in
            if let digit = character.wholeNumberValue { return String(codeDigits[digit]) }
            return letter(character) ?? ""
        }.joined()
    }

    /// A whole number or a decimal with a point, perhaps with commas between thousands.
    static func number(_ text: Substring) -> String {
        let parts = text.filter { $0 != "," }.split(separator: ".", omittingEmptySubsequences: false)
        let whole = cardinal(Substring(parts[0]))
        guard parts.count > 1 else { return whole }
        return whole + "点" + spelled(Substring(parts[1]))
    }

    /// A number of things: 2 of them are 两, all others as ``number(_:)``.
    static func quantity(_ text: Substring) -> String {
        let words = number(text)
        return words == "二" ? "两" : words
    }

    /// A whole number.
    static func cardinal(_ text: Substring) -> String {
        let significant = text.drop { $0 == "0" }
        guard !significant.isEmpty else { return "零" }
        guard significant.count <= mostDigits else { return spelled(text) }
        let values = significant.compactMap(\.wholeNumberValue)
        var words = ""
        var hasGap = false
        for group in stride(from: (values.count - 1) / 4, through: 0, by: -1) {
            let end = values.count - group * 4
            let part = values[max(0, end - 4)..<end].reduce(0) { $0 * 10 + $1 }
            if part == 0 {
                hasGap = !words.isEmpty
                // 亿 stands even where the 万 above it count no 亿 of their own.
                if group == 2, words.hasSuffix("万") { words += "亿" }
                continue
            }
            if !words.isEmpty, hasGap || part < 1000 { words += "零" }
            words += below10000(part) + ["", "万", "亿", "万"][group]
            hasGap = false
        }
        if words.hasPrefix("一十") { words.removeFirst() }
        if ["二千", "二万", "二亿"].contains(where: words.hasPrefix) { words = "两" + words.dropFirst() }
        return words
    }

    private static func below10000(_ value: Int) -> String {
        var words = ""
        var hasGap = false
        for (weight, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = value / weight % 10
            if digit == 0 {
                hasGap = !words.isEmpty
            } else {
                words += (hasGap ? "零" : "") + String(digits[digit]) + unit
                hasGap = false
            }
        }
        return words
    }
}

extension ChineseNumerals {
    /// Each letter as Chinese syllables that come nearest to its name, which any Chinese voice reads; a letter as such
    /// would be English to some of them, and half a syllable of pinyin to others.
    private static let letters: [Character: String] = [
        "A": "诶", "B": "必", "C": "西", "D": "弟", "E": "伊", "F": "艾弗", "G": "吉", "H": "艾尺", "I": "爱", "J": "杰",
        "K": "开", "L": "艾勒", "M": "艾姆", "N": "恩", "O": "欧", "P": "披", "Q": "丘", "R": "阿尔", "S": "艾斯",
        "T": "提", "U": "优", "V": "维", "W": "达不溜", "X": "艾克斯", "Y": "歪", "Z": "贼",
    ]

    /// The name of a Latin letter, capital or small; nil for anything else.
    static func letter(_ character: Character) -> String? {
        character.isASCII ? letters[Character(character.uppercased())] : nil
    }
}
