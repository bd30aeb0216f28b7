// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Playout
import Station
import Timetable

/// `storecast rehearse`: days in simulated time, by the director that will run them.
struct Rehearse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs a day in simulated time and prints when each item airs, and why there.",
        discussion: """
            storecast rehearse --date 2026-12-31
            storecast rehearse --date 2026-12-31 --diff 2026-12-30     what is different from another day
            storecast rehearse --announce "10:15 lost-child"           what an announcement would displace
            Ends with 0 when everything planned airs, with 1 when something does not.
            """)

    /// The most days that are rehearsed at one go: ten years.
    private static let mostDays = 3660

    @OptionGroup var places: Places

    @Option(help: "The day, as 2026-11-21; today unless said.")
    var date: String?

    @Option(help: "How many days, from that one on.")
    var days = 1

    @Option(help: "Print what is different from this other day.")
    var diff: String?

    @Option(help: "Push an announcement: \"10:15 SCRIPT\". May be given more than once.")
    var announce: [String] = []

    @Flag(help: "Print JSON for programs.")
    var json = false

    func validate() throws {
        guard (1...Self.mostDays).contains(days) else {
            throw ValidationError("--days wants a number from 1 to \(Self.mostDays)")
        }
        guard days == 1 || (diff == nil && announce.isEmpty) else {
            throw ValidationError("--diff and --announce look at one day: leave --days out")
        }
        guard diff == nil || announce.isEmpty else {
            throw ValidationError("ask for --diff or for --announce, one at a time")
        }
    }

    func run() async throws {
        let store = Store(places.paths.beside())
        let first = try date.map { try day($0, "--date") } ?? store.schedule.clock.date(of: WallClock().now)
        guard store.schedule.isSound else {
            // What the daemon would save of a wrong timetable is no plan to look at: the mistake comes first.
            try tell(RehearsalReport(date: first, store: store, days: [], problems: store.problems))
            return
        }
        if let diff {
            try await compare(store, first, with: try day(diff, "--diff"))
        } else if !announce.isEmpty {
            try await push(store, first)
        } else {
            let dates = (0..<days).map { first.adding(days: $0) }
            let rehearsal = await Rehearsed(store, dates)
            try tell(
                RehearsalReport(
                    date: first, store: store, days: dates.compactMap { rehearsal.day($0) },
                    problems: rehearsal.problems))
        }
    }

    /// What is different on `date` from another day.
    private func compare(_ store: Store, _ date: CivilDate, with other: CivilDate) async throws {
        let rehearsal = await Rehearsed(store, [other, date])
        let days = (before: rehearsal.day(other), after: rehearsal.day(date))
        var report = RehearsalReport(
            date: date, store: store, days: [days.after].compactMap { $0 }, problems: rehearsal.problems)
        report.changes =
            DayChanges(
                from: days.before, on: other, to: days.after, on: date, store.schedule.clock
            ).all
        report.comparedDate = other.description
        try tell(report)
    }

    /// What announcements would displace.
    private func push(_ store: Store, _ date: CivilDate) async throws {
        let rehearsal = await Rehearsed(store, [date])
        guard let before = rehearsal.day(date) else {
            try tell(RehearsalReport(date: date, store: store, days: [], problems: rehearsal.problems))
            return
        }
        var announcements: [(announcement: Announcement, facts: ClipFacts)] = []
        for text in announce {
            let parts = text.split(separator: " ", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2 else {
                throw ValidationError("--announce wants a time and a script, such as \"10:15 lost-child\"")
            }
            guard let time = ClockTime(ofTimetable: parts[0]) else {
                throw ValidationError("--announce wants a time such as 10:15 or 25:15, not \"\(parts[0])\"")
            }
            do throws(ImpossibleAnnouncement) {
                let instant = store.schedule.clock.instant(date, time)
                announcements += try await store.imagined(parts[1], at: instant)
            } catch {
                complain("storecast: \(error.wording.text(in: store.schedule.settings.language))")
                throw ExitCode.answerIsNo
            }
        }
        let after = store.rehearse(before.order, rehearsal.plan, announcements: announcements)
        var report = RehearsalReport(date: date, store: store, days: [after], problems: rehearsal.problems)
        report.pushed = announcements.map {
            RehearsalReport.Pushed($0.announcement, after.announcements[$0.announcement.id], store.schedule.clock)
        }
        report.changes = DayChanges(from: before, to: after, store.schedule.clock).all
        try tell(report)
    }

    private func tell(_ report: RehearsalReport) throws {
        if json { try printJSON(report) } else { print(report.text) }
        guard report.isGood else { throw ExitCode.answerIsNo }
    }
}

/// A store whose sound is prepared for some days, so that they can be rehearsed.
private struct Rehearsed {
    let store: Store
    let plan: Plan
    let problems: [Problem]

    init(_ store: Store, _ dates: [CivilDate]) async {
        self.store = store
        let orders = dates.compactMap { store.schedule.timetables.runningOrder(on: $0, clock: store.schedule.clock) }
        await store.recallMeasured()
        let conversionProblems = await store.convertAll().problems
        let (plan, songProblems) = store.plan(of: orders)
        let (prepared, clipProblems) = await store.prepareAll(plan)
        await store.keepMeasured()
        self.plan = prepared
        problems =
            store.problems + conversionProblems + songProblems
            + clipProblems.filter { !conversionProblems.contains($0) }
    }

    /// One of the days; nil when the store is closed.
    func day(_ date: CivilDate) -> RehearsedDay? {
        plan.orders.first { $0.date == date }.map { store.rehearse($0, plan) }
    }
}
