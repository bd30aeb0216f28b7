// SPDX-License-Identifier: Apache-2.0
import Timetable

/// The different days of a coming year: most dates air what another date airs, too.
struct KindsOfDay {
    /// How far ahead is looked.
    static let days = 366
    /// The most kinds that are told apart; a store has a handful.
    static let limit = 200

    /// One running order of each kind, the first that comes.
    private(set) var orders: [RunningOrder] = []

    init(_ schedule: Schedule, from today: CivilDate) {
        var seen: Set<Shape> = []
        for day in 0..<Self.days where orders.count < Self.limit {
            let date = today.adding(days: day)
            guard let order = schedule.timetables.runningOrder(on: date, clock: schedule.clock) else { continue }
            let midnight = schedule.clock.instant(date, ClockTime(seconds: 0))
            if seen.insert(Shape(order, since: midnight)).inserted { orders.append(order) }
        }
    }

    /// What a day airs, without its date.
    private struct Shape: Hashable {
        /// A line by where it is written, when in the day it comes, and for whom.
        struct Line: Hashable {
            var location: Location
            var first: Duration
            var last: Duration
            var zones: [String]
        }

        var opens: Duration
        var closes: Duration
        var lines: [Line]

        init(_ order: RunningOrder, since midnight: Instant) {
            opens = order.opens - midnight
            closes = order.closes - midnight
            lines = order.cues.map {
                let planned = $0.planned - midnight
                return Line(location: $0.location, first: planned, last: planned, zones: $0.zones)
            }
            lines += order.rotations.map {
                Line(location: $0.location, first: $0.from - midnight, last: $0.to - midnight, zones: $0.zones)
            }
        }
    }
}
