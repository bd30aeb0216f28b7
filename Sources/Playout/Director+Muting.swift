// SPDX-License-Identifier: Apache-2.0
import Timetable

/// The emergency stop: everything but emergencies and their all-clear is silent until a person takes it back.
///
/// The music runs on unheard and is back at once. Cues whose time comes meanwhile are missed; announcements wait,
/// and one that was cut off starts over, unless its time runs out.
extension Director {
    /// The stop that is in force, or was last.
    struct Mute: Sendable {
        /// Who ordered it.
        let name: String
        /// When it was taken back; nil while it is in force.
        var end: Instant?
    }

    /// Who muted the store; nil while it is not muted.
    public var mutedBy: String? {
        lastMute.flatMap { $0.end == nil ? $0.name : nil }
    }

    mutating func mute(by name: String, at now: Instant) {
        guard mutedBy == nil else { return }
        lastMute = Mute(name: name)
        for airing in airings where !airing.item.silencesBed && airing.leaves == nil {
            leaveBed(airing, at: now)
            cutOff(airing, by: name, at: now)
        }
        effects += ducking.set(-settings.mute, in: .all, at: now, ramp: settings.giveWayFade)
    }

    mutating func unmute(at now: Instant) {
        guard mutedBy != nil else { return }
        lastMute?.end = now
    }

    private mutating func cutOff(_ airing: Airing, by name: String, at now: Instant) {
        var item = airing.item
        if item.announcementID == nil { item.reason = .muted(by: name) }
        if !airing.isOnAir(at: now) {
            takeBack(airing, as: item, at: now)
        } else if item.announcementID == nil {
            takeOffForGood(airing, as: item, .missed, at: now)
        } else {
            fadeOut(airing, as: item, before: now, at: now)
        }
    }

    /// Whether an item cannot be heard at present because the store is muted.
    func isMuted(_ item: Item) -> Bool {
        mutedBy != nil && !item.silencesBed
    }

    /// The last instant an item may start; a timed one is missed at once when its time comes while the store is muted.
    func latest(of item: Item) -> Instant? {
        item.isTimed && isMuted(item) ? item.due - .nanoseconds(1) : item.latest
    }
}
