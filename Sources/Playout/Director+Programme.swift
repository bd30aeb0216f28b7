// SPDX-License-Identifier: Apache-2.0
import Timetable

/// The programme: what waits, what is on air, and who gives way to whom (the design's section 5).
extension Director {
    mutating func accept(_ announcement: Announcement, at now: Instant) {
        enqueue(
            Item(
                origin: .announcement(id: announcement.id), key: announcement.id, when: "", verb: .say,
                name: announcement.name, broadcastClass: announcement.broadcastClass,
                clip: announcement.clip, planned: now, due: now, latest: announcement.expires,
                isAlone: false))
        effects.append(.announcement(id: announcement.id, .queued))
    }

    mutating func enqueue(_ item: Item) {
        var item = item
        item.sequence = nextSequence()
        waiting.append(item)
    }

    // MARK: Placing

    /// Commits each waiting item whose start is within the lead, the highest class first.
    mutating func placeWaiting(at now: Instant) {
        for item in waiting.sorted(by: Item.precedes) {
            guard case .ready(let facts) = plan.clips[item.clip] else {
                if case .unavailable(let detail) = plan.clips[item.clip] { giveUp(item, .unavailable(detail)) }
                continue
            }
            let start = firstStart(of: item, lasting: facts.duration, from: max(item.due, now))
            guard item.latest.map({ start <= $0 }) ?? true, start - settings.lead <= now else { continue }
            waiting.removeAll { $0.sequence == item.sequence }
            commit(item, facts, start: start, at: now)
        }
    }

    /// When a waiting item is looked at next: to be committed, or to be given up.
    func deadline(of item: Item, after now: Instant) -> Instant? {
        let givenUp = item.latest.map { $0 + .nanoseconds(1) }
        guard case .ready(let facts) = plan.clips[item.clip] else { return givenUp }
        let start = firstStart(of: item, lasting: facts.duration, from: max(item.due, now))
        if let givenUp, start >= givenUp { return givenUp }
        return start - settings.lead
    }

    /// The first instant from `from` on at which nothing the item has to wait for is in its way.
    func firstStart(of item: Item, lasting duration: Duration, from: Instant) -> Instant {
        var start = from
        while let busy = obstacle(to: item, from: start, to: start + duration) {
            start = busy.to + settings.spacing
        }
        return start
    }

    /// What an item of that class has to wait for between two instants, the earliest first.
    ///
    /// Airings of the same or a higher class are in everybody's way. Timed cues are in the way of items that
    /// are not timed, up to `urgent`: a timed item starts on its second, only a higher class delays it.
    func obstacle(to item: Item, from: Instant, to: Instant) -> Busy? {
        let airing = airings.first {
            $0.item.broadcastClass >= item.broadcastClass && $0.end > from && $0.start < to
        }
        let onAir = airing.map { Busy(from: $0.start, to: $0.end, name: $0.item.name) }
        guard !item.isTimed else { return onAir }
        let timed = timedObstacle(to: item.broadcastClass, from: from, to: to)
        return [onAir, timed].compactMap { $0 }.min { $0.from < $1.from }
    }

    private func timedObstacle(to broadcastClass: BroadcastClass, from: Instant, to: Instant) -> Busy? {
        for item in waiting.sorted(by: Item.precedes)
        where item.isTimed && item.broadcastClass >= broadcastClass {
            guard case .ready(let facts) = plan.clips[item.clip] else { continue }
            let start = firstStart(of: item, lasting: facts.duration, from: item.due)
            if start + facts.duration > from, start - settings.clearance < to {
                return Busy(from: start, to: start + facts.duration, name: item.name)
            }
        }
        for timed in upcoming {
            if timed.start - settings.clearance >= to { break }
            guard timed.duration > .zero, timed.end > from, broadcastClass <= .notice else { continue }
            return Busy(from: timed.start, to: timed.end, name: timed.cue.name)
        }
        return nil
    }

    // MARK: On air

    private mutating func commit(_ item: Item, _ facts: ClipFacts, start: Instant, at now: Instant) {
        makeRoom(for: item, from: start, to: start + facts.duration, at: now)
        let airing = Airing(id: nextPlaybackID(), item: item, start: start, duration: facts.duration)
        airings.append(airing)
        airings.sort { $0.start < $1.start }
        if item.isAlone {
            restBed(from: start, until: airing.end, at: now)
        } else {
            duck(under: item.broadcastClass, facts, start: start, at: now)
        }
        effects.append(.start(Playback(id: airing.id, content: .clip(item.clip), at: start, fadeIn: .zero)))
    }

    /// Everything of a lower class that would sound at the same time gives way.
    private mutating func makeRoom(for item: Item, from start: Instant, to end: Instant, at now: Instant) {
        for airing in airings
        where airing.end > start && airing.start < end && airing.item.broadcastClass < item.broadcastClass {
            airings.removeAll { $0.id == airing.id }
            var displaced = airing.item
            if airing.start > now && !airing.hasStarted {
                // It has not begun: nobody heard it, so it is merely later.
                effects.append(.stop(airing.id, at: now, fade: .zero))
            } else {
                let fadeFrom = max(now, start - settings.giveWayFade)
                effects.append(.stop(airing.id, at: fadeFrom, fade: settings.giveWayFade))
                displaced.reason = .gaveWay(to: item.name, at: start)
                if displaced.broadcastClass == .promo { displaced.latest = makeGoodLimit(displaced, at: now) }
            }
            if displaced.isAlone { bed.restsUntil = start }
            waiting.append(displaced)
        }
    }

    /// How long a promo that gave way may still be made good: to the end of its rotation's span, or the day's.
    private func makeGoodLimit(_ item: Item, at now: Instant) -> Instant? {
        if case .rotation(let key) = item.origin { return rotations[key]?.rule.to }
        return plan.orders.first { $0.closes > now }?.closes
    }

    private mutating func duck(
        under broadcastClass: BroadcastClass, _ facts: ClipFacts, start: Instant, at now: Instant
    ) {
        let depth = -(settings.duckDepth[broadcastClass] ?? 0)
        let known = start - settings.duckDown >= now
        let underChime = facts.chime >= settings.duckDown
        let ramp = known || underChime ? settings.duckDown : settings.duckAtOnce
        duckDecibels = depth
        effects.append(.duck(decibels: depth, at: known ? start - settings.duckDown : now, ramp: ramp))
    }

    /// Brings the bed back up unless more speech follows before it would be there.
    private mutating func raiseBed(at instant: Instant) {
        let back = instant + settings.duckUp + settings.duckDown
        guard duckDecibels != 0, !airings.contains(where: { !$0.item.isAlone && $0.start < back }) else { return }
        duckDecibels = 0
        effects.append(.duck(decibels: 0, at: instant, ramp: settings.duckUp))
    }

    mutating func hasStarted(_ id: PlaybackID, at instant: Instant) {
        guard let index = airings.firstIndex(where: { $0.id == id }) else {
            bed.hasStarted(id, at: instant)
            return
        }
        airings[index].start = instant
        airings[index].hasStarted = true
        let item = airings[index].item
        if item.isAlone { bed.restsUntil = airings[index].end }
        noteStart(of: item, at: instant, lasting: airings[index].duration)
        if case .announcement(let id) = item.origin {
            effects.append(.announcement(id: id, .onAir(since: instant)))
        }
    }

    mutating func hasEnded(_ id: PlaybackID, at instant: Instant, brokeOff detail: Wording?) {
        guard let index = airings.firstIndex(where: { $0.id == id }) else {
            bedHasEnded(id, brokeOff: detail)
            return
        }
        let airing = airings.remove(at: index)
        if airing.item.isAlone {
            bed.restsUntil = min(bed.restsUntil ?? instant, instant)
        } else {
            raiseBed(at: instant)
        }
        finish(airing, at: instant, brokeOff: detail)
    }

    private mutating func finish(_ airing: Airing, at instant: Instant, brokeOff detail: Wording?) {
        var item = airing.item
        if let detail, !airing.hasStarted {
            // It would fail again: the clip is out until a plan or the shell says otherwise.
            plan.clips[item.clip] = .unavailable(detail)
            giveUp(item, .unavailable(detail))
            return
        }
        if let detail { item.reason = .brokeOff(detail) }
        switch item.origin {
        case .announcement(let id):
            effects.append(.announcement(id: id, .done(start: airing.start, end: instant)))
        case .cue, .rotation:
            effects.append(.record(item.record(.aired, start: airing.start, end: instant)))
        }
        if case .rotation(let key) = item.origin { rotations[key]?.isOutstanding = false }
    }

    // MARK: Giving up

    private static let noEnd = Wording(en: "the sound output reported no end", zh: "声音输出没有报告播放结束")

    /// A playback whose end was never reported must not hold the programme for ever.
    mutating func giveUpLostAirings(at now: Instant) {
        for airing in airings where airing.end + settings.reportLimit <= now {
            hasEnded(airing.id, at: airing.end, brokeOff: Self.noEnd)
            effects.append(.stop(airing.id, at: now, fade: settings.giveWayFade))
        }
    }

    mutating func missWhatIsTooLate(at now: Instant) {
        for item in waiting {
            guard let latest = item.latest, latest < now else { continue }
            if case .announcement(let id) = item.origin {
                waiting.removeAll { $0.sequence == item.sequence }
                effects.append(.announcement(id: id, .expired))
            } else {
                giveUp(item, whyLate(item, at: now))
            }
        }
    }

    private func whyLate(_ item: Item, at now: Instant) -> Reason {
        if let reason = item.reason, case .gaveWay = reason { return reason }
        guard case .ready(let facts) = plan.clips[item.clip] else { return .notReady }
        let busy = obstacle(to: item, from: now, to: now + facts.duration)
        return busy.map { .waited(for: $0.name) } ?? .pastWhenLoaded
    }

    /// Ends an item that will not be heard, or not again.
    mutating func giveUp(_ item: Item, _ reason: Reason) {
        waiting.removeAll { $0.sequence == item.sequence }
        var item = item
        var outcome = CueRecord.Outcome.missed
        if case .gaveWay = item.reason { outcome = .gaveWay } else { item.reason = reason }
        switch item.origin {
        case .announcement(let id):
            effects.append(.announcement(id: id, .failed(reason)))
        case .cue, .rotation:
            effects.append(.record(item.record(outcome)))
        }
        if case .rotation(let key) = item.origin { rotations[key]?.isOutstanding = false }
    }
}
