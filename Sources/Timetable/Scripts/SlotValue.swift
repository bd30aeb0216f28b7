// SPDX-License-Identifier: Apache-2.0

/// What somebody gives for a slot, and why it may not be spoken as it is.
struct SlotValue {
    /// Why a value is refused.
    enum Fault: Equatable {
        /// It holds what marks a script, or a brace.
        case mark(Character)
        /// It holds a line break, a tab or another character that is not seen.
        case invisible
        /// It is wider than ``SlotValue/mostColumns``.
        case tooLong
        /// It holds what looks like a telephone or identity number.
        case personalNumber
        /// It is in Chinese and the passage is not, or the other way round.
        case otherLanguage(passage: String)
    }

    /// The widest value, in columns: 60 Chinese characters or 120 letters, about a quarter of a minute of speech.
    static let mostColumns = 120
    /// So many digits in a row are no price, floor or number plate any more.
    private static let personalDigits = 7

    /// The words with single blanks between them.
    let text: String
    private let written: String

    init(_ written: String) {
        self.written = written
        text = written.split { $0.plainForm == " " }.joined(separator: " ")
    }

    /// Whether it holds nothing that is heard.
    var isEmpty: Bool { !text.contains { $0.isLetter || $0.isNumber || "|*{}｜＊｛｝".contains($0) } }

    /// The first thing that forbids it in a passage of that language; nil when it may be spoken.
    func fault(in language: String) -> Fault? {
        for scalar in written.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return .invisible
            default: break
            }
            if "|*{}｜＊｛｝".unicodeScalars.contains(scalar) { return .mark(Character(scalar)) }
        }
        if displayWidth(of: text) > Self.mostColumns { return .tooLong }
        if holdsPersonalNumber { return .personalNumber }
        return isForeign(to: language) ? .otherLanguage(passage: language) : nil
    }

    /// Whether digits follow each other as in a telephone, identity or card number; what people put between
    /// the groups of one counts for nothing.
    private var holdsPersonalNumber: Bool {
        text.split { !$0.isSpokenDigit && !" -–‐()（）+".contains($0) }
            .contains { Self.withoutDate($0).filter(\.isSpokenDigit).count >= Self.personalDigits }
    }

    /// What follows the date where the text begins with one: `2026-11-21`.
    private static func withoutDate(_ text: Substring) -> Substring {
        let parts = text.split(maxSplits: 3) { $0 == "-" || $0 == " " }
        guard parts.prefix(3).map(\.count) == [4, 2, 2], parts[1] < "13", parts[2] < "32" else { return text }
        return parts.dropFirst(3).first ?? ""
    }

    /// Whether a voice of the language cannot make words of it: Chinese characters anywhere in an English text,
    /// several English words and nothing else in a Chinese one. A name or a brand may be in either.
    private func isForeign(to language: String) -> Bool {
        switch language.prefix(2) {
        case "en": return text.contains(where: \.isHan)
        case "zh":
            let words = text.split { !($0.isLetter && $0.isASCII) }.filter { $0.count > 1 }
            return words.count > 1 && !text.contains(where: \.isHan)
        default: return false
        }
    }
}

extension Character {
    /// Whether it is a Chinese character.
    public var isHan: Bool {
        unicodeScalars.contains { $0.properties.isIdeographic }
    }

    /// A digit in any script, Chinese ones and the 幺 of telephone numbers included.
    fileprivate var isSpokenDigit: Bool {
        self == "幺" || wholeNumberValue.map { $0 < 10 } == true
    }
}
