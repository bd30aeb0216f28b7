// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// A message somebody pushed.
///
/// One of class `emergency` takes all its zones at once, silences the music there, and is heard again and again
/// without a pause until a person ends it (`Event.cancel`, or `Event.claimed`, which lets it finish); it has no
/// other repeats.
public struct Announcement: Sendable, Equatable {
    /// How often a message is heard.
    public struct Repeats: Sendable, Equatable {
        /// How often at most, 1 or more; nil for until it is claimed, cancelled or expired.
        public var times: Int?
        /// From the beginning of one hearing to the next, zero or more; what lasts longer follows at once.
        public var every: Duration

        /// Creates repeats; without `every` they follow each other at once.
        public init(times: Int?, every: Duration = .zero) {
            self.times = times
            self.every = every
        }
    }

    /// How far a message that is heard more than once has come.
    public struct Progress: Sendable, Equatable {
        /// How many hearings are over, 1 or more.
        public var hearings: Int
        /// When the last of them began.
        public var lastStart: Instant
        /// When it was heard to its end last; nil where that never was.
        public var lastEnd: Instant?

        /// Progress from how many hearings are over and when the last was.
        public init(hearings: Int, lastStart: Instant, lastEnd: Instant?) {
            self.hearings = hearings
            self.lastStart = lastStart
            self.lastEnd = lastEnd
        }
    }

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
    /// After this instant it no longer starts, nor is repeated; nil for never.
    public var expires: Instant?
    /// How often it is heard; nil for once. An emergency has no use for it.
    public var repeats: Repeats?
    /// What is played in the zones of an emergency when it has been ended; nil for nothing.
    public var allClear: ClipID?
    /// Whether an emergency ends those that are on air or wait in its zones, instead of waiting for them.
    public var replacesEmergency: Bool
    /// How far it came in an earlier run of the program; nil for one that is new, or was not heard to its end. What was
    /// on air then is heard again from its beginning.
    public var progress: Progress?

    /// Creates an announcement; unless said it is for all zones, heard once, and does not expire.
    public init(
        id: String, name: String, broadcastClass: BroadcastClass, clip: ClipID, zones: ZoneSet = .all,
        received: Instant, expires: Instant? = nil, repeats: Repeats? = nil, allClear: ClipID? = nil,
        replacesEmergency: Bool = false, progress: Progress? = nil
    ) {
        self.id = id
        self.name = name
        self.broadcastClass = broadcastClass
        self.clip = clip
        self.zones = zones
        self.received = received
        self.expires = expires
        self.repeats = repeats
        self.allClear = allClear
        self.replacesEmergency = replacesEmergency
        self.progress = progress
    }
}

/// An announcement that is not over.
struct PendingAnnouncement: Sendable {
    var announcement: Announcement
    /// Those of its zones that the store has.
    let zones: ZoneSet
    /// When its last hearing began; nil before the first.
    var lastStart: Instant?
    /// From when to when it was heard to its end last.
    var lastHeard: (start: Instant, end: Instant)?
    /// How many hearings are over.
    var hearings = 0
    /// It is heard to the end it is at, and no more.
    var isClaimed = false

    init(announcement: Announcement, zones: ZoneSet) {
        self.announcement = announcement
        self.zones = zones
        guard let progress = announcement.progress else { return }
        hearings = progress.hearings
        lastStart = progress.lastStart
        lastHeard = progress.lastEnd.map { (progress.lastStart, $0) }
    }

    var isEmergency: Bool { announcement.broadcastClass == .emergency }

    /// When it is heard again after the hearing that began last; nil for never.
    ///
    /// - Parameter hearings: how many that makes.
    func nextDue(after hearings: Int) -> Instant? {
        guard !isClaimed, !isEmergency, let repeats = announcement.repeats, let lastStart,
            repeats.times.map({ hearings < $0 }) ?? true
        else { return nil }
        let due = lastStart + repeats.every
        return announcement.expires.map { due > $0 } ?? false ? nil : due
    }

    /// The item of a hearing.
    func item(due: Instant) -> Item {
        Item(
            origin: .announcement(id: announcement.id), key: announcement.id, when: "", verb: .say,
            name: announcement.name, broadcastClass: announcement.broadcastClass, clip: announcement.clip,
            zones: zones, planned: announcement.received, due: due, latest: announcement.expires)
    }
}
