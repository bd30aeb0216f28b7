// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Something that wants the programme: a timed cue, a message of a rotation, or an announcement.
struct Item: Sendable {
    enum Origin: Sendable, Hashable {
        case cue
        case rotation(key: String)
        case announcement(id: String)
        case allClear(id: String)
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
    var zones: ZoneSet
    /// When the timetable wants it; its end for an `ending` item.
    var planned: Instant
    /// The first instant it may start.
    var due: Instant
    /// The last instant it may start; nil for never too late.
    var latest: Instant?
    /// Until when it may be made good once it gave way as a promo: the end of its rotation's span, or of its day.
    var spanEnd: Instant?
    var isAlone = false
    /// Why it will have landed where it did.
    var reason: Reason?
    /// Breaks ties: who came first.
    var sequence = 0

    /// A timed item starts on its second; the others keep clear of it.
    var isTimed: Bool { if case .cue = origin { true } else { false } }

    /// Whether it stands in a timetable and has a record.
    var isPlanned: Bool { isTimed || isRotated }

    /// A message of a rotation fits itself in: nothing gives way to it.
    var isRotated: Bool { if case .rotation = origin { true } else { false } }

    /// What is heard when an emergency has been ended.
    var isAllClear: Bool { if case .allClear = origin { true } else { false } }

    /// The music is silent under it.
    var silencesBed: Bool { broadcastClass == .emergency || isAllClear }

    /// What a playback of it is of.
    var subject: Playback.Subject {
        switch origin {
        case .cue, .rotation: .cue(key: key)
        case .announcement(let id): .announcement(id: id)
        case .allClear(let id): .allClear(id: id)
        }
    }

    /// What it asks of the programme.
    var claim: Claim {
        Claim(
            broadcastClass: broadcastClass, zones: zones, isTimed: isTimed, isRotated: isRotated,
            due: due, sequence: sequence)
    }

    /// Whether it may still start at that instant.
    func mayStart(at instant: Instant) -> Bool {
        latest.map { instant <= $0 } ?? true
    }

    /// Who is placed first: the higher class, then what ends an emergency, then the earlier due, then who came
    /// first.
    static func precedes(_ one: Item, _ other: Item) -> Bool {
        if one.broadcastClass != other.broadcastClass { return one.broadcastClass > other.broadcastClass }
        if one.isAllClear != other.isAllClear { return one.isAllClear }
        if one.due != other.due { return one.due < other.due }
        return one.sequence < other.sequence
    }
}
