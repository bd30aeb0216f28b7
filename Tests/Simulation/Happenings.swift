// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What will happen to a simulated store, by instant; equal instants in the order in which they were added.
struct Happenings {
    enum Happening {
        /// The daemon takes up the plan of the next day.
        case midnight
        /// Sounds were prepared, or cannot be.
        case prepared([ClipID: ClipState])
        /// Somebody does something, or something breaks.
        case somebody
        /// Somebody ends what would go on for ever, by its place among all that was announced.
        case endOf(Int)
        /// A card is lost, or comes back.
        case card
        /// The program is killed.
        case crash
        /// What an earlier run left is read from disk, and the sound of one announcement of it is there.
        case takeUp
        case announceAgain(String)
        /// The clock is set.
        case setClock
        /// What is on record of the days around the present was read; first, where the clock was wrong before.
        case recall(isFirst: Bool)
        /// The words of an announcement that began under its chime are spoken.
        case words(String)
    }

    private var entries: [(at: Instant, happening: Happening)] = []

    /// The instant of the earliest.
    var next: Instant? { entries.last?.at }

    mutating func add(_ happening: Happening, at instant: Instant) {
        let index = entries.firstIndex { $0.at <= instant } ?? entries.endIndex
        entries.insert((instant, happening), at: index)
    }

    /// Removes and returns the earliest when its time has come.
    mutating func take(upTo instant: Instant) -> Happening? {
        guard let next, next <= instant else { return nil }
        return entries.removeLast().happening
    }

    mutating func removeAll() { entries = [] }

    /// Nothing happens before an instant; what does not outlive the program is removed.
    mutating func postpone(to instant: Instant, _ staysTrue: (Happening) -> Bool) {
        let kept = entries.filter { staysTrue($0.happening) }
        entries = []
        for (at, happening) in kept.reversed() { add(happening, at: max(at, instant + .seconds(1))) }
    }

    /// The next day begins at another instant.
    mutating func moveMidnight(to instant: Instant) {
        entries.removeAll { if case .midnight = $0.happening { true } else { false } }
        add(.midnight, at: instant)
    }
}
