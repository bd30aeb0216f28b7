// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Announcements from the moment they are accepted to their one end: heard, repeated, claimed, cancelled.
extension Director {
    mutating func accept(_ announcement: Announcement, at now: Instant) {
        guard pending[announcement.id] == nil else { return }
        effects.append(.announcement(id: announcement.id, .queued))
        let zones = announcement.zones.intersection(plan.allZones)
        let entry = PendingAnnouncement(announcement: announcement, zones: zones)
        pending[announcement.id] = entry
        guard !zones.isEmpty else { return end(announcement.id, .failed(.noZone([])), at: now) }
        if entry.isEmergency, announcement.replacesEmergency { endEmergencies(in: zones, at: now) }
        if announcement.progress == nil || entry.isEmergency {
            enqueueParts(of: entry.item(due: min(announcement.received, now)))
        } else if let due = entry.nextDue(after: entry.hearings), let every = announcement.repeats?.every {
            // The clock may have been set back since it was heard.
            wait(entry, until: min(due, now + every))
        } else {
            end(announcement.id, state(unrepeated: entry), at: now)
        }
    }

    /// Waits for its next hearing, the first of which is over.
    private mutating func wait(_ entry: PendingAnnouncement, until due: Instant) {
        if let lastStart = entry.lastStart {
            let progress = Announcement.Progress(
                hearings: entry.hearings, lastStart: lastStart, lastEnd: entry.lastHeard?.end)
            effects.append(.announcement(id: entry.announcement.id, .waitingToRepeat(progress, next: due)))
        }
        enqueueParts(of: entry.item(due: due))
    }

    /// How one ends that is not heard again, though it was to be: its time ran out.
    private func state(unrepeated entry: PendingAnnouncement) -> AnnouncementState {
        entry.lastHeard.map { .done(start: $0.start, end: $0.end) } ?? .expired(.timeRanOut)
    }

    /// Takes it off the air, or out of the queue.
    mutating func cancel(_ id: String, at now: Instant) {
        guard let entry = pending[id] else { return }
        let onAir = airings.filter { $0.isOnAir(at: now) && $0.isHearing(of: id) }
        onAir.forEach { silence($0, at: now) }
        bringForward(after: onAir, at: now)
        end(id, .cancelled, at: now)
        let zones = onAir.reduce(into: ZoneSet()) { $0.formUnion($1.item.zones) }
        if entry.isEmergency { sayAllClear(after: entry.announcement, in: zones, at: now) }
    }

    /// What was committed to begin when something ended that is now cut finds a new place, which is sooner.
    mutating func bringForward(after cut: [Airing], at now: Instant) {
        for next in airings
        where next.leaves == nil && !next.isOnAir(at: now) && next.start > next.item.due
            && cut.contains(where: { $0.item.zones.intersects(next.item.zones) })
        {
            takeBack(next, as: next.item, at: now)
        }
    }

    /// The one who was sought has come: what is on air is heard to its end, and nothing of it after that.
    mutating func claim(_ id: String, at now: Instant) {
        guard pending[id] != nil else { return }
        pending[id]?.isClaimed = true
        waiting.removeAll { $0.announcementID == id }
        withdraw(id, at: now)
        if !airings.contains(where: { $0.isHearing(of: id) }) { end(id, .claimed, at: now) }
    }

    /// Gives an announcement its final state; what is left of it is taken back.
    mutating func end(_ id: String, _ state: AnnouncementState, at now: Instant) {
        guard let entry = pending.removeValue(forKey: id) else { return }
        waiting.removeAll { $0.announcementID == id }
        withdraw(id, at: now)
        effects.append(.announcement(id: id, state))
        // An announcement's sound is its own; nothing else will ask for it.
        let clip = entry.announcement.clip
        if clip.source == .announcement { plan.clips[clip] = nil }
    }

    /// Takes back what is committed of an announcement and has not begun.
    private mutating func withdraw(_ id: String, at now: Instant) {
        for airing in airings where airing.isHearing(of: id) && !airing.isOnAir(at: now) {
            callOff(airing, at: now)
        }
    }

    // MARK: Hearings

    /// Part of a message, or all of it, was heard to its end.
    mutating func finishHearing(of id: String, _ airing: Airing, at end: Instant, now: Instant) {
        effects.append(.heard(announcement: id, start: airing.toldStart, end: airing.told(end)))
        let claimed = pending[id].flatMap { $0.isClaimed && $0.isEmergency ? $0 : nil }
        if waiting.contains(where: { $0.announcementID == id }) {
            effects.append(.announcement(id: id, .queued))
        } else if !isUnfinished(airing.item) {
            let heard = (start: airing.toldStart, end: airing.told(end))
            pending[id]?.lastHeard = heard
            repeatOrEnd(id, .done(start: heard.start, end: heard.end), at: now)
        }
        if let claimed { sayAllClear(after: claimed.announcement, in: airing.item.zones, at: now) }
    }

    /// A hearing is over, and was the last unless it is to be repeated.
    mutating func repeatOrEnd(_ id: String, _ state: AnnouncementState, at now: Instant) {
        pending[id]?.hearings += 1
        guard let entry = pending[id] else { return }
        if entry.isClaimed {
            end(id, .claimed, at: now)
        } else if let due = entry.nextDue(after: entry.hearings) {
            wait(entry, until: due)
        } else {
            end(id, state, at: now)
        }
    }

    /// The time of a waiting message ran out: one that was heard before is merely not repeated.
    mutating func expire(_ id: String, _ item: Item, at now: Instant) {
        waiting.removeAll { $0.sequence == item.sequence }
        guard !isUnfinished(item) else { return }
        let heard = pending[id]?.lastHeard
        end(id, heard.map { .done(start: $0.start, end: $0.end) } ?? .expired(whyExpired(item, at: now)), at: now)
    }

    private mutating func whyExpired(_ item: Item, at now: Instant) -> Reason {
        if case .gaveWay = item.reason, let reason = item.reason { return reason }
        if isHeld(item) { return .noCard }
        return whyLate(item, at: now) ?? .timeRanOut
    }

    /// The hearings that follow what is on air, as far as they are known: others keep clear of them.
    var nextHearings: [Item] {
        airings.compactMap { airing in
            guard airing.leaves == nil, let id = airing.item.announcementID, var entry = pending[id] else { return nil }
            entry.lastStart = airing.start
            return entry.nextDue(after: entry.hearings + 1).map(entry.item)
        }
    }
}

extension Item {
    /// The announcement it is a hearing of.
    var announcementID: String? {
        if case .announcement(let id) = origin { id } else { nil }
    }
}

extension Airing {
    /// Whether it is of that announcement, and not fading.
    func isHearing(of id: String) -> Bool { leaves == nil && item.announcementID == id }

    /// Whether it has begun, reported or not.
    func isOnAir(at now: Instant) -> Bool { hasStarted || start <= now }
}
