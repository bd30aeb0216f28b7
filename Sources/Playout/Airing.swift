// SPDX-License-Identifier: Apache-2.0
import Timetable

/// An item that sounds, or is committed to sound within the lead.
struct Airing: Sendable {
    /// A step of the bed's gain sent for it.
    struct DuckStep: Sendable {
        var zones: ZoneSet
        var at: Instant
        /// In decibels, 0 or more.
        var depth: Double
    }

    var id: PlaybackID
    var item: Item
    /// Planned until the first frame is heard, true from then on.
    var start: Instant
    var duration: Duration
    /// Of what is said or played in it; nil for unknown.
    var loudnessLUFS: Double?
    var hasStarted = false
    /// The steps that bring the bed down for it; none when the bed rests.
    var ducks: [DuckStep] = []
    /// When its fade is over, once it gives way; its item waits again by then.
    var leaves: Instant?
    /// How far the clock was set since it was committed.
    var clockSteps = Duration.zero

    var end: Instant { leaves ?? start + duration }
    /// When it began, by the clock as it was then: what is told of it is told by one clock.
    var toldStart: Instant { start - clockSteps }
    /// An instant of its course, by the same.
    func told(_ instant: Instant) -> Instant { instant - clockSteps }
    /// Speech over the bed, which stays down as long.
    var isOverBed: Bool { !item.isAlone }
}

/// For each zone the programme item heard last there.
struct LastHeard: Sendable {
    private var entries: [(zones: ZoneSet, name: String, end: Instant)] = []

    mutating func note(_ item: Item, end: Instant) {
        for index in entries.indices { entries[index].zones.subtract(item.zones) }
        entries.removeAll { $0.zones.isEmpty }
        entries.append((item.zones, item.name, end))
    }

    /// The clock was set.
    mutating func move(by step: Duration) {
        for index in entries.indices { entries[index].end += step }
    }

    /// When the last one in any of the zones ended.
    func end(in zones: ZoneSet) -> Instant? {
        entries.lazy.filter { $0.zones.intersects(zones) }.map(\.end).max()
    }

    /// What was heard last in any of the zones, if it ended after that instant.
    func name(in zones: ZoneSet, endingAfter instant: Instant) -> String? {
        let last = entries.filter { $0.zones.intersects(zones) }.max { $0.end < $1.end }
        return last.flatMap { $0.end > instant ? $0.name : nil }
    }
}
