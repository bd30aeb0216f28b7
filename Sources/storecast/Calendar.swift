// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Station
import Timetable

/// `storecast calendar`: which files apply on each day of a month, and the hours they give.
struct Calendar: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints for each day of a month what kind of day it is, the hours, and the files that apply.",
        discussion: "Files stand in the order in which they are laid on each other: the last one wins.")

    @OptionGroup var places: Places

    @Option(help: "The month, as 2026-02; the present one unless said.")
    var month: String?

    @Flag(help: "Print JSON for programs.")
    var json = false

    func run() throws {
        let store = Store(places.paths)
        let schedule = store.schedule
        let first = try firstDay(today: schedule.clock.date(of: WallClock().now))
        let dates = (0..<31).map { first.adding(days: $0) }.filter { $0.month == first.month }
        let report = MonthReport(dates.map(schedule.timetables.day), schedule)
        if json { try printJSON(report) } else { print(report.text) }
        guard !schedule.isSound else { return }
        for problem in schedule.problems where problem.isError { complain("\n\(problem.text)") }
        throw ExitCode.answerIsNo
    }

    private func firstDay(today: CivilDate) throws -> CivilDate {
        guard let month else { return today.adding(days: 1 - today.day) }
        guard let first = CivilDate("\(month)-01") else {
            throw ValidationError("--month wants a month such as 2026-02, not \"\(month)\"")
        }
        return first
    }
}

/// A month: the JSON of `calendar --json`, and its text.
private struct MonthReport: Encodable {
    struct Day: Encodable {
        var date: String
        var weekday: String
        var dayClass: String
        /// What the calendar calls the day; empty for an ordinary one.
        var name: String
        /// Times of the day as `08:00`, past 24:00 for a close after midnight; nil when closed.
        @OrNull var open: String?
        @OrNull var close: String?
        /// From the base up.
        var files: [String]
    }

    let month: String
    let timezone: String
    let days: [Day]
    private let language: Language

    private enum CodingKeys: String, CodingKey {
        case month, timezone, days
    }

    init(_ days: [BroadcastDay], _ schedule: Schedule) {
        let language = schedule.settings.language
        self.language = language
        month = String(days.first?.date.description.prefix("2026-02".count) ?? "")
        timezone = schedule.clock.identifier
        self.days = days.map { day in
            Day(
                date: day.date.description, weekday: day.date.weekday.shortName.text(in: language),
                dayClass: day.dayClass.rawValue, name: day.name, open: day.open?.description,
                close: day.close?.description, files: day.timetables)
        }
    }

    var text: String {
        let rows = days.map { day in
            [
                day.date, day.weekday,
                [kind(day.dayClass), day.name].filter { !$0.isEmpty }.joined(separator: " "),
                day.open.flatMap { open in day.close.map { "\(open)–\($0)" } }
                    ?? Wording(en: "closed", zh: "停业").text(in: language),
                day.files.joined(separator: ", "),
            ]
        }
        return (["\(month)  \(timezone)"] + aligned(rows)).joined(separator: "\n")
    }

    private func kind(_ dayClass: String) -> String {
        switch DayClass(rawValue: dayClass) {
        case .workday: Wording(en: "workday", zh: "工作日").text(in: language)
        case .restday: Wording(en: "restday", zh: "休息日").text(in: language)
        case .holiday: Wording(en: "holiday", zh: "节假日").text(in: language)
        case nil: dayClass
        }
    }
}
