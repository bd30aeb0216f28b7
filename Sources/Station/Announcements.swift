// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What somebody asks to be announced: the JSON of `POST /v1/announcements`.
public struct AnnouncementRequest: Codable, Sendable, Equatable {
    /// A script to speak, its slots filled from `fields`; either this, `text` or `audio`.
    public var script: String?
    /// The values of the script's slots.
    public var fields: [String: String]?
    /// A text to speak as it is.
    public var text: String?
    /// A recording to play: the id that `POST /v1/recordings` gave it.
    public var audio: String?
    /// Which languages, in order: of a script, all it has unless said; of a text, the one it seems to be in.
    public var languages: [String]?
    /// The zones that hear it; all unless said.
    public var zones: [String]?
    /// Who gives way: `promo`, `notice`, `urgent` or `emergency`; the script's class unless said, else `urgent`.
    public var broadcastClass: String?
    /// The chime before it, or `none`; the script's or the class's unless said.
    public var chime: String?
    /// How often it is heard; as the script says unless said. An emergency is heard until somebody ends it.
    public var repetition: Repetition?
    /// When it is no longer to be heard: a time of the store such as `2026-11-21T18:00`, or a span from now such as `30m`.
    public var expires: String?
    /// Whether an emergency ends those in its zones instead of waiting for them; false unless said.
    public var replace: Bool?
    /// The client's own name for the request: the same request sent again under it is not announced again.
    public var idempotencyKey: String?
    /// A remark for the record, which is not spoken.
    public var note: String?

    /// The names of the JSON.
    public enum CodingKeys: String, CodingKey, CaseIterable {
        case script, fields, text, audio, languages, zones, chime, expires, replace, idempotencyKey, note
        case broadcastClass = "class"
        case repetition = "repeat"
    }

    /// How often a message is heard.
    public struct Repetition: Codable, Sendable, Equatable {
        /// How often in all, from 1 to 100; left out, until it is claimed.
        public var times: Int?
        /// From the beginning of one hearing to that of the next, such as `5m`; needed for more than one.
        public var every: String?
        /// `claimed`, for one that ends early when its owner came.
        public var until: String?

        /// The names of the JSON.
        public enum CodingKeys: String, CodingKey, CaseIterable {
            case times, every, until
        }

        /// A repetition; what is left out takes its default.
        public init(times: Int? = nil, every: String? = nil, until: String? = nil) {
            self.times = times
            self.every = every
            self.until = until
        }
    }

    /// A request; what is left out takes its default.
    public init(
        script: String? = nil, fields: [String: String]? = nil, text: String? = nil, audio: String? = nil,
        languages: [String]? = nil, zones: [String]? = nil, broadcastClass: String? = nil, chime: String? = nil,
        repetition: Repetition? = nil, expires: String? = nil, replace: Bool? = nil, idempotencyKey: String? = nil,
        note: String? = nil
    ) {
        self.script = script
        self.fields = fields
        self.text = text
        self.audio = audio
        self.languages = languages
        self.zones = zones
        self.broadcastClass = broadcastClass
        self.chime = chime
        self.repetition = repetition
        self.expires = expires
        self.replace = replace
        self.idempotencyKey = idempotencyKey
        self.note = note
    }
}

/// Why a request was refused; both sentences are in the store's language.
public struct RequestRefused: Error, Sendable, Equatable {
    /// What kind of refusal, as an HTTP client is told.
    public enum Kind: Sendable, Equatable {
        /// What was asked for does not exist.
        case unknown
        /// The request is not written as it must be.
        case malformed
        /// Whoever asks may not do it.
        case forbidden
        /// The request cannot be followed as it is.
        case unusable
        /// It contradicts what was asked before.
        case conflicting
        /// Too much is waiting.
        case full
        /// As many do it as may at a time.
        case crowded
        /// It cannot be kept at the moment.
        case unkept
        /// What was sent cannot be stored.
        case noRoom
        /// What is on record cannot be read at the moment.
        case unread
    }

    /// What kind of refusal.
    public var kind: Kind
    /// What is wrong.
    public var message: String
    /// What to do; nil where the message says it.
    public var fix: String?

    /// A refusal from its kind and its sentences.
    public init(kind: Kind, message: String, fix: String? = nil) {
        self.kind = kind
        self.message = message
        self.fix = fix
    }

    init(_ kind: Kind, _ message: Wording, _ fix: Wording, in language: Language) {
        self.init(kind: kind, message: message.text(in: language), fix: fix.text(in: language))
    }
}
