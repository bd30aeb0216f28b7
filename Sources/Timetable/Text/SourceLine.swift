// SPDX-License-Identifier: Apache-2.0

/// One line of a text file, as written and in the plain form that the language is read in.
struct SourceLine {
    /// From 1.
    let number: Int
    /// The characters as written; names are taken from here.
    let written: [Character]
    /// The same characters one for one in their plain forms, up to a comment.
    private(set) var plain: [Character]

    init(number: Int, text: some StringProtocol) {
        self.number = number
        written = Array(text)
        plain = written.map(\.plainForm)
    }

    /// The line up to `#`.
    func withoutComment() -> SourceLine {
        var line = self
        if let start = plain.firstIndex(of: "#") { line.plain.removeSubrange(start...) }
        return line
    }

    func text(_ columns: Range<Int>) -> String {
        String(written[columns])
    }
}

extension Character {
    /// The form a keyword, number or sign is read in: full-width forms as ASCII, any blank as a space, any dash
    /// or range tilde as a hyphen, Latin letters in lower case.
    var plainForm: Character {
        guard let scalar = unicodeScalars.first, unicodeScalars.count == 1 else { return self }
        switch scalar.value {
        case 0x09, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return " "
        case 0x2010...0x2015, 0x2212, 0x301C, 0xFE58, 0xFE63, 0x7E, 0xFF5E: return "-"
        case 0xFF01...0xFF5D:
            return Unicode.Scalar(scalar.value - 0xFEE0).map { Character($0).plainForm } ?? self
        case 0x41...0x5A:
            return Unicode.Scalar(scalar.value + 0x20).map { Character($0) } ?? self
        default: return self
        }
    }

    var isASCIIDigit: Bool { ("0"..."9").contains(self) && utf8.count == 1 }

    /// A letter, digit or underscore of ASCII: what a keyword in Latin letters must not run on into.
    var isASCIIWordCharacter: Bool { isASCII && (isLetter || isNumber) || self == "_" }
}
