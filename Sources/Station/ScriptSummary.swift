// SPDX-License-Identifier: Apache-2.0
import Timetable

/// A script that may be announced: the JSON of `GET /v1/scripts`.
public struct ScriptSummary: Codable, Sendable, Equatable {
    /// What it is announced by.
    public var name: String
    /// What people call it, in the store's language where it has a title in both.
    public var title: String
    /// Who gives way to it.
    public var broadcastClass: String
    /// The slots to fill, in the order they are asked for.
    public var slots: [String]
    /// The languages it is spoken in, in order.
    public var languages: [String]
    /// What it says in each of these languages, in the same order.
    public var texts: [Text]
    /// How it is repeated unless the request says otherwise; nil where it is heard once.
    public var repetition: AnnouncementRequest.Repetition?

    /// What a script says in one language.
    public struct Text: Codable, Sendable, Equatable {
        /// The language's tag, such as `zh`.
        public var language: String
        /// What people who read that language call the script.
        public var title: String
        /// The words as a person reads them, without the marks for a voice; `{slot}` stands where a value goes.
        public var text: String

        /// Makes the text of one language.
        public init(language: String, title: String, text: String) {
            self.language = language
            self.title = title
            self.text = text
        }
    }

    /// Makes a summary.
    public init(
        name: String, title: String, broadcastClass: String, slots: [String], languages: [String], texts: [Text],
        repetition: AnnouncementRequest.Repetition? = nil
    ) {
        self.name = name
        self.title = title
        self.broadcastClass = broadcastClass
        self.slots = slots
        self.languages = languages
        self.texts = texts
        self.repetition = repetition
    }

    enum CodingKeys: String, CodingKey {
        case name, title, slots, languages, texts
        case broadcastClass = "class"
        case repetition = "repeat"
    }
}

extension ScriptSummary {
    /// What is told of a script in a store whose staff read `language`.
    init(_ script: Script, in language: Language) {
        self.init(
            name: script.name, title: script.title(in: language),
            broadcastClass: (script.broadcastClass ?? .urgent).name, slots: script.slots,
            languages: script.passages.map(\.language),
            texts: script.passages.map { passage in
                Text(
                    language: passage.language,
                    title: script.title(in: Language(rawValue: passage.language) ?? language),
                    text: passage.plainText)
            },
            repetition: AnnouncementRequest.Repetition(script.repetition))
    }
}

extension Station {
    /// The scripts that may be announced, by name; a draft is none of them.
    public func scripts() -> [ScriptSummary] {
        schedule.scripts.values.filter { $0.approved != nil }.sorted { $0.name < $1.name }
            .map { ScriptSummary($0, in: language) }
    }
}

extension AnnouncementRequest.Repetition {
    /// What a script says of being repeated, as a request would say it; nil where it is heard once.
    init?(_ written: Script.Repetition?) {
        guard let written, written.times > 1, let every = written.every else { return nil }
        self.init(times: written.times, every: every.spelling, until: written.untilClaimed ? "claimed" : nil)
    }
}
