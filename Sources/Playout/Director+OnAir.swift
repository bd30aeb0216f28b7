// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What is on air: commitments, giving way, the ducked bed, and what the shell reports.
extension Director {
    mutating func commit(_ item: Item, _ facts: ClipFacts, start: Instant, at now: Instant) {
        makeRoom(for: item, from: start, to: start + facts.duration, at: now)
        var airing = Airing(id: nextPlaybackID(), item: item, start: start, duration: facts.duration)
        if !item.isAlone { airing.duckedAt = duck(under: item.broadcastClass, facts, start: start, at: now) }
        airings.append(airing)
        airings.sort { $0.start < $1.start }
        if item.isAlone { restBed(from: start, at: now) }
        effects.append(.start(Playback(id: airing.id, content: .clip(item.clip), at: start, fadeIn: .zero)))
    }

    // MARK: Giving way

    /// Everything of a lower class that would sound at the same time gives way.
    private mutating func makeRoom(for item: Item, from start: Instant, to end: Instant, at now: Instant) {
        for airing in airings
        where airing.end > start && airing.start < end && airing.item.broadcastClass < item.broadcastClass {
            giveWay(airing, to: item, from: start, at: now)
        }
    }

    /// A promo is made good later, an item with a lateness only inside it.
    private mutating func giveWay(_ airing: Airing, to item: Item, from start: Instant, at now: Instant) {
        var displaced = airing.item
        displaced.reason = .gaveWay(to: item.name, at: start)
        if displaced.broadcastClass == .promo { displaced.latest = makeGoodLimit(airing, at: now) }
        if airing.start > now, !airing.hasStarted {
            takeBack(airing, as: displaced, at: now)
        } else {
            fadeOut(airing, as: displaced, before: start, at: now)
        }
    }

    /// It has not begun: nobody heard it, so it is merely later.
    private mutating func takeBack(_ airing: Airing, as item: Item, at now: Instant) {
        airings.removeAll { $0.id == airing.id }
        effects.append(.stop(airing.id, at: now, fade: settings.giveWayFade))
        leaveBed(airing, at: now)
        waiting.append(item)
    }

    /// It sounds: it fades, and its item waits to be heard from its beginning.
    private mutating func fadeOut(_ airing: Airing, as item: Item, before start: Instant, at now: Instant) {
        let from = max(now, start - settings.giveWayFade)
        let leaves = from + settings.giveWayFade
        guard leaves < airing.end, let index = airings.firstIndex(where: { $0.id == airing.id }) else {
            return
        }
        effects.append(.stop(airing.id, at: from, fade: settings.giveWayFade))
        airings[index].leaves = leaves
        guard airing.leaves == nil else { return }
        if item.isAlone { settleRest(at: start, now) }
        if case .announcement(let id) = item.origin { effects.append(.announcement(id: id, .queued)) }
        waiting.append(item)
    }

    /// Until when a promo that gave way may be made good: it ends inside its rotation's span, or the day.
    /// An announcement keeps its own expiry.
    private func makeGoodLimit(_ airing: Airing, at now: Instant) -> Instant? {
        switch airing.item.origin {
        case .announcement: airing.item.latest
        case .rotation(let key): rotations[key].map { $0.rule.to - airing.duration } ?? airing.item.latest
        case .cue: plan.orders.first { $0.closes > now }.map { $0.closes - airing.duration }
        }
    }

    // MARK: The bed under it

    /// Brings the bed down before the first syllable, or, where it lies deeper under what comes before, up to
    /// its depth when that has ended; answers the instant of that step.
    private mutating func duck(
        under broadcastClass: BroadcastClass, _ facts: ClipFacts, start: Instant, at now: Instant
    ) -> Instant {
        let isKnown = start - settings.duckDown >= now
        let isUnderChime = facts.chime >= settings.duckDown
        let ramp = isKnown || isUnderChime ? settings.duckDown : settings.duckAtOnce
        let before = airings.last { $0.ducks && $0.end <= start && $0.item.broadcastClass > broadcastClass }
        let at = max(isKnown ? start - settings.duckDown : now, before?.end ?? now)
        effects += ducking.set(-depth(under: broadcastClass), at: at, ramp: ramp)
        keepDown(under: broadcastClass, from: start, to: start + facts.duration, at: now)
        return at
    }

    /// What follows a higher class lets the bed come up to its own depth only when that has ended.
    private mutating func keepDown(
        under broadcastClass: BroadcastClass, from start: Instant, to end: Instant, at now: Instant
    ) {
        for index in airings.indices {
            let next = airings[index]
            guard let at = next.duckedAt, at > max(now, start), at < end, next.start >= end,
                next.item.broadcastClass < broadcastClass
            else { continue }
            effects += ducking.withdraw(at: at)
            effects += ducking.set(-depth(under: next.item.broadcastClass), at: end, ramp: settings.duckDown)
            airings[index].duckedAt = end
        }
    }

    private func depth(under broadcastClass: BroadcastClass) -> Double {
        settings.duckDepth[broadcastClass] ?? 0
    }

    /// Brings the bed back up unless more speech follows before it would be there.
    mutating func raiseBed(at now: Instant) {
        ducking.forget(before: now)
        let back = now + settings.duckUp + settings.duckDown
        let isHeld = airings.contains { $0.ducks && $0.start < back }
        guard !isHeld, ducking.level(at: now) != 0 else { return }
        effects += ducking.set(0, at: now, ramp: settings.duckUp)
    }

    /// The bed has no more to do with an airing: neither goes down for it, nor rests.
    private mutating func leaveBed(_ airing: Airing, at now: Instant) {
        if let at = airing.duckedAt, at > now { effects += ducking.withdraw(at: at) }
        if airing.item.isAlone { settleRest(at: now, now) }
    }

    // MARK: Reports

    mutating func hasStarted(_ id: PlaybackID, at instant: Instant, now: Instant) {
        guard let index = airings.firstIndex(where: { $0.id == id }) else {
            bed.hasStarted(id, at: instant)
            return
        }
        airings[index].start = instant
        airings[index].hasStarted = true
        let airing = airings[index]
        guard airing.leaves == nil else { return }
        if airing.item.isAlone { settleRest(at: instant, now) }
        noteStart(of: airing.item, at: instant, lasting: airing.duration)
        if case .announcement(let id) = airing.item.origin {
            effects.append(.announcement(id: id, .onAir(since: instant)))
        }
        settleLateStart(of: airing, at: now)
    }

    /// What began late may reach into what is committed next: that waits for its true end, or a higher class
    /// goes before it.
    private mutating func settleLateStart(of airing: Airing, at now: Instant) {
        for next in airings where next.start > max(airing.start, now) && next.start < airing.end {
            if next.item.broadcastClass > airing.item.broadcastClass {
                giveWay(airing, to: next.item, from: next.start, at: now)
            } else {
                takeBack(next, as: next.item, at: now)
            }
        }
    }

    mutating func hasEnded(_ id: PlaybackID, at instant: Instant, brokeOff detail: Wording?, now: Instant) {
        guard let index = airings.firstIndex(where: { $0.id == id }) else {
            bedHasEnded(id, brokeOff: detail, at: now)
            return
        }
        let airing = airings.remove(at: index)
        if airing.hasStarted { lastHeard = (airing.item.name, instant) }
        guard airing.leaves == nil else { return }
        leaveBed(airing, at: now)
        if let detail, !airing.hasStarted {
            // It would fail again: the clip is out until a plan or the shell says otherwise.
            plan.clips[airing.item.clip] = .unavailable(detail)
            giveUp(airing.item, .unavailable(detail))
        } else {
            finish(airing, at: instant, brokeOff: detail)
        }
    }

    private mutating func finish(_ airing: Airing, at instant: Instant, brokeOff detail: Wording?) {
        var item = airing.item
        if let detail { item.reason = .brokeOff(detail) }
        switch item.origin {
        case .announcement(let id):
            effects.append(.announcement(id: id, .done(start: airing.start, end: instant)))
        case .cue, .rotation:
            effects.append(.record(item.record(.aired, start: airing.start, end: instant)))
        }
        close(item)
    }

    private static let noEnd = Wording(en: "the sound output reported no end", zh: "声音输出没有报告播放结束")

    /// A playback whose end was never reported must not hold the programme for ever.
    mutating func giveUpLostAirings(at now: Instant) {
        for airing in airings where deadline(of: airing) <= now {
            airings.removeAll { $0.id == airing.id }
            guard airing.leaves == nil else { continue }
            leaveBed(airing, at: now)
            effects.append(.stop(airing.id, at: now, fade: settings.giveWayFade))
            if airing.hasStarted {
                finish(airing, at: airing.end, brokeOff: Self.noEnd)
            } else {
                giveUp(airing.item, .unavailable(Self.noEnd))
            }
        }
    }

    /// When an airing is looked at next: at the end of its fade, or when its report is overdue.
    func deadline(of airing: Airing) -> Instant {
        airing.leaves ?? airing.end + settings.reportLimit
    }
}
