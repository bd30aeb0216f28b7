// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Where one broadcasting day ends and the next begins: at midnight, unless the store is on past it, or begins before.
struct BroadcastDays {
    let timetables: Timetables
    let clock: CivilClock

    /// The first instant of a day.
    func begin(of date: CivilDate) -> Instant {
        let midnight = clock.day(date).lowerBound
        let first = hours(of: date)?.from ?? Instant(nanoseconds: .max)
        guard first >= midnight else { return first }
        guard let last = hours(of: date.adding(days: -1))?.to, last > midnight else { return midnight }
        return min(last, first)
    }

    /// The day that is on.
    func date(at instant: Instant) -> CivilDate {
        let date = clock.date(of: instant)
        if instant < begin(of: date) { return date.adding(days: -1) }
        return instant < begin(of: date.adding(days: 1)) ? date : date.adding(days: 1)
    }

    /// All that belongs to a day.
    func period(of date: CivilDate) -> RecordPeriod {
        RecordPeriod(
            date: date, isWholeDay: true, from: begin(of: date), to: begin(of: date.adding(days: 1)))
    }

    /// From the first to the last that is planned for a day; nil when the store is closed.
    private func hours(of date: CivilDate) -> (from: Instant, to: Instant)? {
        timetables.runningOrder(on: date, clock: clock).map { order in
            let planned = order.cues.map(\.planned)
            return (min(planned.min() ?? order.opens, order.opens), max(planned.max() ?? order.closes, order.closes))
        }
    }
}
