// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What the bed of each zone was told about its gain. Zones that were told the same are kept as one.
struct Ducking: Sendable {
    private struct Track: Sendable {
        var zones: ZoneSet
        var steps = DuckSteps()
    }

    /// Disjoint, and together all zones.
    private var tracks = [Track(zones: .all)]

    /// The zones whose bed is not at its own level at that instant.
    func lowered(at instant: Instant) -> ZoneSet {
        tracks.reduce(into: ZoneSet()) { lowered, track in
            if track.steps.level(at: instant) != 0 { lowered.formUnion(track.zones) }
        }
    }

    /// Brings the bed of some zones to a level.
    mutating func set(_ decibels: Double, in zones: ZoneSet, at instant: Instant, ramp: Duration) -> [Effect] {
        change(zones) { $0.set(decibels, at: instant, ramp: ramp) }
    }

    /// Takes back the step on that instant in some zones; there the level stays what it is before.
    mutating func withdraw(in zones: ZoneSet, at instant: Instant) -> [Effect] {
        change(zones) { $0.withdraw(at: instant) }
    }

    /// The clock was set.
    mutating func move(by step: Duration) {
        for index in tracks.indices { tracks[index].steps.move(by: step) }
    }

    /// Forgets the steps that are over.
    mutating func forget(before now: Instant) {
        for index in tracks.indices { tracks[index].steps.forget(before: now) }
        for index in tracks.indices.dropFirst().reversed() {
            guard let same = tracks[..<index].firstIndex(where: { $0.steps == tracks[index].steps }) else { continue }
            tracks[same].zones.formUnion(tracks.remove(at: index).zones)
        }
    }

    /// Changes the steps of some zones; what several tracks are to be told alike is told once.
    private mutating func change(
        _ zones: ZoneSet, _ body: (inout DuckSteps) -> [DuckSteps.Step]
    ) -> [Effect] {
        divide(at: zones)
        var told: [(step: DuckSteps.Step, zones: ZoneSet)] = []
        for index in tracks.indices where tracks[index].zones.intersects(zones) {
            for step in body(&tracks[index].steps) {
                if let same = told.firstIndex(where: { $0.step == step }) {
                    told[same].zones.formUnion(tracks[index].zones)
                } else {
                    told.append((step, tracks[index].zones))
                }
            }
        }
        return told.map { .duck(zones: $0.zones, decibels: $0.step.decibels, at: $0.step.at, ramp: $0.step.ramp) }
    }

    /// Divides the tracks that lie partly in the zones.
    private mutating func divide(at zones: ZoneSet) {
        for index in tracks.indices {
            let outside = tracks[index].zones.subtracting(zones)
            guard !outside.isEmpty, tracks[index].zones.intersects(zones) else { continue }
            tracks.append(Track(zones: outside, steps: tracks[index].steps))
            tracks[index].zones.formIntersection(zones)
        }
    }
}
