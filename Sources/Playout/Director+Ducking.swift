// SPDX-License-Identifier: Apache-2.0
import Timetable

/// The bed goes down under speech, zone by zone, and comes back up after it.
extension Director {
    /// Brings the bed down before the first syllable, or, where it lies deeper under what comes before, up to
    /// its depth when that has ended; answers the steps.
    mutating func duck(
        under item: Item, _ facts: ClipFacts, start: Instant, at now: Instant
    ) -> [Airing.DuckStep] {
        let isKnown = start - settings.duckDown >= now
        let isUnderChime = facts.chime >= settings.duckDown
        let ramp = isKnown || isUnderChime ? settings.duckDown : settings.duckAtOnce
        let at = isKnown ? start - settings.duckDown : now
        let steps = duckSteps(before: item, start: start, at: at)
        for step in steps {
            effects += ducking.set(-depth(under: item.broadcastClass), in: step.zones, at: step.at, ramp: ramp)
        }
        keepDown(under: item, from: start, to: start + facts.duration, at: now)
        return steps
    }

    /// When the bed of each zone goes to the depth of an item: at that instant, or later where something of a
    /// higher class is still heard before it.
    private func duckSteps(before item: Item, start: Instant, at instant: Instant) -> [Airing.DuckStep] {
        var steps: [Airing.DuckStep] = []
        var zones = item.zones
        for before in airings.reversed()
        where before.isOverBed && before.end <= start && before.item.broadcastClass > item.broadcastClass
            && before.item.zones.intersects(zones)
        {
            let shared = zones.intersection(before.item.zones)
            steps.append(Airing.DuckStep(zones: shared, at: max(instant, before.end)))
            zones.subtract(shared)
        }
        if !zones.isEmpty { steps.append(Airing.DuckStep(zones: zones, at: instant)) }
        return steps
    }

    /// What follows a higher class lets the bed come up to its own depth only when that has ended.
    private mutating func keepDown(under item: Item, from start: Instant, to end: Instant, at now: Instant) {
        for index in airings.indices {
            let next = airings[index].item
            guard airings[index].start >= end, next.broadcastClass < item.broadcastClass,
                next.zones.intersects(item.zones)
            else { continue }
            for step in airings[index].ducks where step.at > max(now, start) && step.at < end {
                let shared = step.zones.intersection(item.zones)
                guard !shared.isEmpty else { continue }
                effects += ducking.withdraw(in: shared, at: step.at)
                effects += ducking.set(
                    -depth(under: next.broadcastClass), in: shared, at: end, ramp: settings.duckDown)
                airings[index].delayDuck(in: shared, from: step.at, to: end)
            }
        }
    }

    private func depth(under broadcastClass: BroadcastClass) -> Double {
        settings.duckDepth[broadcastClass] ?? 0
    }

    /// Brings the bed back up where no more speech follows before it would be there.
    mutating func raiseBed(at now: Instant) {
        ducking.forget(before: now)
        var zones = ducking.lowered(at: now)
        guard !zones.isEmpty else { return }
        let back = now + settings.duckUp + settings.duckDown
        for airing in airings where airing.isOverBed && airing.start < back {
            zones.subtract(airing.item.zones)
        }
        guard !zones.isEmpty else { return }
        effects += ducking.set(0, in: zones, at: now, ramp: settings.duckUp)
    }

    /// The bed has no more to do with an airing: neither goes down for it, nor rests.
    mutating func leaveBed(_ airing: Airing, at now: Instant) {
        for step in airing.ducks where step.at > now {
            effects += ducking.withdraw(in: step.zones, at: step.at)
        }
        if airing.item.isAlone { settleRest(in: airing.item.zones, at: now, now) }
    }
}

extension Airing {
    /// A step of the bed's gain acts later in some of its zones.
    fileprivate mutating func delayDuck(in zones: ZoneSet, from former: Instant, to later: Instant) {
        guard let index = ducks.firstIndex(where: { $0.at == former && $0.zones.intersects(zones) }) else {
            return
        }
        ducks[index].zones.subtract(zones)
        if ducks[index].zones.isEmpty { ducks.remove(at: index) }
        ducks.append(DuckStep(zones: zones, at: later))
    }
}
