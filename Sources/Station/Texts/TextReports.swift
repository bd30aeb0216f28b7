// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// A text in the list of them: the JSON of `GET /v1/texts`.
public struct TextSummary: Encodable, Sendable, Equatable {
    /// Below the folder of timetables.
    public var path: String
    /// What kind of text it is.
    public var kind: TextPath.Kind
    /// By what it is known whether somebody changed it.
    public var version: String
    /// A script's title; nil for another text, and for one without.
    @OrNull public var title: String?
    /// When and by whom a script was approved; nil for a draft, and for another text.
    @OrNull public var approved: String?
    /// Who gives way to a script; nil where it leaves that to how it is used, and for another text.
    @OrNull public var broadcastClass: String?
    /// The languages a script is spoken in, in order; none for another text.
    public var languages: [String]
    /// Whether whoever asks may save it.
    public var isEditable: Bool

    private enum CodingKeys: String, CodingKey {
        case path, kind, version, title, approved, languages, isEditable
        case broadcastClass = "class"
    }
}

/// A text: the JSON of `GET /v1/texts/content`.
public struct TextContent: Encodable, Sendable, Equatable {
    /// Below the folder of timetables.
    public var path: String
    /// What kind of text it is.
    public var kind: TextPath.Kind
    /// All of it, as it is on disk.
    public var text: String
    /// By what it is known whether somebody changed it.
    public var version: String
}

/// What a text was before it was saved: the JSON of `GET /v1/texts/versions`.
public struct TextVersion: Codable, Sendable, Equatable {
    /// Which of its file's.
    public var id: String
    /// When something else took its place.
    public var at: String
    /// Who did that.
    public var by: String
    /// All of it.
    public var text: String
}

/// What came of a text that was saved: the JSON of `PUT /v1/texts/content`.
public struct TextSaved: Encodable, Sendable, Equatable {
    /// Below the folder of timetables.
    public var path: String
    /// That of what is there now; nil where it was removed.
    @OrNull public var version: String?
    /// What is different on air from now on.
    public var changed: [String]
    /// What is wrong with the store, or doubtful.
    public var problems: [Problem]
}

/// What a text would change: the JSON of `POST /v1/texts/preview`.
public struct TextPreview: Encodable, Sendable, Equatable {
    /// The day that is shown.
    public var date: String
    /// The store's IANA time zone.
    public var timezone: String
    /// What would be wrong with the store.
    public var problems: [Problem]
    /// What would be different.
    public var changed: [String]
    /// The day's cues as it airs now, and as it would.
    public var before: [ReportedCue], after: [ReportedCue]
}

/// What an editor offers: the JSON of `GET /v1/vocabulary`.
public struct VocabularyReport: Encodable, Sendable {
    /// What a line of a timetable may begin with, beside a time.
    public var beginnings = Vocabulary.beginnings
    /// What an item does.
    public var verbs = Vocabulary.verbs
    /// What may follow its name.
    public var options = Vocabulary.options
    /// Days and classes of days.
    public var days = Vocabulary.days
    /// What the lines before a script's words begin with.
    public var scriptHeaders = Vocabulary.scriptHeaders
    /// Classes of announcements.
    public var classes = Vocabulary.classes
    /// Folders of music.
    public var music: [String]
    /// Files for `play`.
    public var items: [String]
    /// Scripts, drafts included.
    public var scripts: [String]
    /// Rotations of promos.
    public var rotations: [String]
    /// Chimes, as files or built in.
    public var chimes: [String]
    /// Zones of the store.
    public var zones: [String]
}

/// Why a text is not saved.
public enum TextRefusal: Error, Sendable, Equatable {
    /// For a reason that has nothing to do with what is in it.
    case refused(RequestRefused)
    /// Somebody else saved it meanwhile; what is there now, nil for nothing.
    case conflict(TextContent?)
    /// It would bring new mistakes.
    case mistakes([Problem])
}
