// SPDX-License-Identifier: Apache-2.0

// Canonical Chinese spellings, for messages in Chinese; keys are always in English.

extension Duration {
    /// The span as `5分`, `1小时30分`.
    var zhSpelling: String { Self.inChinese(spelling) }

    /// The range as `5-10分`.
    static func zhRangeSpelling(_ minimum: Duration, _ maximum: Duration) -> String {
        inChinese(rangeSpelling(minimum, maximum))
    }

    /// Replaces each unit by its Chinese twin.
    private static func inChinese(_ spelling: String) -> String {
        spelling.map { character in
            KeywordSet.units.keywords.first { $0.en == String(character) }?.zh ?? String(character)
        }.joined()
    }
}

extension Moment {
    /// The moment as `09:00`, `开店-5分`.
    var zhSpelling: String {
        switch self {
        case .clock(let time): time.description
        case .anchored(let anchor, let offset):
            switch offset {
            case .zero: anchor.zh
            case ..<Duration.zero: "\(anchor.zh)-\((.zero - offset).zhSpelling)"
            default: "\(anchor.zh)+\(offset.zhSpelling)"
            }
        }
    }
}

extension Anchor {
    private var keyword: Keyword {
        switch self {
        case .open: .open
        case .close: .close
        }
    }

    /// The Chinese keyword.
    var zh: String { keyword.zh }
}
