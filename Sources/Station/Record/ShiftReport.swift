// SPDX-License-Identifier: Apache-2.0
import Journal
import Playout
import Timetable

/// The handover book of a shift: the JSON of `GET /v1/report`. Instants are ISO 8601 with the store's offset and
/// milliseconds.
public struct ShiftReport: Encodable, Sendable {
    /// What the store is called.
    public let store: String
    /// The broadcasting day it begins on.
    public let date: String
    /// The time that is told of; a shift that is on ends now.
    public let from: String, to: String
    /// The store's IANA time zone.
    public let timezone: String
    /// Who did something at the station, those who did most first.
    public let people: [Person]
    /// How many items were planned, and what became of them.
    public let counts: Counts
    /// What did not air, or not to its end, with the reason, by when it was planned.
    public let missed: [AsRunCue]
    /// What aired late, by when it was planned.
    public let late: [AsRunCue]
    /// What was pushed and is not over, the oldest first.
    public let open: [OpenAnnouncement]
    /// What was pushed in that time, by script.
    public let announcements: [AnnouncedScript]
    /// What was wrong meanwhile, the oldest first.
    public let faults: [RecordedFault]
    /// How often each message of each rotation was heard.
    public let promos: [RotationPlays]
    /// What people wrote down, the oldest first.
    public let notes: [Note]
    let words: RecordWords
    /// What the text tells, made of instants.
    let pages: Pages

    private enum CodingKeys: String, CodingKey {
        case store, date, from, to, timezone, people, counts, missed, late, open, announcements, faults, promos, notes
    }

    /// Somebody who did something.
    public struct Person: Encodable, Sendable, Equatable {
        /// The Unix user.
        public let user: String
        /// How often each thing, by the words of the API.
        public let actions: [String: Int]
    }

    /// How many items there were.
    public struct Counts: Encodable, Sendable, Equatable {
        /// All that were planned or placed in that time.
        public var planned = 0
        /// Those that were heard to their end, or are in force.
        public var aired = 0
        /// Those of them that began late.
        public var late = 0
        /// Those that gave way and could not be made good.
        public var gaveWay = 0
        /// Those that were not heard, or cut off.
        public var missed = 0
    }

    /// An announcement that is not over.
    public struct OpenAnnouncement: Encodable, Sendable, Equatable {
        /// Its identity.
        public let id: String
        /// The script's name, the beginning of the text, or the recording's name.
        public let name: String
        /// How it stands.
        public let state: String
        /// The Unix user who pushed it.
        public let by: String
        /// When it was accepted.
        public let since: String
        /// How often it was heard so far.
        public let heard: Int
        /// When it will be heard next as things stand; absent where that is not known.
        public let next: String?
    }

    /// What was pushed of one script, or as one text.
    public struct AnnouncedScript: Encodable, Sendable, Equatable {
        /// The script's name, the beginning of the text, or the recording's name.
        public let name: String
        /// How often it was pushed.
        public var pushed = 0
        /// How often it was heard.
        public var heard = 0
        /// How long it took from the push to the first sound, on average of those that were heard, in seconds.
        public var meanWait: Double?
    }

    /// What was heard of a rotation.
    public struct RotationPlays: Encodable, Sendable, Equatable {
        /// The rotation.
        public let rotation: String
        /// Its members, those never heard included.
        public let members: [Member]
    }

    /// One message of a rotation.
    public struct Member: Encodable, Sendable, Equatable {
        /// The message.
        public let name: String
        /// How often it was heard to its end.
        public let plays: Int
    }

    /// Something that was written down.
    public struct Note: Encodable, Sendable, Equatable {
        /// When.
        public let at: String
        /// The Unix user.
        public let by: String
        /// Their words.
        public let text: String
    }

    /// Lines of the text.
    struct Pages: Sendable {
        let period: RecordPeriod
        let now: Instant
        let missed: [(planned: Instant, verb: Verb, name: String, reason: String)]
        let late: [(planned: Instant, start: Instant, verb: Verb, name: String, reason: String)]
        let open: [RecordedAnnouncement]
        let notes: [(at: Instant, by: String, text: String)]
    }
}
