// SPDX-License-Identifier: Apache-2.0
import Timetable

/// A timed cue and the instant it is to start, which for an `ending` item needs the clip's duration.
struct TimedCue: Sendable {
    let cue: Cue
    let zones: ZoneSet
    /// Who gives way to whom; `music` for the bed's verbs.
    let broadcastClass: BroadcastClass
    /// What it plays; nil for the bed's verbs and for a timed promo, whose member is chosen when due.
    let clip: ClipID?
    /// When the store closes on its day.
    let closes: Instant
    private(set) var start: Instant
    /// How long it will sound; zero for the bed's verbs and while unknown.
    private(set) var duration = Duration.zero
    /// Its sound cannot be had; it will be missed.
    private(set) var isUnavailable = false

    init(_ cue: Cue, zones: ZoneSet, closes: Instant) {
        self.cue = cue
        self.zones = zones
        self.closes = closes
        start = cue.planned
        switch cue.verb {
        case .music, .silence: (clip, broadcastClass) = (nil, .music)
        case .promo: (clip, broadcastClass) = (nil, cue.broadcastClass ?? .promo)
        case .play, .say:
            clip = ClipID(cue.verb == .play ? .item : .script, cue.name, chime: cue.chime, times: cue.times)
            broadcastClass = cue.broadcastClass ?? .notice
        }
    }

    var end: Instant { start + duration }
    var isBed: Bool { cue.isBed }
    /// The bed of its zones does not go on as it is.
    var changesBed: Bool { isBed || cue.isAlone }
    /// The last instant it may start.
    var latest: Instant { start + cue.lateness }

    /// Takes over what is known of its clip.
    mutating func apply(_ state: ClipState) {
        switch state {
        case .unavailable: (start, duration, isUnavailable) = (cue.planned, .zero, true)
        case .ready(let facts):
            start = cue.isEnding ? cue.planned - facts.duration : cue.planned
            (duration, isUnavailable) = (facts.duration, false)
        }
    }
}

extension [TimedCue] {
    /// By start. Of one instant the higher class comes first, the bed, which may have to rest for them, last.
    var inOrder: ArraySlice<TimedCue> {
        let order = indices.sorted { one, other in
            if self[one].start != self[other].start { return self[one].start < self[other].start }
            if self[one].broadcastClass != self[other].broadcastClass {
                return self[one].broadcastClass > self[other].broadcastClass
            }
            return one < other
        }
        return ArraySlice(order.map { self[$0] })
    }
}
