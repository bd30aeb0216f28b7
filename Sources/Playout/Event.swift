// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// What happens to the director.
public enum Event: Sendable, Equatable {
    /// A plan replaces the one before. Cues that aired or were missed stay so, by their key.
    case load(Plan)
    /// Time has reached `Director.nextDeadline`.
    case tick
    /// The preparation of these clips ended.
    case prepared([ClipID: ClipState])
    /// A song of the plan was measured: this is how long and how loud it truly is.
    case measured(Song)
    /// Somebody pushed an announcement; its clip must be known (`prepared`) by then.
    case announce(Announcement)
    /// A playback's first frame was heard at that instant.
    case started(PlaybackID, at: Instant)
    /// A playback's last frame was heard at that instant.
    case ended(PlaybackID, at: Instant)
    /// A playback cannot go on, and why, in words for staff.
    case failed(PlaybackID, Wording)
    /// What sounds in these zones is heard no more: their card was lost. Playbacks run on and are reported.
    case outputLost(zones: ZoneSet)
    /// What sounds in these zones is heard again.
    case outputReturned(zones: ZoneSet)
}

/// A message somebody pushed.
public struct Announcement: Sendable, Equatable {
    /// Its identity, unique for ever.
    public var id: String
    /// What people call it: the script's name, or the first words.
    public var name: String
    /// Who gives way to whom.
    public var broadcastClass: BroadcastClass
    /// What is played.
    public var clip: ClipID
    /// Where it is heard.
    public var zones: ZoneSet
    /// When it was accepted: of one class, who came first is heard first, however long each took to prepare.
    public var received: Instant
    /// After this instant it no longer starts; nil for never.
    public var expires: Instant?

    /// Creates an announcement; unless said it is for all zones and does not expire.
    public init(
        id: String, name: String, broadcastClass: BroadcastClass, clip: ClipID, zones: ZoneSet = .all,
        received: Instant, expires: Instant? = nil
    ) {
        self.id = id
        self.name = name
        self.broadcastClass = broadcastClass
        self.clip = clip
        self.zones = zones
        self.received = received
        self.expires = expires
    }
}
