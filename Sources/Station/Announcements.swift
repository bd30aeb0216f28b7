// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What somebody asks to be announced: the JSON of `POST /v1/announcements`.
public struct AnnouncementRequest: Codable, Sendable, Equatable {
    /// A script to speak, its slots filled from `fields`; either this or `text`.
    public var script: String?
    /// The values of the script's slots.
    public var fields: [String: String]?
    /// A text to speak as it is.
    public var text: String?
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

    /// The names of the JSON.
    public enum CodingKeys: String, CodingKey, CaseIterable {
        case script, fields, text, languages, zones, chime, expires, replace
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
        script: String? = nil, fields: [String: String]? = nil, text: String? = nil,
        languages: [String]? = nil, zones: [String]? = nil, broadcastClass: String? = nil, chime: String? = nil,
        repetition: Repetition? = nil, expires: String? = nil, replace: Bool? = nil
    ) {
        self.script = script
        self.fields = fields
        self.text = text
        self.languages = languages
        self.zones = zones
        self.broadcastClass = broadcastClass
        self.chime = chime
        self.repetition = repetition
        self.expires = expires
        self.replace = replace
    }
}

/// An announcement as it stands: the JSON answered for it.
public struct AnnouncementStatus: Codable, Sendable, Equatable {
    /// How it stands.
    public enum State: String, Codable, Sendable {
        /// It is being spoken into a file.
        case preparing
        /// It waits for its turn.
        case queued
        /// It is heard.
        case onAir
        /// It was heard, and will be again.
        case waitingToRepeat
        /// It was heard as often as it was to be.
        case done
        /// Who or what it seeks was found.
        case claimed
        /// Somebody took it back, or ended it.
        case cancelled
        /// Its time ran out.
        case expired
        /// It could not be played.
        case failed
    }

    /// Its identity.
    public var id: String
    /// The script's name, or the beginning of the text.
    public var name: String
    /// Who gives way to it.
    public var broadcastClass: String
    /// How it stands.
    public var state: State
    /// The Unix user who pushed it.
    public var by: String
    /// The zones that hear it.
    public var zones: [String]
    /// When it is no longer to be heard; absent for never.
    public var expires: String?
    /// Its place among those that wait, from 1; absent when it does not wait.
    public var queuePosition: Int?
    /// When it will be heard as things stand; absent when that is not known yet.
    public var estimatedStart: String?
    /// Whether it outlives a crash of the station. This version keeps announcements in memory only.
    public var durable: Bool
    /// When it was heard.
    public var airings: [Airing]
    /// What staff have to read out, as it was not spoken; absent where all was.
    public var shown: Shown?
    /// Why it was not heard, in the store's language.
    public var reason: String?

    enum CodingKeys: String, CodingKey {
        case id, name, state, by, zones, expires, queuePosition, estimatedStart, durable, airings, shown, reason
        case broadcastClass = "class"
    }

    /// One time it was heard.
    public struct Airing: Codable, Sendable, Equatable {
        /// Its first frame.
        public var start: String
        /// Its last frame; absent while it is on air.
        public var end: String?
    }

    /// Words that are not spoken.
    public struct Shown: Codable, Sendable, Equatable {
        /// What is to be read out, in order: a text for each language, without the marks of a script.
        public var texts: [String]
        /// Why it was not spoken, in the store's language.
        public var reason: String
    }

    /// Whether nothing more will happen to it.
    public var isOver: Bool {
        switch state {
        case .preparing, .queued, .onAir, .waitingToRepeat: false
        case .done, .claimed, .cancelled, .expired, .failed: true
        }
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
        /// Too much is waiting.
        case full
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
