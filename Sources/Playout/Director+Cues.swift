// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Timed cues: from the running order to the items that want the programme.
extension Director {
    mutating func takeUpDueCues(at now: Instant) {
        while let index = upcoming.indices.first, upcoming[index].start - settings.lead <= now {
            let next = upcoming.removeFirst()
            settled.note(next.cue.key, at: now)
            if next.zones.isEmpty {
                effects.append(.record(missed(next, .noZone(next.cue.zones))))
            } else if next.isBed {
                changeBeds(next.cue, in: next.zones, at: now)
            } else {
                takeUp(next, at: now)
            }
            // Higher items are placed before the bed turns to what follows them.
            placeWaiting(at: now)
        }
    }

    private mutating func takeUp(_ timed: TimedCue, at now: Instant) {
        let cue = timed.cue
        var item = Item(
            origin: .cue, key: cue.key, when: cue.when, verb: cue.verb, name: cue.name,
            broadcastClass: timed.broadcastClass, clip: ClipID(.item, cue.name), zones: timed.zones,
            planned: cue.planned, due: timed.start, latest: timed.latest, spanEnd: timed.closes,
            isAlone: cue.isAlone)
        if let clip = timed.clip {
            item.clip = clip
        } else if let member = nextMember(for: cue) {
            item.clip = member
            item.name = member.name
            take(member)
        } else {
            effects.append(.record(missed(timed, .unavailable(Self.emptyRotation(cue.name)))))
            return
        }
        enqueue(item)
    }

    /// The record of a cue that never became an item.
    func missed(_ timed: TimedCue, _ reason: Reason) -> CueRecord {
        let cue = timed.cue
        return CueRecord(
            key: cue.key, when: cue.when, verb: cue.verb, name: cue.name,
            zones: timed.zones.isEmpty ? cue.zones : plan.names(of: timed.zones), planned: cue.planned,
            start: nil, end: nil, outcome: .missed, reason: reason)
    }

    private static func emptyRotation(_ name: String) -> Wording {
        Wording(
            en: "rotation \"\(name)\" has nothing that can be played", zh: "促销组“\(name)”没有可播放的内容")
    }
}
