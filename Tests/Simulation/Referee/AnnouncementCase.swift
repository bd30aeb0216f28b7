// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// An announcement the desk pushed, and what came of it; instants are those that no setting of the clock moves, unless
/// said.
struct AnnouncementCase {
    var announcement: Announcement
    /// Those of its zones that the store has.
    let zones: ZoneSet
    let at: Instant
    /// Where it must be heard, as long as nobody ends it; an emergency.
    var holds: ZoneSet
    var isClaimed = false
    /// When it was taken back, or nothing of it may begin any more.
    var ended: Instant?
    /// How it ended; nil while it is not over.
    var outcome: AnnouncementState?
    /// How often each zone heard it to its end.
    var hearings: [Int]
    /// What was heard of it and not told yet, and what was told before its end.
    var untold: [(start: Instant, end: Instant)] = []
    var told: [(start: Instant, end: Instant)] = []
    /// When what was told last began; it may be told again that it was whole.
    var toldLast: Instant?
    /// Every time it was heard, by start.
    var soundings: [Sounding] = []

    /// Once that it was heard, from its first to its last frame by the wall clock.
    struct Sounding {
        let start: Instant, end: Instant
        /// The first frame as if nobody had set the clock.
        let began: Instant
        let zones: ZoneSet
        let isWhole: Bool
    }

    init(_ announcement: Announcement, zones: ZoneSet, count: Int, at instant: Instant) {
        self.announcement = announcement
        self.zones = zones
        at = instant
        holds = announcement.broadcastClass == .emergency ? zones : []
        hearings = Array(repeating: 0, count: count)
    }

    /// How often it may be heard to its end; nil for without limit.
    var times: Int? {
        if announcement.broadcastClass == .emergency { return nil }
        return announcement.repeats.map(\.times) ?? 1
    }
}
