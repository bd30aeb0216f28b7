// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// Nothing is left out silently: each planned cue comes to one record, which tells the truth.
extension Referee {
    /// What a promo may be heard beyond the end of its day.
    private static let promoOvertime = Duration.minutes(15)
    /// The longest a clip lasts, with the time its missing report is waited for.
    private static let longestClip = Duration.minutes(15)

    // MARK: What must be recorded

    /// A plan is loaded: what it has to come must be recorded, what it has no more need not.
    func loaded(_ plan: Plan, at present: Instant, in world: World) {
        now = present
        watchZones(in: world)
        let former = written
        written.load(plan)
        changedAt = elapsed(present)
        for index in zones.indices { zones[index].songIsDue = present }
        // Without a clock to believe nothing is due, and nothing forgotten.
        guard plan.isClockTrusted else { return cues.suspend() }
        awaitsPlan = false
        var due: [(at: Instant, key: String)] = []
        for order in plan.orders {
            for cue in order.cues where cues.records[cue.key] == nil && !cues.reopened.contains(cue.key) {
                guard cues.expected.contains(cue.key) || cue.planned > max(present, furthest), !cue.isLine else {
                    continue
                }
                due.append((deadline(of: cue, closes: order.closes), cue.key))
            }
        }
        // What was taken up before its line went must be recorded all the same.
        // While the clock could not be believed an edit may have taken it away before its time.
        for key in cues.expected
        where !cues.isSuspended && !cues.reopened.contains(key) && !written.present.contains(key)
            && cues.records[key] == nil
        {
            guard let cue = former.cues[key]?.last, earliest(cue) - settings.lead < present else { continue }
            due.append((deadline(of: cue, closes: cue.planned), key))
        }
        cues.expect(due)
        for index in zones.indices {
            guard let next = written.nextLine(in: zones[index].zone, after: present),
                next.planned <= present + settings.lead
            else { continue }
            zones[index].excusedUntil = max(zones[index].excusedUntil, elapsed(next.planned))
        }
        rotations.loaded(plan, at: elapsed(present), by: self)
    }

    private func deadline(of cue: Cue, closes: Instant) -> Instant {
        let latest = cue.planned + cue.lateness + Self.longestClip
        return cue.ranked == .promo ? max(latest, closes + Self.promoOvertime) : latest
    }

    /// How long the end of what is on air may be unknown.
    private var missingReport: Duration { swarm.has(.lostReports) ? settings.reportLimit : .zero }

    func checkDeadlines(in world: World) {
        while !awaitsPlan, let key = cues.overdue(at: now) {
            guard cues.records[key] == nil else { continue }
            // What is on air goes on when the clock is set, and what gave way waits as long as it would have.
            let isOn = world.sounds.contains { $0.item?.key == key }
            if isOn || hasClockMoved && cues.begun.contains(key) {
                cues.postpone(key, to: now + .minutes(20))
            } else {
                breach("\(key) has no record")
            }
        }
        for id in expiring where announcements[id]?.outcome == nil {
            guard let expires = announcements[id]?.announcement.expires,
                max(expires, changedAt + shift + .seconds(5)) + .seconds(2) + slack + missingReport < now
            else { continue }
            guard !world.sounds.contains(where: { $0.item?.key == id }) else { continue }
            breach("\(id) expired, and nothing was said of it")
        }
    }

    // MARK: Records

    func noteBegun(_ record: CueRecord) {
        cues.begun.insert(record.key)
        // A line whose turn had gone comes into force when an edit takes away the one after it.
        if record.verb.isBed, cues.records[record.key]?.outcome == .missed {
            cues.records[record.key] = nil
        }
        if let over = cues.records[record.key] { breach("\(record.key) began after its end: \(over.outcome)") }
    }

    func check(_ record: CueRecord) {
        let isLine = record.verb.isBed
        if isLine, cues.records[record.key]?.outcome == .missed { cues.records[record.key] = nil }
        if let earlier = cues.records[record.key] {
            breach("\(record.key) has a second record: \(earlier.outcome), then \(record.outcome)")
        }
        cues.records[record.key] = record
        if let start = record.start, let end = record.end, end < start {
            breach("\(record.key) ends before it starts")
        }
        if record.outcome == .aired { figures.aired += 1 } else { figures.missed += 1 }
        checkWindow(record)
        if record.outcome == .aired {
            if !isLine { checkAired(record) }
        } else {
            let isCutOff = if case .stationOff = record.reason { true } else { false }
            if record.start != nil, !isCutOff { breach("\(record.key) was heard, and is \(record.outcome)") }
            checkReason(record)
            giveBack(record.key)
        }
        if !isLine { cues.heard[record.key] = nil }
    }

    private func checkAired(_ record: CueRecord) {
        guard let sound = cues.heard[record.key] else {
            if !swarm.has(.lostReports) { breach("\(record.key) is recorded as aired, and nobody heard it") }
            return
        }
        guard sound.isWhole else { return breach("\(record.key) is recorded as aired, and was cut off") }
        if sound.breaksOff, record.reason.map({ if case .brokeOff = $0 { false } else { true } }) ?? true {
            breach("\(record.key) broke off, and its record does not say so")
        }
        guard !swarm.has(.lostReports), !wasClockSet(since: sound.start) else { return }
        if record.start != sound.start || record.end != sound.end {
            breach("\(record.key) was heard from \(text(sound.start)) to \(text(sound.end)); its record says otherwise")
        }
    }

    /// A reason is given, and true.
    private func checkReason(_ record: CueRecord) {
        guard let reason = record.reason else { return breach("\(record.key) has no reason") }
        guard isTrue(reason, of: record) else {
            return breach("\(record.key) is \(record.outcome), and it is not true that \(wording(reason))")
        }
        switch reason {
        case .notReady, .waited, .pastWhenLoaded, .timeRanOut:
            // It was not given up while it could still begin.
            guard let cue = written.cues[record.key]?.last, !cue.isLine, !wasClockSet(since: cue.planned - .hours(3)),
                cue.ranked != .promo || record.outcome == .missed
            else { return }
            if (written.cues[record.key] ?? []).allSatisfy({ now <= min(latest($0), earliest($0) + $0.lateness) }) {
                breach("\(record.key) was given up before its lateness was over")
            }
        default: break
        }
    }

    func wording(_ reason: Reason) -> String { reason.wording(clock: clock).en }

    private func isTrue(_ reason: Reason, of record: CueRecord) -> Bool {
        switch reason {
        case .gaveWay(let name, let at):
            guard !wasClockSet(since: at) else { return true }
            return recentStarts[RecentStart(name: name, at: at)].map {
                $0.broadcastClass > ranked(record.key) && !$0.isRotated
            } ?? false
        case .muted(let name): return mute?.name == name || lastMute == name
        case .removed: return !written.present.contains(record.key)
        case .noZone: return written.plan.zones(named: record.zones).isEmpty
        case .notReady: return true
        case .unavailable, .brokeOff: return swarm.hasAny(of: [.lateSounds, .brokenMedia, .lostReports])
        case .waited: return true
        case .pastWhenLoaded:
            guard case .load = event else { return false }
            return true
        case .stationOff(let from, let to): return offs.contains { (from <= $0.from || hasClockMoved) && to >= $0.to }
        case .clockSet: return figures.clockSteps > 0
        case .clockDoubted: return swarm.has(.coldClock)
        case .emptyFolder(let folder): return written.plan.folders[folder] == nil
        case .betweenSongs, .endOfWindow, .besideTimed, .afterWindow, .joined: return true
        case .timeRanOut, .noCard: return true
        }
    }

    private func ranked(_ key: String) -> BroadcastClass {
        written.cues[key]?.last?.ranked ?? written.rules[Written.rule(of: key)]?.last?.ranked ?? .music
    }
}
