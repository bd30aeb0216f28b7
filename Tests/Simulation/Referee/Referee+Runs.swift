// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What a kill, a restart and a clock that is set change of what is promised.
extension Referee {
    /// A stretch of time in which the program did not run, by the wall clock.
    struct Off {
        var from: Instant
        var to: Instant
    }

    /// The program was killed, and starts again.
    ///
    /// - Parameters:
    ///   - wall: what the clock shows then.
    ///   - left: the last word on each cue, as it was written.
    ///   - lost: announcements of which something was not written.
    func killed(
        at instant: Instant, until start: Instant, showing wall: Instant, left: [String: CueRecord],
        losing lost: Set<String>
    ) {
        offs.append(Off(from: instant + shift, to: wall))
        figures.crashes += 1
        shift = wall - start
        now = wall
        startedAt = start
        started = []
        changedAt = start
        lostZones = []
        clips = [:]
        readySince = [:]
        for index in zones.indices {
            zones[index].restarts(at: start)
            zones[index].songIsDue = wall
        }
        // What was not written may come once more.
        cues.records = left.filter { $0.value.end != nil || $0.value.outcome != .aired }
        cues.begun = Set(left.values.filter { $0.start != nil }.map(\.key))
        if hasClockMoved { rotations.forgetAll() } else { rotations.forgetCut(cues.records) }
        rotations.late = [:]
        cues.heard = [:]
        cues.taken = [:]
        awaitsPlan = true
        forgetful = lost
        // A clock that is wrong tells nothing.
        if wall > Simulation.coldStart + .hours(24) { reopenCues() }
    }

    /// The first start shows another time than it is.
    func startsCold(showing wall: Instant) {
        shift = wall - now
        now = wall
    }

    /// What the program knows after its start.
    func recalled(_ left: Recollection) {
        // What lay between is on no record where the clock was set back before the end: nobody knows of it.
        if let until = left.lastRun {
            for key in cues.expected where written.cues[key]?.last.map({ $0.planned <= until }) ?? false {
                cues.reopened.insert(key)
            }
        }
        if mute?.name != left.mutedBy { mute = left.mutedBy.map { ($0, elapsed(now)) } }
    }

    /// An announcement is on disk, and is heard again from its beginning. What was not written, and a hearing that some
    /// zones had and others not, may come once more.
    func tookUp(_ id: String, hearings: Int) {
        guard let one = announcements[id] else { return }
        if forgetful.contains(id), one.outcome != nil {
            // That it was over was not written: it is told anew.
            announcements[id]?.outcome = nil
            if one.announcement.expires != nil { expiring.append(id) }
        }
        let counts = zones.indices.filter { one.zones.contains(zones[$0].zone) }.map { one.hearings[$0] }
        guard forgetful.contains(id) || Set(counts).count > 1 else { return }
        for index in zones.indices { announcements[id]?.hearings[index] = min(one.hearings[index], hearings) }
    }

    func setsClock(by step: Duration, isTrusted: Bool) {
        if isTrusted { furthest = max(furthest, now) }
        shift += step
        now = now + step
        changedAt = elapsed(now)
        clockSetAt = changedAt
        rotations.forgetBeginnings()
        estimates = [:]
        for id in announcements.keys {
            announcements[id]?.untold = []
            announcements[id]?.told = []
        }
        if isTrusted {
            figures.clockSteps += 1
        } else {
            // What was announced since the program started expires by a clock that was wrong.
            for id in expiring where announcements[id].map({ $0.at >= startedAt }) ?? false {
                let expires = announcements[id]?.announcement.expires
                announcements[id]?.announcement.expires = expires.map { $0 + step }
            }
        }
        for index in zones.indices {
            zones[index].shift(by: step)
            zones[index].songIsDue = now
        }
        reopenCues()
    }

    /// What was only missed and lies ahead again has its time still to come.
    private func reopenCues() {
        for (key, record) in cues.records where record.planned > now && !cues.begun.contains(key) {
            cues.records[key] = nil
            cues.reopened.insert(key)
        }
    }
}
