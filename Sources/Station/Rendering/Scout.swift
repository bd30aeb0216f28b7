// SPDX-License-Identifier: Apache-2.0
import Playout
import Rehearsal
import Timetable

/// Looks on while a day is rehearsed, and notes what is heard in a zone and when, so that its sound can be made ready.
final class Scout: Stage {
    /// A playback as planned.
    struct Sighting {
        var playback: Playback
        var start: Instant
        var end: Instant
    }

    private let zone: ZoneSet
    private let plan: Plan
    private var sightings: [PlaybackID: Sighting] = [:]

    init(_ plan: Plan, zone: ZoneSet) {
        self.plan = plan
        self.zone = zone
    }

    /// What is heard at some time between two instants, by its start.
    func heard(from: Instant, to: Instant) -> [Sighting] {
        sightings.values.filter { $0.end > from && $0.start < to && $0.start < $0.end }
            .sorted { ($0.start, $0.playback.id.number) < ($1.start, $1.playback.id.number) }
    }

    func start(_ playback: Playback, now: Instant) -> Bool {
        if playback.zones.intersects(zone) {
            let start = max(playback.at, now)
            sightings[playback.id] = Sighting(
                playback: playback, start: start, end: start + duration(of: playback.content))
        }
        return false
    }

    func stop(_ id: PlaybackID, at instant: Instant, fade: Duration) -> Bool {
        if let sighting = sightings[id] {
            sightings[id]?.end = min(sighting.end, sighting.start > instant ? sighting.start : instant + fade)
        }
        return false
    }

    func duck(_ zones: ZoneSet, decibels: Double, at instant: Instant, ramp: Duration) {}

    func play(until instant: Instant) -> [(at: Instant, event: Event)] { [] }

    private func duration(of content: Playback.Content) -> Duration {
        switch content {
        case .song(let song): song.duration
        case .clip(let clip): if case .ready(let facts) = plan.clips[clip] { facts.duration } else { .zero }
        }
    }
}
