// SPDX-License-Identifier: Apache-2.0
import Journal

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
    /// The script's name, the beginning of the text, or the recording's name.
    public var name: String
    /// Who gives way to it.
    public var broadcastClass: String
    /// How it stands.
    public var state: State
    /// The Unix user who pushed it.
    public var by: String
    /// The zones that hear it.
    public var zones: [String]
    /// How often it is to be heard in all; absent for until somebody claims or ends it.
    public var times: Int?
    /// When it is no longer to be heard; absent for never.
    public var expires: String?
    /// Its place among those that wait, from 1; absent when it does not wait.
    public var queuePosition: Int?
    /// When it will be heard as things stand; absent when that is not known yet.
    public var estimatedStart: String?
    /// Whether it is on disk, and outlives a crash of the station.
    public var durable: Bool
    /// When it was heard; of one that repeats for long, the last times.
    public var airings: [Airing]
    /// What people did to it, the oldest first.
    public var actions: [Action]
    /// What staff have to read out, as it was not spoken; absent where all was.
    public var shown: Shown?
    /// The remark that came with it.
    public var note: String?
    /// Why it was not heard, in the store's language.
    public var reason: String?

    enum CodingKeys: String, CodingKey {
        case id, name, state, by, zones, times, expires, queuePosition, estimatedStart, durable, airings, actions,
            shown, note, reason
        case broadcastClass = "class"
    }

    /// One time it was heard.
    public struct Airing: Codable, Sendable, Equatable {
        /// Its first frame.
        public var start: String
        /// Its last frame; absent while it is on air, and where it was cut short.
        public var end: String?
        /// True where the station ended meanwhile; it is then heard again from its beginning. Absent otherwise.
        public var isCutShort: Bool?
    }

    /// Something a person did to it.
    public struct Action: Codable, Sendable, Equatable {
        /// `announce`, `claimed` or `cancel`.
        public var action: String
        /// The Unix user.
        public var by: String
        /// When.
        public var at: String
    }

    /// Words that are not spoken.
    public struct Shown: Codable, Sendable, Equatable {
        /// What is to be read out, in order: a text for each language, without the marks of a script.
        public var texts: [String]
        /// Why it was not spoken, in the store's language.
        public var reason: String
    }

    /// Whether nothing more will happen to it.
    public var isOver: Bool { AnnouncementEntry.Standing(rawValue: state.rawValue)?.isOver ?? true }
}
