// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Lines that are heard while nobody is in the store.
///
/// Before opening and after closing staff are there for a while, and what hangs on opening or closing is meant
/// for them. Music and silence may come at any time: who hears them does not matter.
struct HoursFindings {
    /// How long before opening staff come, and how long after closing they stay.
    private static let staffTime = Duration.minutes(30)

    private let order: RunningOrder
    private let clock: CivilClock
    private let entries: [Location: Entry]

    init(_ order: RunningOrder, _ clock: CivilClock, _ entries: [Location: Entry]) {
        self.order = order
        self.clock = clock
        self.entries = entries
    }

    /// Each line that is outside of the hours of the day, once.
    var all: [(finding: Finding, location: Location)] {
        let cues = order.cues.compactMap { cue -> (finding: Finding, location: Location)? in
            guard cue.verb != .music, cue.verb != .silence, let entry = entries[cue.location],
                case .at(let moment) = entry.when, isOutside(moment, cue.planned)
            else { return nil }
            return (finding(moment), cue.location)
        }
        let lines = Set(order.cues.map(\.location)).union(order.rotations.map(\.location))
        return cues + lines.compactMap { location in window(of: location).map { (finding($0), location) } }
    }

    /// The end of an `every` line's stretch that is written by the clock and lies outside.
    private func window(of location: Location) -> Moment? {
        guard let entry = entries[location] else { return nil }
        if case .at = entry.when { return nil }
        return [entry.options.from, entry.options.to].lazy.compactMap { $0 }.first { moment in
            guard case .clock(let time) = moment else { return false }
            return isOutside(moment, clock.instant(order.date, time))
        }
    }

    private func isOutside(_ moment: Moment, _ instant: Instant) -> Bool {
        if instant < order.opens - Self.staffTime { return true }
        guard case .clock = moment else { return instant > order.closes + Self.staffTime }
        return instant > order.closes
    }

    private func finding(_ moment: Moment) -> Finding {
        .outsideHours(
            order.date, moment, opens: clock.clockTime(of: order.opens, countedFrom: order.date),
            closes: clock.clockTime(of: order.closes, countedFrom: order.date))
    }
}
