// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// One sounding of anything at the cards, as it was measured there: written when it has ended.
public struct AiringEntry: Sendable, Equatable {
    /// What sounded.
    public struct Subject: Sendable, Hashable {
        /// What kind of thing.
        public enum Kind: String, Sendable, Codable, CaseIterable {
            /// A planned cue, by the key of its record.
            case cue
            /// An announcement, by its id.
            case announcement
            /// What is heard when an emergency was ended, by the id of that announcement.
            case allClear
            /// A song of the bed, by its path.
            case song
        }

        /// What kind of thing.
        public var kind: Kind
        /// Which one.
        public var key: String

        /// A subject from its kind and key.
        public init(_ kind: Kind, _ key: String) {
            self.kind = kind
            self.key = key
        }
    }

    /// How a sounding ended.
    public enum Ending: String, Sendable, Codable, CaseIterable {
        /// It was heard to its end.
        case whole
        /// The director stopped it: for something of a higher class, for the next song, by order.
        case stopped
        /// It broke off: the file or the card failed.
        case brokeOff
        /// Nothing of it was heard.
        case neverBegan
    }

    /// What sounded.
    public var subject: Subject
    /// Its name for people.
    public var name: String
    /// The zones it was heard in, in the order of the store.
    public var zones: [String]
    /// When it was to begin.
    public var planned: Instant
    /// When its first frame was heard, by the card's clock; nil when none was.
    public var start: Instant?
    /// When its last frame was heard, or when it was given up.
    public var end: Instant
    /// How many frames of it the cards took; where several did, those of the one that took most.
    public var frames: Int64
    /// How loud it was, in dBFS (RMS of what was mixed of it); nil where nothing was.
    public var levelDB: Double?
    /// Its highest sample, in dBFS; nil where nothing was mixed.
    public var peakDB: Double?
    /// How many frames of it were not heard somewhere, because they came too late, or no card took them.
    public var framesMissing: Int64
    /// How often a card ran empty meanwhile.
    public var underruns: Int
    /// How it ended.
    public var ending: Ending
    /// Why it ended so; nil when there is nothing to explain.
    public var detail: Wording?

    /// A sounding that went well unless said.
    public init(
        subject: Subject, name: String, zones: [String], planned: Instant, start: Instant?, end: Instant,
        frames: Int64, levelDB: Double? = nil, peakDB: Double? = nil, framesMissing: Int64 = 0, underruns: Int = 0,
        ending: Ending = .whole, detail: Wording? = nil
    ) {
        self.subject = subject
        self.name = name
        self.zones = zones
        self.planned = planned
        self.start = start
        self.end = end
        self.frames = frames
        self.levelDB = levelDB
        self.peakDB = peakDB
        self.framesMissing = framesMissing
        self.underruns = underruns
        self.ending = ending
        self.detail = detail
    }
}
