// SPDX-License-Identifier: Apache-2.0

/// The words of one language that are spoken otherwise than a voice would read them.
struct PronunciationDictionary {
    private struct Entry {
        let written: [Character]
        let spoken: String
    }

    /// By their first character, the longest first.
    private var entries: [Character: [Entry]] = [:]

    /// Of two pronunciations of one word the later counts.
    init(_ pronunciations: [Pronunciation]) {
        var words: [String: String] = [:]
        for pronunciation in pronunciations {
            words[pronunciation.written.plainForReading] = pronunciation.spoken
        }
        for (written, spoken) in words {
            guard let first = written.first else { continue }
            entries[first, default: []].append(Entry(written: Array(written), spoken: spoken))
        }
        for first in entries.keys { entries[first]?.sort { $0.written.count > $1.written.count } }
    }

    /// What is spoken for the longest word that `text` begins with, and where that ends.
    ///
    /// A word of Latin letters counts only as a whole, never as a part of a longer one.
    func reading(of text: Substring, after before: Character?) -> (words: String, end: String.Index)? {
        guard let first = text.first, let candidates = entries[first] else { return nil }
        if first.isLatinOrDigit, before?.isLatinOrDigit == true { return nil }
        for entry in candidates where text.starts(with: entry.written) {
            let end = text.index(text.startIndex, offsetBy: entry.written.count)
            let next = end < text.endIndex ? text[end] : nil
            if entry.written.last?.isLatinOrDigit == true, next?.isLatinOrDigit == true { continue }
            return (entry.spoken, end)
        }
        return nil
    }
}

extension Character {
    var isLatinOrDigit: Bool { isASCII && (isLetter || isNumber) }
}

extension String {
    /// Digits, letters and the signs of numbers in their plain forms where they are full-width.
    var plainForReading: String {
        String(map(\.plainForReading))
    }
}

extension Character {
    fileprivate var plainForReading: Character {
        guard unicodeScalars.count == 1, let scalar = unicodeScalars.first else { return self }
        switch scalar.value {
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
            return Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init) ?? self
        default: break
        }
        switch scalar {
        case "％": return "%"
        case "￥": return "¥"
        case "＄": return "$"
        case "＋": return "+"
        case "－": return "-"
        case "．": return "."
        case "／": return "/"
        default: return self
        }
    }
}
