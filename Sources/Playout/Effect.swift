// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// What the director wants done. The shell performs effects in order and decides nothing.
public enum Effect: Sendable, Equatable {
    /// Begin a playback on its instant; one that has passed means at once.
    case start(Playback)
    /// End a playback: fade from that instant on, over that span. One that has not begun never begins.
    case stop(PlaybackID, at: Instant, fade: Duration)
    /// Bring the bed in those zones to that gain, in decibels (0 is its own level), from that instant on, over
    /// that span.
    case duck(zones: ZoneSet, decibels: Double, at: Instant, ramp: Duration)
    /// A planned cue went on air, or its music came into force: its record so far, `aired` without an end. What follows
    /// is its `record`, unless the program ends before.
    case began(CueRecord)
    /// A planned cue has ended; the only record of it there will be.
    case record(CueRecord)
    /// An announcement has changed its state.
    case announcement(id: String, AnnouncementState)
    /// An announcement was heard from, to: whole, or until it gave way or was cancelled.
    case heard(announcement: String, start: Instant, end: Instant)
}

/// Tells playbacks apart; never used twice by one director.
public struct PlaybackID: Hashable, Sendable, CustomStringConvertible {
    /// Counts up from 1.
    public var number: UInt64

    /// Creates an id from its number.
    public init(_ number: UInt64) {
        self.number = number
    }

    /// For example `playback 12`.
    public var description: String { "playback \(number)" }
}

/// One sounding of one clip or song.
public struct Playback: Sendable, Equatable {
    /// What sounds.
    public enum Content: Sendable, Hashable {
        /// A song of the bed.
        case song(Song)
        /// A clip of the programme.
        case clip(ClipID)
    }

    /// What a playback is of.
    public enum Subject: Sendable, Hashable {
        /// A planned cue, or a message of a rotation, by the key of its record.
        case cue(key: String)
        /// A hearing of an announcement, or a part of one.
        case announcement(id: String)
        /// What is heard when an emergency has been ended.
        case allClear(id: String)
        /// A song of the bed.
        case song(path: String)
    }

    /// Which playback this is.
    public var id: PlaybackID
    /// What it is of.
    public var subject: Subject
    /// What sounds.
    public var content: Content
    /// Where it sounds: in all of them from the same frame on.
    public var zones: ZoneSet
    /// The instant of the first frame.
    public var at: Instant
    /// How long it takes to come up from silence; zero for at once.
    public var fadeIn: Duration
    /// The playback after whose last frame it begins, on the very next, however long that one turns out to be; its
    /// instant is then an estimate.
    public var follows: PlaybackID?
}

/// How an announcement stands.
public enum AnnouncementState: Sendable, Equatable {
    /// It waits for its turn.
    case queued
    /// It is heard since that instant.
    case onAir(since: Instant)
    /// It was heard, so often so far, and will be again, then or as soon after as its zones are free.
    case waitingToRepeat(Announcement.Progress, next: Instant)
    /// It was heard as often as it was to be, the last time from, to.
    case done(start: Instant, end: Instant)
    /// Who or what it seeks was found.
    case claimed
    /// Somebody took it back; an emergency, ended it.
    case cancelled
    /// Its time ran out before it was heard, and what kept it.
    case expired(Reason)
    /// It could not be played, and why.
    case failed(Reason)
}
