// SPDX-License-Identifier: Apache-2.0
import Timetable

/// The wall clock is set. What is on air, and what is spaced by elapsed time, goes on undisturbed; what stands in the
/// timetable is looked up anew.
///
/// Everything that lies at an instant is moved along, so that it stays as far away as it was. Timed cues that have not
/// begun are given back to the running order, by which they are now due, or too late. What was heard is never heard
/// again, however far the clock goes back; what was only missed has its time once more.
extension Director {
    mutating func setClock(by step: Duration, at now: Instant) {
        move(by: step, at: now)
        settled.move(by: step)
        recordedLines.move(by: step)
        doubtedSince += step
        reopenCues(at: now)
        giveUpMessagesToCome(at: now, step)
        if step > .zero, plan.isClockTrusted { note(Gap(cause: .clock, from: now - step, to: now)) }
        load(plan, at: now)
    }

    /// Takes timed cues back that have not begun.
    private mutating func reopenCues(at now: Instant) {
        for airing in airings where airing.item.isTimed && airing.leaves == nil && !airing.isOnAir(at: now) {
            callOff(airing, at: now)
            reopen(airing.item)
        }
        for item in waiting where item.isTimed && !settled.isHeard(item.key) {
            waiting.removeAll { $0.sequence == item.sequence }
            reopen(item)
        }
    }

    /// Messages that wait, of rotations whose span lies ahead again.
    private mutating func giveUpMessagesToCome(at now: Instant, _ step: Duration) {
        for item in waiting {
            guard case .rotation(let key) = item.origin,
                rotations.states.contains(where: { $0.rule.key == key && $0.rule.from > now })
            else { continue }
            giveUp(item, .clockSet(from: now - step, to: now), at: now)
        }
    }

    private mutating func reopen(_ item: Item) {
        settled.forget(item.key)
        giveBack(item.clip)
    }

    /// What was accepted while the clock could not be believed expires after as long as it was to. What an earlier run
    /// left was told by a clock that was right.
    ///
    /// - Parameter former: the present instant, by the former setting.
    private mutating func moveExpiries(by step: Duration, at former: Instant) {
        guard let since = doubtedSince, since <= former else { return }
        for id in pending.keys where (since...former).contains(pending[id]?.announcement.received ?? Self.never) {
            pending[id]?.announcement.expires += step
            for index in waiting.indices where waiting[index].announcementID == id { waiting[index].latest += step }
        }
    }

    private mutating func move(by step: Duration, at now: Instant) {
        for index in airings.indices { airings[index].move(by: step, at: now) }
        // What began and gave way is heard again as soon as it would have been.
        for index in waiting.indices where !waiting[index].isTimed || settled.isHeard(waiting[index].key) {
            waiting[index].move(by: step)
        }
        for id in pending.keys { pending[id]?.move(by: step) }
        moveExpiries(by: step, at: now - step)
        lastHeard.move(by: step)
        for area in beds.indices { beds[area].move(by: step) }
        rotations.move(by: step)
        ducking.move(by: step)
        lastMute?.end += step
    }
}

extension Item {
    /// The clock was set: it waits as long as before, and may be as late.
    fileprivate mutating func move(by step: Duration) {
        switch origin {
        case .announcement: due += step
        case .cue:
            due += step
            latest += step
        case .rotation:
            due += step
            planned += step
        case .allClear:
            due += step
            planned += step
            latest += step
        }
    }
}

extension Airing {
    fileprivate mutating func move(by step: Duration, at now: Instant) {
        start += step
        leaves += step
        for index in ducks.indices { ducks[index].at += step }
        if isOnAir(at: now) { clockSteps += step }
        if isOnAir(at: now) || !item.isTimed { item.move(by: step) }
    }
}

extension PendingAnnouncement {
    fileprivate mutating func move(by step: Duration) {
        lastStart += step
    }
}

extension Bed {
    fileprivate mutating func move(by step: Duration) {
        current?.move(by: step)
        for index in fading.indices {
            fading[index].airing.move(by: step)
            fading[index].until += step
        }
        restsUntil += step
        retriesAt += step
        line?.since += step
        line?.clockSteps += step
    }
}

extension Instant {
    static func += (instant: inout Instant, step: Duration) {
        instant = instant + step
    }
}

extension Instant? {
    static func += (instant: inout Instant?, step: Duration) {
        instant = instant.map { $0 + step }
    }
}
