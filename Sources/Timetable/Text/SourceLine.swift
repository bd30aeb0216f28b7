// SPDX-License-Identifier: Apache-2.0

/// One line of a text file, as written and in the plain form that the language is read in.
struct SourceLine {
    /// From 1.
    let number: Int
    /// The characters in their plain forms, one code each, comment included.
    let plain: [Code]
    /// The column of the `#` that starts a comment; the end of the line where there is none.
    let commentStart: Int
    /// The UTF-8 text that the line is part of.
    private let bytes: [UInt8]
    /// Where the line stands in ``bytes``.
    private let range: Range<Int>
    /// Where each character starts in ``bytes``; empty where each is one byte.
    private let starts: [Int32]
    /// Whether a character may be one that nobody can have meant.
    private let mayHaveStrays: Bool

    init(number: Int, text: String) {
        self.init(number: number, bytes: Array(text.utf8), range: 0..<text.utf8.count)
    }

    /// Reads the line at `range` of `bytes`, which are UTF-8.
    init(number: Int, bytes: [UInt8], range: Range<Int>) {
        var characters = Characters()
        if !characters.readASCII(bytes, range), !characters.readSimple(bytes, range) {
            characters.readAny(bytes, range)
        }
        self.number = number
        self.bytes = bytes
        self.range = range
        plain = characters.plain
        starts = characters.starts
        mayHaveStrays = characters.mayHaveStrays
        commentStart = characters.plain.firstIndex(of: "#") ?? characters.plain.count
    }

    /// The characters of some columns as written.
    func text(_ columns: Range<Int>) -> String {
        String(decoding: bytes[byte(columns.lowerBound)..<byte(columns.upperBound)], as: UTF8.self)
    }

    /// The characters as written.
    var written: [Character] { Array(text(plain.indices)) }

    /// The plain form of some columns.
    func plainText(_ columns: Range<Int>) -> String {
        String(text(columns).map(\.plainForm))
    }

    private func byte(_ column: Int) -> Int {
        if starts.isEmpty { return range.lowerBound + column }
        return column < starts.count ? Int(starts[column]) : range.upperBound
    }
}

extension SourceLine {
    /// The first character of the columns that a person cannot have meant to write there, if any: a byte that was
    /// no UTF-8, or something invisible, such as a NUL or a zero-width space.
    func firstStrayCharacter(before end: Int) -> Complaint? {
        guard mayHaveStrays else { return nil }
        for (column, character) in written.prefix(end).enumerated() {
            guard let problem = character.strayProblem else { continue }
            return Complaint(problem: .text(problem), columns: column..<column + 1)
        }
        return nil
    }
}

/// The characters of a line while it is taken apart; three ways, from the fastest to the one that reads everything.
private struct Characters {
    var plain: [Code] = []
    var starts: [Int32] = []
    var mayHaveStrays = false

    /// Reads printable ASCII; gives false at anything else.
    mutating func readASCII(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        plain.reserveCapacity(range.count)
        for position in range {
            let byte = bytes[position]
            guard (byte >= 0x20 && byte < 0x7F) || byte == 0x09 else { return false }
            plain.append(Code(plain: UInt32(byte)))
        }
        return true
    }

    /// Reads what is surely one character a scalar, as nearly all Chinese text; gives false at anything else.
    mutating func readSimple(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        plain.removeAll(keepingCapacity: true)
        starts.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            let (scalar, length) = Self.scalar(bytes, position)
            guard Self.standsAlone(scalar) else {
                starts.removeAll()
                return false
            }
            plain.append(Code(plain: scalar))
            starts.append(Int32(position))
            position += length
        }
        return true
    }

    /// Reads any text by the rules of Unicode for what a reader sees as one character.
    mutating func readAny(_ bytes: [UInt8], _ range: Range<Int>) {
        plain.removeAll(keepingCapacity: true)
        mayHaveStrays = true
        var position = range.lowerBound
        for character in String(decoding: bytes[range], as: UTF8.self) {
            plain.append(Code(character))
            starts.append(Int32(position))
            position += character.utf8.count
        }
    }

    /// Decodes one scalar of valid UTF-8; 0, which stands for nothing, where it would need four bytes.
    private static func scalar(_ bytes: [UInt8], _ position: Int) -> (scalar: UInt32, length: Int) {
        let first = UInt32(bytes[position])
        func following(_ offset: Int) -> UInt32 { UInt32(bytes[position + offset]) & 0x3F }
        switch first {
        case ..<0x80: return (first, 1)
        case ..<0xE0: return ((first & 0x1F) << 6 | following(1), 2)
        case ..<0xF0: return ((first & 0x0F) << 12 | following(1) << 6 | following(2), 3)
        default: return (0, 4)
        }
    }

    /// Whether a scalar is visible, never part of a larger character beside others of these, and no U+FFFD: ASCII,
    /// Latin, dashes and quotation marks, CJK without its combining marks, full-width forms.
    private static func standsAlone(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09, 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x2010...0x2027, 0x2212, 0x2236, 0x3000...0x3029,
            0x3030...0x3098, 0x309B...0x9FFF, 0xFF01...0xFF9D:
            true
        default: false
        }
    }
}

extension Character {
    fileprivate var strayProblem: TextProblem? {
        for scalar in unicodeScalars {
            if scalar == "\u{FFFD}" { return .notUTF8 }
            // Joiners are part of many scripts and emoji; only alone are they invisible.
            if scalar == "\u{200D}" || scalar == "\u{200C}", unicodeScalars.count > 1 { continue }
            switch scalar.properties.generalCategory {
            case .control where scalar != "\t", .format, .lineSeparator, .paragraphSeparator:
                return .invisible(scalar)
            default: continue
            }
        }
        return nil
    }
}
