// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What waits for the programme, and the first instant at which each may have it (the design's section 5).
extension Director {
    /// Where a waiting item goes as things stand.
    struct Forecast {
        var item: Item
        var facts: ClipFacts
        var start: Instant
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
        divideEmergencies()
        for item in waiting {
            if case .unavailable(let detail) = plan.clips[item.clip] { giveUp(item, .unavailable(detail), at: now) }
        }
        while let next = forecasts(at: now).first(where: { $0.start - settings.lead <= now }) {
            waiting.removeAll { $0.sequence == next.item.sequence }
            commit(next.item, next.facts, start: next.start, at: now)
        }
    }

    /// When a waiting item is looked at next: to be committed, or to be given up.
    mutating func waitingDeadline(after now: Instant) -> Instant? {
        guard !waiting.isEmpty else { return nil }
        let placed = forecasts(at: now)
        let sequences = Set(placed.map(\.item.sequence))
        let givenUp = waiting.filter { !sequences.contains($0.sequence) }.compactMap(latest)
        return (placed.map { $0.start - settings.lead } + givenUp.map { $0 + .nanoseconds(1) }).min()
    }

    /// The places of the waiting items that will be heard, in the order of their right to one: each keeps clear
    /// of those before it, so that nobody who came later holds up a message for several zones.
    mutating func forecasts(at now: Instant) -> [Forecast] {
        guard !waiting.isEmpty else { return [] }
        let before = (waiting, airings)
        defer { (waiting, airings) = before }
        return arrangeWaiting(at: now)
    }

    /// How things stand once all that waits has its place.
    mutating func arranged<Value>(at now: Instant, _ body: (Director) -> Value) -> Value {
        guard !waiting.isEmpty || !pending.isEmpty else { return body(self) }
        let before = (waiting, airings)
        defer { (waiting, airings) = before }
        _ = arrangeWaiting(at: now)
        return body(self)
    }

    private mutating func arrangeWaiting(at now: Instant) -> [Forecast] {
        var forecasts: [Forecast] = []
        let items = (waiting + nextHearings).sorted(by: Item.precedes)
        // Of what has no place yet, only timed items are in anybody's way.
        waiting.removeAll { !$0.isTimed }
        // Nobody knows when an emergency ends.
        let taken = emergencyZones
        for item in items where !isHeld(item) && !isMuted(item) && !item.zones.intersects(taken) {
            guard case .ready(let facts) = plan.clips[item.clip] else { continue }
            let start = place(of: item, lasting: facts.duration, at: now)
            guard item.mayStart(at: start) else { continue }
            if item.sequence > 0 { forecasts.append(Forecast(item: item, facts: facts, start: start)) }
            if item.isTimed { waiting.removeAll { $0.sequence == item.sequence } }
            occupy(Airing(id: PlaybackID(0), item: item, start: start, duration: facts.duration))
        }
        return forecasts
    }

    /// Those behind an airing in the queue find its place taken. What follows another at once is one with it,
    /// so that a long queue is quickly searched.
    private mutating func occupy(_ airing: Airing) {
        let item = airing.item
        let before = airings.lastIndex {
            $0.leaves == nil && $0.end + settings.spacing == airing.start
                && $0.item.broadcastClass == item.broadcastClass && $0.item.zones == item.zones
        }
        if let before {
            airings[before].duration = airing.end - airings[before].start
        } else {
            airings.insert(airing, at: airings.firstIndex { $0.start > airing.start } ?? airings.endIndex)
        }
    }

    /// Where a waiting item goes if all that waits before it has its place.
    ///
    /// A timed item that is late already lets those pass that are on time, unless it would then be missed.
    private func place(of item: Item, lasting duration: Duration, at now: Instant) -> Instant {
        let from = max(item.due, quiet(before: item, at: now))
        let first = firstStart(of: item.claim, lasting: duration, from: from)
        guard item.isTimed, first > item.due else { return first }
        let behind = firstStart(of: item.claim, lasting: duration, from: from, lettingPass: true)
        return item.mayStart(at: behind) ? behind : first
    }

    /// When the pause after the last item is over; timed items and urgent announcements do not wait for it.
    private func quiet(before item: Item, at now: Instant) -> Instant {
        item.isTimed || item.broadcastClass >= .urgent ? now : quiet(in: item.zones, at: now)
    }

    func quiet(in zones: ZoneSet, at now: Instant) -> Instant {
        max(now, lastHeard.end(in: zones).map { $0 + settings.spacing } ?? now)
    }
}
