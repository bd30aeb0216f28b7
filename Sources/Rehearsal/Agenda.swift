// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What the simulated world will report, by instant; equal instants in the order they were added.
struct Agenda {
    struct Entry: Sendable {
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

    /// A playback fades from that instant on, and reports its end when it has; one that would begin later never
    /// begins.
    mutating func stop(_ id: PlaybackID, at instant: Instant, fade: Duration) {
        let isToBegin = entries.contains {
            if case .started(id, let start) = $0.event { start > instant } else { false }
        }
        if isToBegin { entries.removeAll { $0.isStart(of: id) } }
        let end = isToBegin ? instant : instant + fade
        guard let index = entries.firstIndex(where: { $0.isEnd(of: id) }), entries[index].at > end else { return }
        entries.remove(at: index)
        add(.ended(id, at: end), at: end)
    }
}

extension Agenda.Entry {
    fileprivate func isStart(of id: PlaybackID) -> Bool {
        if case .started(id, _) = event { true } else { false }
    }

    fileprivate func isEnd(of id: PlaybackID) -> Bool {
        if case .ended(id, _) = event { true } else { false }
    }
}
