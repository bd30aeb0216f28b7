// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

/// The timetables of a store, written as staff would write them; the files need hours only where it says so.
func store(_ texts: [String: String], calendar: String = "") throws -> Timetables {
    let files = try texts.map { name, text in
        let parsed = Timetable.parse(text, file: "\(name).timetable", name: name)
        try #require(parsed.diagnostics == [], "\(name): \(parsed.diagnostics.map { $0.message(in: .en) })")
        return try #require(parsed.timetable)
    }
    let (holidays, diagnostics) = HolidayCalendar.parse(calendar, file: "holidays.calendar")
    try #require(diagnostics == [])
    return Timetables(files, calendar: calendar.isEmpty ? HolidayCalendar() : holidays)
}

/// A date that a test writes.
func date(_ text: String) throws -> CivilDate {
    try #require(CivilDate(text))
}

extension Timetables {
    /// The running order of a date in a zone whose clocks never change.
    func order(_ text: String) throws -> RunningOrder? {
        let clock = try #require(CivilClock(timeZone: "Asia/Shanghai"))
        return runningOrder(on: try date(text), clock: clock)
    }

    /// What airs on a date, each as `FILE WHEN VERB NAME`.
    func airing(_ text: String) throws -> [String] {
        guard let order = try order(text) else { return [] }
        return (order.cues.map(\.key) + order.rotations.map(\.key)).map { key in
            key.split(separator: "/").dropFirst().joined(separator: " ")
        }
    }

    /// Hours and files of a date, as `everyday+campaign 08:00-22:00`, or `… closed`.
    func summary(_ text: String) throws -> String {
        let day = day(try date(text))
        let hours = day.open.flatMap { open in day.close.map { "\(open)-\($0)" } } ?? "closed"
        return "\(day.timetables.joined(separator: "+")) \(hours)"
    }
}

let everyday = "open 08:00\nclose 22:00\n09:00 say guide\n"
