// SPDX-License-Identifier: Apache-2.0

/// A language that storecast speaks to staff in.
public enum Language: String, Sendable, CaseIterable {
    /// Chinese.
    case zh
    /// English.
    case en
}

/// One sentence in every language of ``Language``.
public struct Wording: Sendable, Hashable, Codable {
    /// The sentence in English.
    public let en: String
    /// The sentence in Chinese.
    public let zh: String

    /// Makes a wording of both sentences.
    public init(en: String, zh: String) {
        self.en = en
        self.zh = zh
    }

    /// The sentence in one language.
    public func text(in language: Language) -> String {
        switch language {
        case .en: en
        case .zh: zh
        }
    }
}
