// SPDX-License-Identifier: Apache-2.0

/// What stands between two marks: words that one engine call speaks.
struct Phrase: Equatable {
    /// Words of one kind.
    struct Run: Equatable {
        var text: String
        var isStressed: Bool
    }

    var runs: [Run]
}

/// Reads the marks of a script's text (标记: 断句、重音).
enum SpeechMarks {
    static let shortPause: Duration = .milliseconds(250)
    static let longPause: Duration = .milliseconds(600)

    enum Segment: Equatable {
        case phrase(Phrase)
        case pause(Duration)
    }

    /// The phrases of a text, with a pause between each two. A phrase without a word is left out, and so are
    /// pauses before the first and after the last one. A `*` without its partner stresses nothing.
    static func segments(of text: String) -> [Segment] {
        var segments: [Segment] = []
        var bars = 0
        for part in plain(text).split(separator: "|", omittingEmptySubsequences: false) {
            if let phrase = phrase(String(part)) {
                if !segments.isEmpty { segments.append(.pause(bars > 1 ? longPause : shortPause)) }
                segments.append(.phrase(phrase))
                bars = 0
            }
            bars += 1
        }
        return segments
    }

    /// Full-width marks as plain ones, line ends and tabs as spaces, without what no engine can speak.
    private static func plain(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "｜": scalars.append("|")
            case "＊": scalars.append("*")
            case _ where scalar.properties.isWhitespace: scalars.append(" ")
            case _ where scalar.properties.generalCategory == .control: break
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    private static func phrase(_ text: String) -> Phrase? {
        guard text.contains(where: { $0.isLetter || $0.isNumber || $0.isSymbol }) else { return nil }
        let words = text.split(separator: " ").joined(separator: " ")
        let parts = words.split(separator: "*", omittingEmptySubsequences: false)
        let runs = parts.enumerated().map { index, part in
            // Every second part is between two marks, but for a last one that nothing closes.
            Phrase.Run(text: String(part), isStressed: index % 2 == 1 && index < parts.count - 1)
        }
        return Phrase(runs: runs.filter { !$0.text.isEmpty })
    }
}
