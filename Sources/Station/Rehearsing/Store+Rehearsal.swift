// SPDX-License-Identifier: Apache-2.0
public import Playout
import Rehearsal
public import Timetable

extension Store {
    /// How far past midnight, or past what is planned later, a day is followed: what is planned for the last second
    /// is heard to its end.
    private static let overtime = Duration.hours(1)

    /// A day in simulated time, by the director that will run it.
    ///
    /// - Parameters:
    ///   - order: the day.
    ///   - plan: what is known of its sound (`prepareAll`).
    ///   - announcements: pushed meanwhile, each at the instant it is `received`, and how long they sound.
    /// - Returns: what became of each cue, by when it was planned, and of each announcement.
    public func rehearse(
        _ order: RunningOrder, _ plan: Plan, announcements: [(announcement: Announcement, facts: ClipFacts)] = []
    ) -> RehearsedDay {
        var rehearsal = rehearsal(of: order, plan)
        for (announcement, facts) in announcements { rehearsal.announce(announcement, lasting: facts) }
        let next = schedule.clock.instant(order.date.adding(days: 1), ClockTime(seconds: 0))
        let last = order.cues.map { $0.planned + $0.lateness } + order.rotations.map(\.to) + [order.closes, next]
        let records = rehearsal.run(until: (last.max() ?? next) + Self.overtime)
        return RehearsedDay(order: order, records: records, announcements: rehearsal.announcements)
    }

    /// The beginning of a day in simulated time.
    func rehearsal(of order: RunningOrder, _ plan: Plan) -> Rehearsal {
        let midnight = schedule.clock.instant(order.date, ClockTime(seconds: 0))
        let first = order.cues.first?.planned ?? midnight
        var plan = plan
        plan.orders = [order]
        return Rehearsal(
            plan, settings: schedule.settings.director, seed: Station.seed(of: order.date),
            from: min(midnight, first - Self.overtime))
    }
}
