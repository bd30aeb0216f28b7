// SPDX-License-Identifier: Apache-2.0
import Journal
import Playout
import Rehearsal
import TestSupport
import Timetable

/// The program starts, is killed, and starts again; the clock is set meanwhile, or wrong from the beginning.
extension Simulation {
    /// How far around the present the director is told what is on record, as in the daemon.
    private static let recalledSpan = Duration.hours(72)
    /// What a machine shows whose clock stood still while it was off: shortly after 1970 began.
    static let coldStart = Instant(nanoseconds: 40_000_000_000)

    var around: Range<Instant> {
        rehearsal.now - Self.recalledSpan..<rehearsal.now + Self.recalledSpan
    }

    // MARK: Starting

    /// The program starts with what an earlier run left; nil for a first start.
    mutating func startUp(after left: Recollection?) {
        if let left {
            unrecordedSince = left.lastRun
            send(.recall(left))
        }
        if isClockTrusted { record.begin(rehearsal.now, at: elapsed) }
        loadPlan()
    }

    /// The program is killed, and starts again after a while.
    mutating func crash() async throws {
        let killed = elapsed
        let lag = random.pick([
            Duration.zero, .milliseconds(random.number(1...60)), .milliseconds(random.number(1...3000)),
        ])
        let lost = try await record.kill(losingAfter: killed - lag, shift: referee.shift)
        runs += 1
        let some = random.pick([
            Duration.seconds(random.number(1...20)), .seconds(random.number(1...600)), .minutes(random.number(1...240)),
        ])
        let off = max(.seconds(1), min(some, end - killed - .minutes(10)))
        let isCold = random.once(in: 2) ? swarm.has(.coldClock) : false
        let wall = isCold ? Self.coldStart : killed + off
        referee.killed(at: killed, until: killed + off, showing: wall, left: record.cues, losing: lost)
        for place in pushed.indices { pushed[place].isWithDirector = false }
        agenda.postpone(to: killed + off) { happening in
            switch happening {
            case .prepared, .words, .announceAgain, .takeUp, .recall, .midnight: false
            case .somebody, .endOf, .card, .crash, .setClock: true
            }
        }
        isClockTrusted = !isCold
        if isCold { agenda.add(.setClock, at: killed + off + .seconds(random.number(20...2400))) }
        clips = [:]
        self.lost = nil
        world = World(referee, record, fault: Self.faults(seed, swarm, run: UInt64(runs)))
        rehearsal = Rehearsal(settings: store.settings, seed: seed &+ UInt64(runs), from: wall)
        let left = try await record.recollection(around: around)
        if left.records != record.written(around: around) { referee.breach("the journal tells another story") }
        referee.recalled(left)
        startUp(after: left)
        agenda.add(.takeUp, at: elapsed + .milliseconds(random.number(10...600)))
    }

    /// Takes up the announcements that an earlier run left.
    mutating func takeUp() async throws {
        for entry in try await record.remembered() where !entry.isOver {
            record.takeUp(entry.id, at: elapsed)
            guard record.announcements[entry.id]?.isOver == false else {
                // It may have been told before a kill that lost the note of it.
                if referee.announcements[entry.id]?.outcome != .claimed { referee.check(entry.id, .claimed) }
                continue
            }
            referee.tookUp(entry.id, hearings: entry.hearings)
            agenda.add(.announceAgain(entry.id), at: elapsed + .milliseconds(random.number(0...2500)))
        }
    }

    /// The sound of an announcement that an earlier run left is there again.
    mutating func announceAgain(_ id: String) {
        guard let place = pushed.firstIndex(where: { $0.id == id }),
            let entry = record.announcements[id], !entry.isOver
        else { return }
        pushed[place].isWithDirector = true
        prepare([pushed[place].announcement.clip: .ready(pushed[place].facts)])
        if let allClear = pushed[place].announcement.allClear, clips[allClear] == nil { prepareAllClear() }
        var announcement = pushed[place].announcement
        announcement.progress = entry.progress
        referee.now = rehearsal.now
        send(.announce(announcement))
    }

    // MARK: The clock

    /// Somebody sets the clock, or the time service does.
    mutating func setClock() {
        var step = Duration.zero - referee.shift
        if isClockTrusted {
            let size = random.pick([1, 1, 30, 300, 3600, 7200, 86_400])
            step = .seconds(random.number(1...size)) * random.pick([1, -1])
            if referee.shift != .zero, random.once(in: 2) { step = .zero - referee.shift }
        }
        guard step != .zero else { return }
        let wasTrusted = isClockTrusted
        if isClockTrusted, step > .zero { unrecordedSince = rehearsal.now }
        referee.now = rehearsal.now
        referee.watchZones(in: world)
        world.shift(by: step)
        referee.setsClock(by: step, isTrusted: isClockTrusted)
        rehearsal.setClock(by: step, on: world)
        if isClockTrusted {
            loadPlan()
        } else {
            record.begin(rehearsal.now, at: elapsed)
        }
        agenda.add(.recall(isFirst: !wasTrusted), at: elapsed + .milliseconds(random.number(1...200)))
    }

    /// What is on record of the days around the present, which are others than before. Nothing of these days airs before
    /// where the clock could not be believed up to now.
    mutating func recallAroundNow(isFirst: Bool) async throws {
        var left = try await record.recollection(around: around)
        guard isFirst else {
            (left.lastRun, left.mutedBy) = (nil, nil)
            return send(.recall(left))
        }
        isClockTrusted = true
        unrecordedSince = left.lastRun
        send(.recall(left))
        loadPlan()
    }
}
