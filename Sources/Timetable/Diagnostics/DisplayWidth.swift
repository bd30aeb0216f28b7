// SPDX-License-Identifier: Apache-2.0

extension Character {
    /// What may be sent to a terminal: control characters, and those that change the direction or are
    /// invisible, become U+FFFD, a tab a blank.
    var printable: Character {
        if self == "\t" { return " " }
        guard let first = unicodeScalars.first else { return self }
        switch first.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return "\u{FFFD}"
        default: return self
        }
    }

    /// How many columns of a terminal the character takes: 2 for East Asian wide and full-width characters and
    /// emoji (Unicode Annex 11), 0 for a mark without a letter, 1 for all others.
    var displayWidth: Int {
        guard let first = unicodeScalars.first else { return 0 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        // U+FE0F asks for the emoji form of what would be narrow.
        if first.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return 2 }
        return wideRanges.contains { $0.contains(first.value) } ? 2 : 1
    }
}

/// The scalars of East Asian width W and F, in blocks; unassigned ones in them are wide by the same annex.
private let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul initial consonants
    0x2E80...0x303E,  // CJK radicals, Kangxi, ideographic description, CJK punctuation
    0x3041...0x33FF,  // kana, bopomofo, Hangul compatibility, enclosed and squared CJK
    0x3400...0x4DBF,  // CJK extension A
    0x4E00...0x9FFF,  // CJK unified ideographs
    0xA000...0xA4CF,  // Yi
    0xA960...0xA97F,  // Hangul extended A
    0xAC00...0xD7A3,  // Hangul syllables
    0xF900...0xFAFF,  // CJK compatibility ideographs
    0xFE10...0xFE19, 0xFE30...0xFE6F,  // vertical, compatibility and small forms
    0xFF01...0xFF60, 0xFFE0...0xFFE6,  // full-width forms
    0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,  // Tangut, Khitan, Nüshu, kana extensions
    0x1F200...0x1F2FF,  // enclosed ideographs
    0x20000...0x3FFFD,  // CJK extensions B and on
]

/// How many columns of a terminal a text takes, as diagnostics count them: a Chinese character takes two.
public func displayWidth(of text: String) -> Int {
    text.reduce(0) { $0 + $1.printable.displayWidth }
}

extension String {
    /// With blanks after it, up to so many columns of a terminal; as it is, where it takes more.
    public func padded(toColumns columns: Int) -> String {
        self + String(repeating: " ", count: max(0, columns - displayWidth(of: self)))
    }
}
