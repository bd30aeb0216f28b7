// SPDX-License-Identifier: Apache-2.0

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
    /// Who gives way: `promo`, `notice` or `urgent`; the script's class unless said, else `urgent`.
    public var broadcastClass: String?
    /// The chime before it, or `none`; the script's or the class's unless said.
    public var chime: String?

    /// The names of the JSON.
    public enum CodingKeys: String, CodingKey, CaseIterable {
        case script, fields, text, languages, chime
        case broadcastClass = "class"
    }

    /// A request; what is left out takes its default.
    public init(
        script: String? = nil, fields: [String: String]? = nil, text: String? = nil,
        languages: [String]? = nil, broadcastClass: String? = nil, chime: String? = nil
    ) {
        self.script = script
        self.fields = fields
        self.text = text
        self.languages = languages
        self.broadcastClass = broadcastClass
        self.chime = chime
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
        /// It was heard.
        case done
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
    /// Its place among those that wait, from 1; absent when it does not wait.
    public var queuePosition: Int?
    /// When it will be heard as things stand; absent when that is not known yet.
    public var estimatedStart: String?
    /// Whether it outlives a crash of the station. This version keeps announcements in memory only.
    public var durable: Bool
    /// When it was heard.
    public var airings: [Airing]
    /// Why it was not heard, in the store's language.
    public var reason: String?

    enum CodingKeys: String, CodingKey {
        case id, name, state, by, queuePosition, estimatedStart, durable, airings, reason
        case broadcastClass = "class"
    }

    /// One time it was heard.
    public struct Airing: Codable, Sendable, Equatable {
        /// Its first frame.
        public var start: String
        /// Its last frame; absent while it is on air.
        public var end: String?
    }

    /// Whether nothing more will happen to it.
    public var isOver: Bool {
        switch state {
        case .preparing, .queued, .onAir: false
        case .done, .expired, .failed: true
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
}
