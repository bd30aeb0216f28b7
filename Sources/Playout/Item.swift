// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Something that wants the programme: a timed cue, a promo of a rotation, or an announcement.
struct Item: Sendable {
    enum Origin: Sendable, Hashable {
        case cue
        case rotation(key: String)
        case announcement(id: String)
    }

    var origin: Origin
    /// The key of its record, or the announcement's id.
    var key: String
    /// As written in the timetable; empty for announcements.
    var when: String
    var verb: Verb
    var name: String
    var broadcastClass: BroadcastClass
    var clip: ClipID
    /// When the timetable wants it; its end for an `ending` item.
    var planned: Instant
    /// The first instant it may start.
    var due: Instant
    /// The last instant it may start; nil for never too late.
    var latest: Instant?
    var isAlone: Bool
    /// Why it will have landed where it did.
    var reason: Reason?
    /// Breaks ties: who came first.
    var sequence = 0

    /// A timed item starts on its second; the others keep clear of it.
    var isTimed: Bool { origin == .cue }

    /// Whether it may still start at that instant.
    func mayStart(at instant: Instant) -> Bool {
        latest.map { instant <= $0 } ?? true
    }

    /// How its record begins; the end is filled in when it is known.
    func record(_ outcome: CueRecord.Outcome, start: Instant? = nil, end: Instant? = nil) -> CueRecord {
        CueRecord(
            key: key, when: when, verb: verb, name: name, planned: planned, start: start, end: end,
            outcome: outcome, reason: reason)
    }

    /// Who is placed first: the higher class, then the earlier due, then who came first.
    static func precedes(_ one: Item, _ other: Item) -> Bool {
        if one.broadcastClass != other.broadcastClass { return one.broadcastClass > other.broadcastClass }
        if one.due != other.due { return one.due < other.due }
        return one.sequence < other.sequence
    }
}

/// An item that sounds, or is committed to sound within the lead.
struct Airing: Sendable {
    var id: PlaybackID
    var item: Item
    /// Planned until the first frame is heard, true from then on.
    var start: Instant
    var duration: Duration
    var hasStarted = false
    /// The step of the bed's gain sent for it, or nil when the bed rests.
    var duckedAt: Instant?
    /// When its fade is over, once it gives way; its item waits again by then.
    var leaves: Instant?

    var end: Instant { leaves ?? start + duration }
    /// Speech over the bed, which stays down as long.
    var ducks: Bool { duckedAt != nil }
}

/// A span of time that is taken, and by what.
struct Busy {
    var from: Instant
    var to: Instant
    var name: String
}
