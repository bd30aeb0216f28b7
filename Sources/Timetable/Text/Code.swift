// SPDX-License-Identifier: Apache-2.0

/// One character of a line in the plain form that the language is read in.
///
/// Full-width forms are ASCII, any blank is a space, any dash or range tilde a hyphen, Latin letters are small. A
/// number and not a `Character`, so that reading a line is comparing numbers.
struct Code: Hashable, Sendable, ExpressibleByUnicodeScalarLiteral {
    let value: UInt32

    init(unicodeScalarLiteral scalar: Unicode.Scalar) {
        value = scalar.value
    }

    /// The plain form of one scalar that is a character by itself.
    init(plain scalar: UInt32) {
        value = Self.plainForm(scalar)
    }

    /// The plain form of a character; one of several scalars has a number that no scalar has.
    init(_ character: Character) {
        let scalars = character.unicodeScalars
        if let only = scalars.first, scalars.dropFirst().isEmpty {
            value = Self.plainForm(only.value)
        } else {
            // FNV-1a: equal clusters give equal numbers on every machine.
            let mixed = scalars.reduce(0x811C_9DC5 as UInt32) { ($0 ^ $1.value) &* 0x0100_0193 }
            value = mixed | 0x8000_0000
        }
    }

    var isASCII: Bool { value < 0x80 }

    var isASCIIDigit: Bool { value &- 0x30 < 10 }

    /// The value of a digit.
    var digit: Int { Int(value) - 0x30 }

    /// The value of a Chinese digit, `两` being two before a measure word; nil for all else.
    var chineseDigit: Int? {
        guard value >= 0x3007, value <= 0x96F6 else { return nil }
        switch self {
        case "〇", "零": return 0
        case "一": return 1
        case "二", "两": return 2
        case "三": return 3
        case "四": return 4
        case "五": return 5
        case "六": return 6
        case "七": return 7
        case "八": return 8
        case "九": return 9
        default: return nil
        }
    }

    var isASCIILetter: Bool { value &- 0x61 < 26 }

    /// A letter, digit or underscore of ASCII: what a keyword in Latin letters must not run on into.
    var isASCIIWordCharacter: Bool { isASCIILetter || isASCIIDigit || value == 0x5F }

    /// What separates the members of a list.
    var isComma: Bool { value == 0x2C || value == 0x3001 }

    private static func plainForm(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x09: return 0x20
        case 0x41...0x5A: return scalar + 0x20
        case 0x7E: return 0x2D
        case ..<0xA0: return scalar
        case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return 0x20
        case 0x2010...0x2015, 0x2212, 0x301C, 0xFE58, 0xFE63, 0xFF5E: return 0x2D
        // The sign of ratio, which Chinese input methods offer as a colon.
        case 0x2236: return 0x3A
        case 0xFF01...0xFF5D: return plainForm(scalar - 0xFEE0)
        default: return scalar
        }
    }
}

extension StringProtocol {
    /// The characters of the text in their plain forms, one code each.
    var codes: [Code] { map { Code($0) } }
}

extension Character {
    /// The form a keyword, number or sign is read in; itself where it has none of its own.
    var plainForm: Character {
        Unicode.Scalar(Code(self).value).map { Character($0) } ?? self
    }

    /// A digit of ASCII.
    var isASCIIDigit: Bool { Code(self).isASCIIDigit && utf8.count == 1 }
}
