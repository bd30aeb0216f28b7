// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What is on air: commitments, giving way, and what the shell reports.
extension Director {
    /// Has an item begin at an instant.
    ///
    /// - Parameter before: the hearing of the same emergency after which it comes; nil for none.
    mutating func commit(
        _ item: Item, _ facts: ClipFacts, start: Instant, at now: Instant, after before: Airing? = nil
    ) {
        let item = movedMessage(item, to: start)
        makeRoom(for: item, from: start, to: start + facts.duration, at: now)
        var airing = Airing(
            id: nextPlaybackID(), item: item, start: start, duration: facts.duration,
            loudnessLUFS: facts.loudnessLUFS)
        if before != nil {
            // The bed is down already.
            airing.ducks = [Airing.DuckStep(zones: item.zones, at: start, depth: settings.mute)]
        } else if !item.isAlone {
            airing.ducks = duck(under: item, facts, start: start, at: now)
        }
        airings.append(airing)
        airings.sort { $0.start < $1.start }
        if item.isAlone { restBeds(in: item.zones, from: start, at: now) }
        let content = Playback.Content.clip(item.clip)
        let follows = before.flatMap { $0.end == start ? $0.id : nil }
        effects.append(
            .start(
                Playback(
                    id: airing.id, subject: item.subject, content: content, zones: item.zones, at: start, fadeIn: .zero,
                    follows: follows)))
    }

    // MARK: Giving way

    /// Everything of a lower class that would sound at the same time in one of its zones gives way, in all of
    /// its own.
    private mutating func makeRoom(for item: Item, from start: Instant, to end: Instant, at now: Instant) {
        for airing in airings
        where airing.end > start && airing.start < end && airing.item.broadcastClass < item.broadcastClass
            && airing.item.zones.intersects(item.zones)
        {
            giveWay(airing, to: item, from: start, at: now)
        }
    }

    /// A promo is made good while it ends inside its rotation's span or before its day closes, an item with a
    /// lateness only inside that.
    private mutating func giveWay(_ airing: Airing, to item: Item, from start: Instant, at now: Instant) {
        guard !airing.item.isAllClear else { return dropAllClear(airing, at: now) }
        var displaced = airing.item
        displaced.reason = .gaveWay(to: item.name, at: start)
        if displaced.broadcastClass == .promo, let latest = displaced.latest, let spanEnd = displaced.spanEnd {
            displaced.latest = max(latest, spanEnd - airing.duration)
        }
        if airing.start > now, !airing.hasStarted {
            takeBack(airing, as: displaced, at: now)
        } else if item.broadcastClass == .emergency, displaced.broadcastClass < .urgent {
            takeOffForGood(airing, as: displaced, displaced.broadcastClass == .notice ? .missed : .gaveWay, at: now)
        } else {
            fadeOut(airing, as: displaced, before: start, at: now)
        }
    }

    /// It has not begun: nobody heard it, so it is merely later.
    mutating func takeBack(_ airing: Airing, as item: Item, at now: Instant) {
        callOff(airing, at: now)
        waiting.append(item)
    }

    /// What has not begun never does.
    mutating func callOff(_ airing: Airing, at now: Instant) {
        airings.removeAll { $0.id == airing.id }
        effects.append(.stop(airing.id, at: now, fade: settings.giveWayFade))
        leaveBed(airing, at: now)
    }

    /// What sounds fades out at once, and its item waits no more.
    mutating func silence(_ airing: Airing, at now: Instant) {
        guard let index = airings.firstIndex(where: { $0.id == airing.id }) else { return }
        effects.append(.stop(airing.id, at: now, fade: settings.giveWayFade))
        let leaves = min(now + settings.giveWayFade, max(airing.end, now))
        airings[index].leaves = leaves
        leaveBed(airing, at: now)
        noteCut(airing, at: leaves)
    }

    private mutating func noteCut(_ airing: Airing, at end: Instant) {
        guard let id = airing.item.announcementID, airing.hasStarted else { return }
        effects.append(.heard(announcement: id, start: airing.toldStart, end: airing.told(end)))
    }

    /// What sounds fades out and is not made good, for the reason the item has.
    mutating func takeOffForGood(
        _ airing: Airing, as item: Item, _ outcome: CueRecord.Outcome, at now: Instant
    ) {
        guard now + settings.giveWayFade < airing.end, airing.leaves == nil, let reason = item.reason else {
            return
        }
        silence(airing, at: now)
        switch item.origin {
        case .announcement(let id): repeatOrEnd(id, .failed(reason), at: now)
        case .cue, .rotation, .allClear:
            effects.append(.record(record(item, outcome)))
        }
        giveBack(item.clip)
        close(item)
    }

    private mutating func dropAllClear(_ airing: Airing, at now: Instant) {
        if airing.isOnAir(at: now) { silence(airing, at: now) } else { callOff(airing, at: now) }
        close(airing.item)
    }

    /// It sounds: it fades, and its item waits to be heard from its beginning.
    mutating func fadeOut(_ airing: Airing, as item: Item, before start: Instant, at now: Instant) {
        let from = max(now, start - settings.giveWayFade)
        let leaves = from + settings.giveWayFade
        guard leaves < airing.end, let index = airings.firstIndex(where: { $0.id == airing.id }) else {
            return
        }
        effects.append(.stop(airing.id, at: from, fade: settings.giveWayFade))
        airings[index].leaves = leaves
        guard airing.leaves == nil else { return }
        if item.isAlone { settleRest(in: item.zones, at: start, now) }
        noteCut(airing, at: leaves)
        if let id = item.announcementID {
            guard !isClaimed(item) else { return end(id, .claimed, at: now) }
            effects.append(.announcement(id: id, .queued))
        }
        waiting.append(item)
    }

    func isClaimed(_ item: Item) -> Bool {
        item.announcementID.flatMap { pending[$0]?.isClaimed } ?? false
    }

    /// Ends what nobody hears; its item waits to be heard from its beginning.
    mutating func takeOff(_ airing: Airing, at now: Instant) {
        if airing.hasStarted {
            fadeOut(airing, as: airing.item, before: now + settings.giveWayFade, at: now)
        } else {
            takeBack(airing, as: airing.item, at: now)
        }
    }

    // MARK: Reports

    /// A first frame was heard; answers whether that changes nothing of what was planned.
    mutating func hasStarted(_ id: PlaybackID, at instant: Instant, now: Instant) -> Bool {
        guard let index = airings.firstIndex(where: { $0.id == id }) else {
            return bedHasStarted(id, at: instant)
        }
        airings[index].start = instant
        airings[index].hasStarted = true
        let airing = airings[index]
        guard airing.leaves == nil else { return false }
        if airing.item.isAlone { settleRest(in: airing.item.zones, at: instant, now) }
        noteStart(of: airing.item, at: instant, lasting: airing.duration)
        if airing.item.isPlanned {
            settled.noteHeard(airing.item.key)
            effects.append(.began(record(airing.item, .aired, start: airing.toldStart)))
        }
        if let id = airing.item.announcementID {
            // An emergency goes on being on air from one hearing to the next.
            if !isEndless(airing) || pending[id]?.lastStart == nil {
                effects.append(.announcement(id: id, .onAir(since: instant)))
            }
            pending[id]?.lastStart = instant
        }
        delaySuccessor(of: airing)
        settleLateStart(of: airing, at: now)
        return false
    }

    /// What began late may reach into what is committed next: that waits for its true end, or a higher class
    /// goes before it, but for a message of a rotation, for which nothing makes room.
    mutating func settleLateStart(of airing: Airing, at now: Instant) {
        for next in airings
        where next.start > max(airing.start, now) && next.start < airing.end
            && next.item.zones.intersects(airing.item.zones)
            && (next.item.announcementID == nil || next.item.origin != airing.item.origin)
        {
            if next.item.broadcastClass > airing.item.broadcastClass, !next.item.claim.isRotated {
                giveWay(airing, to: next.item, from: next.start, at: now)
            } else {
                takeBack(next, as: next.item, at: now)
            }
        }
    }

    /// A playback ended; answers whether that changes nothing of what was planned.
    mutating func hasEnded(
        _ id: PlaybackID, at instant: Instant, brokeOff detail: Wording?, now: Instant
    ) -> Bool {
        guard let index = airings.firstIndex(where: { $0.id == id }) else {
            return bedHasEnded(id, brokeOff: detail, at: now)
        }
        let airing = airings.remove(at: index)
        if airing.hasStarted { lastHeard.note(airing.item, end: instant) }
        guard airing.leaves == nil || detail == nil && hasOutlastedFade(airing, at: instant) else { return false }
        leaveBed(airing, at: now)
        if keepsOn(airing, at: instant, now) { return false }
        if let detail, !airing.hasStarted {
            // It would fail again: the clip is out until a plan or the shell says otherwise.
            plan.clips[airing.item.clip] = .unavailable(detail)
            giveUp(airing.item, .unavailable(detail), at: now)
        } else {
            finish(airing, at: instant, brokeOff: detail, now)
        }
        return false
    }

    /// Whether what gave way was heard to its end all the same, for that was mixed when it was told to fade: then its item
    /// waits no more.
    private mutating func hasOutlastedFade(_ airing: Airing, at end: Instant) -> Bool {
        guard airing.hasStarted, end >= airing.start + airing.duration - Self.slewWhileOnAir,
            let place = waiting.firstIndex(where: { $0.sequence == airing.item.sequence })
        else { return false }
        waiting.remove(at: place)
        return true
    }

    /// By so much the clock may be slewed while something is on air.
    private static let slewWhileOnAir = Duration.milliseconds(5)

    /// Whether what ended is a hearing of an emergency that was heard before, or the next of which is on its way already:
    /// that one follows.
    private mutating func keepsOn(_ airing: Airing, at end: Instant, _ now: Instant) -> Bool {
        guard isEndless(airing), let id = airing.item.announcementID,
            pending[id]?.lastStart != nil || successor(of: airing) != nil
        else { return false }
        if airing.hasStarted {
            effects.append(.heard(announcement: id, start: airing.toldStart, end: airing.told(end)))
        }
        goOn(after: airing, failed: !airing.hasStarted, at: now)
        return true
    }

    private mutating func finish(
        _ airing: Airing, at instant: Instant, brokeOff detail: Wording?, _ now: Instant
    ) {
        var item = airing.item
        if let detail { item.reason = .brokeOff(detail) }
        switch item.origin {
        case .announcement(let id): finishHearing(of: id, airing, at: instant, now: now)
        case .allClear: break
        case .cue, .rotation:
            effects.append(.record(record(item, .aired, start: airing.toldStart, end: airing.told(instant))))
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
            if keepsOn(airing, at: airing.end, now) { continue }
            if airing.hasStarted {
                finish(airing, at: airing.end, brokeOff: Self.noEnd, now)
            } else {
                giveUp(airing.item, .unavailable(Self.noEnd), at: now)
            }
        }
    }

    /// When an airing is looked at next: at the end of its fade, or when its report is overdue.
    func deadline(of airing: Airing) -> Instant {
        airing.leaves ?? airing.end + settings.reportLimit
    }
}
