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
        let depths = depths(under: item, facts, from: start)
        let steps = depths.flatMap { duckSteps(to: $0.depth, in: $0.zones, before: start, at: at) }
        for step in steps {
            effects += ducking.set(-step.depth, in: step.zones, at: step.at, ramp: ramp)
        }
        for (zones, depth) in depths {
            keepDown(to: depth, in: zones, from: start, to: start + facts.duration, at: now)
        }
        return steps
    }

    /// How far the bed falls under an item: in each area far enough that it stands clear of the songs heard there.
    private func depths(
        under item: Item, _ facts: ClipFacts, from start: Instant
    ) -> [(zones: ZoneSet, depth: Double)] {
        var depths: [(zones: ZoneSet, depth: Double)] = []
        for bed in beds where bed.zones.intersects(item.zones) {
            let depth = depth(
                under: item, facts.loudnessLUFS, bed, from: start, to: start + facts.duration)
            let zones = item.zones.intersection(bed.zones)
            if let same = depths.firstIndex(where: { $0.depth == depth }) {
                depths[same].zones.formUnion(zones)
            } else {
                depths.append((zones, depth))
            }
        }
        return depths
    }

    private func depth(
        under item: Item, _ speech: Double?, _ bed: Bed, from: Instant, to: Instant
    ) -> Double {
        guard !item.silencesBed else { return settings.mute }
        let music = bed.loudness(from: from, to: to, unknown: settings.loudnessLUFS[.music])
        return settings.duckDepth(under: item.broadcastClass, speech: speech, bed: music)
    }

    /// When the bed goes to a depth: at that instant, or later where something that wants it deeper is still heard
    /// before the start.
    private func duckSteps(
        to depth: Double, in all: ZoneSet, before start: Instant, at instant: Instant
    ) -> [Airing.DuckStep] {
        var steps: [Airing.DuckStep] = []
        var zones = all
        for before in airings.reversed() where before.isOverBed && before.end <= start {
            for deeper in before.ducks where deeper.depth > depth && deeper.zones.intersects(zones) {
                let shared = zones.intersection(deeper.zones)
                steps.append(Airing.DuckStep(zones: shared, at: max(instant, before.end), depth: depth))
                zones.subtract(shared)
            }
        }
        if !zones.isEmpty { steps.append(Airing.DuckStep(zones: zones, at: instant, depth: depth)) }
        return steps
    }

    /// What follows lets the bed come up to a lesser depth only when that which wants it deeper has ended.
    private mutating func keepDown(
        to depth: Double, in zones: ZoneSet, from start: Instant, to end: Instant, at now: Instant
    ) {
        for index in airings.indices where airings[index].start >= end {
            for step in airings[index].ducks
            where step.depth < depth && step.at > max(now, start) && step.at < end {
                let shared = step.zones.intersection(zones)
                guard !shared.isEmpty else { continue }
                effects += ducking.withdraw(in: shared, at: step.at)
                effects += ducking.set(-step.depth, in: shared, at: end, ramp: settings.duckDown)
                airings[index].delayDuck(in: shared, from: step.at, to: end)
            }
        }
    }

    /// A song begins in an area: where it is louder than what the bed went down for, the bed goes further down
    /// before it is heard.
    mutating func duckFurther(_ area: Int, at now: Instant) {
        let bed = beds[area]
        guard let song = bed.current else { return }
        for index in airings.indices {
            let airing = airings[index]
            guard airing.isOverBed, airing.leaves == nil, airing.start < song.end, airing.end > song.start,
                let last = airing.ducks.last(where: { $0.zones.intersects(bed.zones) })
            else { continue }
            let depth = depth(
                under: airing.item, airing.loudnessLUFS, bed, from: airing.start, to: airing.end)
            guard depth > last.depth else { continue }
            let step = Airing.DuckStep(
                zones: airing.item.zones.intersection(bed.zones),
                at: max(now, last.at, song.start - settings.duckDown), depth: depth)
            effects += ducking.set(-depth, in: step.zones, at: step.at, ramp: settings.duckDown)
            airings[index].ducks.append(step)
        }
    }

    /// Brings the bed back up where no more speech follows before it would be there.
    mutating func raiseBed(at now: Instant) {
        ducking.forget(before: now)
        var zones = ducking.lowered(at: now)
        guard mutedBy == nil, !zones.isEmpty else { return }
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
        let depth = ducks[index].depth
        ducks[index].zones.subtract(zones)
        if ducks[index].zones.isEmpty { ducks.remove(at: index) }
        ducks.append(DuckStep(zones: zones, at: later, depth: depth))
    }
}
