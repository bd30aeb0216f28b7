// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What the simulated world will report, by instant; equal instants in the order they were added.
struct Agenda {
    struct Entry {
        var at: Instant
        var event: Event
    }

    private var entries: [Entry] = []

    /// The instant of the earliest entry.
    var next: Instant? { entries.last?.at }

    mutating func add(_ event: Event, at instant: Instant) {
        // Few entries are open at a time, so an array kept in reverse order is enough.
        let index = entries.firstIndex { $0.at <= instant } ?? entries.endIndex
        entries.insert(Entry(at: instant, event: event), at: index)
    }

    /// Removes and returns the earliest entry when its time has come.
    mutating func take(upTo instant: Instant) -> Entry? {
        guard let next, next <= instant else { return nil }
        return entries.removeLast()
    }

    /// Forgets what a playback would have reported.
    mutating func cancel(_ id: PlaybackID) {
        entries.removeAll {
            switch $0.event {
            case .started(id, _), .ended(id, _): true
            default: false
            }
        }
    }
}
