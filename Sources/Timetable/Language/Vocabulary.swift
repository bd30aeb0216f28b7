// SPDX-License-Identifier: Apache-2.0

/// The words of the timetable and script languages, for an editor that offers them.
public enum Vocabulary {
    /// A word in both languages.
    public struct Word: Encodable, Sendable, Equatable {
        /// As it is written in English.
        public let en: String
        /// As it is written in Chinese.
        public let zh: String
    }

    /// What a line may begin with, beside a time.
    public static var beginnings: [Word] { words(.lineStarts) }
    /// What an item does.
    public static var verbs: [Word] { words(.verbs) }
    /// What may follow the name.
    public static var options: [Word] { words(.options) }
    /// Days and classes of days.
    public static var days: [Word] { words(.days) }
    /// What the lines before a script's words begin with.
    public static var scriptHeaders: [Word] { words(.scriptHeaders) }
    /// Classes of announcements.
    public static var classes: [Word] { words(.classes) }

    private static func words(_ keywords: KeywordSet) -> [Word] {
        keywords.keywords.map { Word(en: $0.en, zh: $0.zh) }
    }
}
