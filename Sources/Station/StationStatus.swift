// SPDX-License-Identifier: Apache-2.0

/// What the station does at one moment: the JSON of `GET /v1/status`. Instants are ISO 8601 with the store's
/// offset and milliseconds.
public struct StationStatus: Codable, Sendable, Equatable {
    /// What the store is called.
    public var name: String
    /// The language its staff are spoken to in: `zh` or `en`.
    public var language: String
    /// The wall clock the station goes by.
    public var clock: Clock
    /// What is heard in each zone.
    public var zones: [Zone]
    /// What comes next, the soonest first.
    public var next: [Item]
    /// Announcements that are not over, in the order in which they will air.
    public var queue: [Item]
    /// The sound cards.
    public var outputs: [Output]
    /// Who silenced everything but emergencies; absent while nobody has.
    public var mutedBy: String?
    /// Whether all is well, and what is not.
    public var health: Health

    /// The wall clock.
    public struct Clock: Codable, Sendable, Equatable {
        /// The present instant.
        public var now: String
        /// The store's IANA time zone.
        public var timezone: String
        /// Whether the clock was set by `--as-if`.
        public var isAsIf: Bool
        /// Whether it can be believed; while it cannot, music plays and announcements are heard, and nothing else.
        public var isTrusted: Bool
    }

    /// A part of the store.
    public struct Zone: Codable, Sendable, Equatable {
        /// Its name.
        public var name: String
        /// The song of the bed; absent while the bed is silent or rests.
        public var bed: Song?
        /// The programme item on air; absent while there is none.
        public var onAir: Item?
    }

    /// A song of the bed.
    public struct Song: Codable, Sendable, Equatable {
        /// The music folder.
        public var folder: String
        /// The song's title.
        public var title: String
        /// Its first and last frame.
        public var start: String, end: String
    }

    /// Something on air or to come.
    public struct Item: Codable, Sendable, Equatable {
        /// The cue's key, or the announcement's id.
        public var key: String
        /// As written in the timetable; empty for announcements.
        public var when: String
        /// What it does.
        public var verb: String
        /// The folder, file, script, promo or announcement.
        public var name: String
        /// The zones that hear it.
        public var zones: [String]
        /// Its first frame; a forecast until then.
        public var start: String
        /// Its last frame; absent where that is not known.
        public var end: String?
    }

    /// A sound card.
    public struct Output: Codable, Sendable, Equatable {
        /// What the store calls it.
        public var name: String
        /// The zones on its channels.
        public var zones: [String]
        /// The ALSA PCM.
        public var device: String
        /// `playing` or `silent`.
        public var state: String
        /// Why it is silent; absent while it plays, and while the card is first being opened.
        public var reason: String?
        /// Frames a second, channels and sample format as negotiated; absent while silent.
        public var rate: Int?, channels: Int?, format: String?
        /// How much sound is kept in the card, in milliseconds; it grows when the card runs dry again and again. Absent
        /// while silent.
        public var bufferMs: Double?
        /// Sound written and not yet heard, in milliseconds.
        public var latencyMs: Double
        /// Times the card ran dry.
        public var underruns: Int
        /// Whether the audio thread runs at realtime priority.
        public var isRealtime: Bool
    }

    /// Whether all is well.
    public struct Health: Codable, Sendable, Equatable {
        /// No output is silent and nothing planned is known to be unplayable.
        public var isGood: Bool
        /// What is not well, for people, in the store's language.
        public var problems: [String]
    }
}
