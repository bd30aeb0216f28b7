// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What waits for the programme, and the first instant at which each may have it (the design's section 5).
extension Director {
    mutating func accept(_ announcement: Announcement, at now: Instant) {
        enqueue(
            Item(
                origin: .announcement(id: announcement.id), key: announcement.id, when: "", verb: .say,
                name: announcement.name, broadcastClass: announcement.broadcastClass,
                clip: announcement.clip, planned: announcement.received,
                due: announcement.received, latest: announcement.expires,
                isAlone: false))
        effects.append(.announcement(id: announcement.id, .queued))
    }

    mutating func enqueue(_ item: Item) {
        var item = item
        item.sequence = nextSequence()
        waiting.append(item)
    }

    /// Commits each waiting item whose start is within the lead, the highest class first.
    ///
    /// What gives way to it finds its own next place at once, before anything new is looked at.
    mutating func placeWaiting(at now: Instant) {
        var someGaveWay = true
        while someGaveWay {
            someGaveWay = false
            for item in waiting.sorted(by: Item.precedes) where place(item, at: now) { someGaveWay = true }
        }
    }

    /// Commits a waiting item whose start is within the lead; answers whether others gave way to it.
    private mutating func place(_ item: Item, at now: Instant) -> Bool {
        switch plan.clips[item.clip] {
        case nil: return false
        case .unavailable(let detail):
            giveUp(item, .unavailable(detail))
            return false
        case .ready(let facts):
            let start = place(of: item, lasting: facts.duration, at: now)
            guard item.mayStart(at: start), start - settings.lead <= now else { return false }
            waiting.removeAll { $0.sequence == item.sequence }
            let others = waiting.count
            commit(item, facts, start: start, at: now)
            return waiting.count > others
        }
    }

    /// When a waiting item is looked at next: to be committed, or to be given up.
    func deadline(of item: Item, after now: Instant) -> Instant? {
        let givenUp = item.latest.map { $0 + .nanoseconds(1) }
        guard case .ready(let facts) = plan.clips[item.clip] else { return givenUp }
        let start = place(of: item, lasting: facts.duration, at: now)
        return item.mayStart(at: start) ? start - settings.lead : givenUp
    }

    /// Where a waiting item goes as things stand.
    ///
    /// A timed item that is late already lets those pass that are on time, unless it would then be missed.
    func place(of item: Item, lasting duration: Duration, at now: Instant) -> Instant {
        let from = max(item.due, quiet(before: item, at: now))
        let first = firstStart(of: item, lasting: duration, from: from)
        guard item.isTimed, first > item.due else { return first }
        let behind = firstStart(of: item, lasting: duration, from: from, lettingPass: true)
        return item.mayStart(at: behind) ? behind : first
    }

    /// When the pause after the last item is over; timed items and urgent announcements do not wait for it.
    private func quiet(before item: Item, at now: Instant) -> Instant {
        item.isTimed || item.broadcastClass >= .urgent ? now : quiet(at: now)
    }

    func quiet(at now: Instant) -> Instant {
        max(now, lastHeard.map { $0.end + settings.spacing } ?? now)
    }

    /// The first instant from `from` on at which nothing the item has to wait for is in its way.
    func firstStart(
        of item: Item, lasting duration: Duration, from: Instant, lettingPass: Bool = false
    ) -> Instant {
        var start = from
        while let busy = obstacle(to: item, from: start, to: start + duration, lettingPass: lettingPass) {
            start = busy.to + settings.spacing
        }
        return start
    }

    /// What an item of that class has to wait for between two instants, the earliest first.
    ///
    /// Airings of the same or a higher class are in everybody's way. Timed cues are in the way of items that
    /// are not timed, up to `urgent`: a timed item starts on its second, only a higher class delays it.
    ///
    /// - Parameter lettingPass: whether the item, a timed one that is late, lets those pass that are on time.
    func obstacle(to item: Item, from: Instant, to: Instant, lettingPass: Bool = false) -> Busy? {
        let onAir = airings.first {
            let clearance = $0.item.isTimed && !item.isTimed ? settings.clearance : settings.spacing
            return $0.item.broadcastClass >= item.broadcastClass && $0.end > from && $0.start - clearance < to
        }
        let obstacles = [
            onAir.map { Busy(from: $0.start, to: $0.end, name: $0.item.name) },
            item.isTimed && !lettingPass ? nil : waitingTimed(before: item, from: from, to: to),
            item.isTimed && !lettingPass ? nil : upcomingTimed(before: item, from: from, to: to),
        ]
        return obstacles.compactMap(\.self).min { $0.from < $1.from }
    }

    /// The first timed item that was taken up, has a place of its own, and lies between two instants.
    private func waitingTimed(before item: Item, from: Instant, to: Instant) -> Busy? {
        var first: Busy?
        for index in waiting.indices where waiting[index].isTimed {
            let timed = waiting[index]
            guard timed.broadcastClass >= item.broadcastClass,
                !item.isTimed || (timed.due >= from && timed.sequence != item.sequence),
                case .ready(let facts) = plan.clips[timed.clip]
            else { continue }
            let start = firstStart(of: timed, lasting: facts.duration, from: timed.due)
            let end = start + facts.duration
            guard timed.mayStart(at: start), end > from, start - settings.clearance < to else { continue }
            if first.map({ start < $0.from }) ?? true { first = Busy(from: start, to: end, name: timed.name) }
        }
        return first
    }

    /// The first cue still to come between two instants; one whose sound is not ready yet counts, too.
    private func upcomingTimed(before item: Item, from: Instant, to: Instant) -> Busy? {
        for index in upcoming.indices {
            if upcoming[index].start - settings.clearance >= to { return nil }
            guard upcoming[index].end > from, let cueClass = upcoming[index].broadcastClass,
                cueClass >= item.broadcastClass, !upcoming[index].isUnavailable
            else { continue }
            let timed = upcoming[index]
            return Busy(from: timed.start, to: timed.end, name: timed.cue.name)
        }
        return nil
    }
}
