// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Playout
import Rehearsal
import Station
import Timetable

/// `storecast rehearse`: the day in simulated time, by the director that will run it.
struct Rehearse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs a day in simulated time and prints when each item airs, and why there.",
        discussion: "Ends with 0 when everything planned airs, with 1 when something does not.")

    /// How far past midnight the day is followed.
    private static let overtime = Duration.hours(1)

    @OptionGroup var places: Places

    @Option(help: "The day, as 2026-11-21; today unless said.")
    var date: String?

    @Flag(help: "Print JSON for programs.")
    var json = false

    func run() async throws {
        let store = Store(places.paths)
        let clock = store.schedule.clock
        let day =
            try date.map { text -> CivilDate in
                guard let day = CivilDate(text) else {
                    throw ValidationError("--date wants a day such as 2026-11-21, not \"\(text)\"")
                }
                return day
            } ?? clock.date(of: WallClock().now)
        guard store.schedule.timetable != nil else {
            // What the daemon would save of a wrong timetable is no plan to look at: the mistake comes first.
            try tell(RehearsalReport(date: day, store: store, records: [], problems: store.problems))
            return
        }
        let (plan, songProblems) = store.plan(around: day)
        let (prepared, clipProblems) = await store.prepareAll(plan)
        var today = prepared
        today.orders = prepared.orders.filter { $0.date == day }
        var rehearsal = Rehearsal(
            today, settings: store.schedule.settings.director, seed: Station.seed(of: day),
            from: clock.instant(day, ClockTime(seconds: 0)))
        // What is planned for 24:00 still belongs to the day, and is heard to its end.
        let midnight = clock.instant(day.adding(days: 1), ClockTime(seconds: 0))
        let records = rehearsal.run(until: midnight + Self.overtime)
        try tell(
            RehearsalReport(
                date: day, store: store, records: records, problems: store.problems + songProblems + clipProblems))
    }

    private func tell(_ report: RehearsalReport) throws {
        if json { try printJSON(report) } else { print(report.text) }
        guard report.isGood else { throw ExitCode.answerIsNo }
    }
}
