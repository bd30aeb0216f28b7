// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// One playback in the simulated world; instants are by the present setting of its wall clock.
struct Sound {
    let playback: Playback
    /// What it is of the programme; nil for a song.
    let item: ProgrammeItem?
    /// Its first and last frame, true also where the director does not know them yet.
    var start: Instant
    var end: Instant
    /// Where its last frame would be if nothing ended it.
    var fullEnd: Instant
    /// Where its fade begins, when it was told to stop.
    var fadesFrom: Instant?
    /// It breaks off at its end.
    var breaksOff = false
    /// Nobody hears it: no report of it ever came.
    var isUnheard = false
    var hasBegun = false
    /// Where some of it was not heard, for the card was away.
    var missedIn: ZoneSet = []

    var zones: ZoneSet { playback.zones }

    /// What fades out with its own last frames is heard to its end: the director takes some milliseconds for none.
    var isWhole: Bool { fadesFrom == nil || end + .milliseconds(5) >= fullEnd }

    /// Whether it sounds at that instant in some of the zones.
    func sounds(at now: Instant, in zones: ZoneSet) -> Bool {
        hasBegun && end > now && self.zones.intersects(zones)
    }
}

/// What a playback is of, as the timetables and the desk have it.
struct ProgrammeItem {
    enum Origin: Hashable {
        case cue
        case rotation(rule: String)
        case announcement
        case allClear
    }

    var origin: Origin
    /// The key of its record, or the announcement's id.
    var key: String
    var name: String
    var broadcastClass: BroadcastClass
    var isAlone = false

    var isTimed: Bool { origin == .cue }
    var isRotated: Bool { if case .rotation = origin { true } else { false } }
    /// The music is not heard under it.
    var silencesBed: Bool { broadcastClass == .emergency || origin == .allClear }
}
