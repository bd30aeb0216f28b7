// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

/// Reads a timetable of a store open from 08:00 to 22:00; its first two lines say so, `lines` start in line 3.
func parse(_ lines: String, name: String = "everyday") -> Timetable.Parsed {
    Timetable.parse("open 08:00\nclose 22:00\n" + lines, file: "day.timetable", name: name)
}

/// The running order of `lines` on a day without a change of clocks.
func runningOrder(_ lines: String, on date: String = "2026-11-21") throws -> RunningOrder {
    let parsed = parse(lines)
    try #require(parsed.diagnostics == [])
    let clock = try #require(CivilClock(timeZone: "Asia/Shanghai"))
    let timetables = Timetables([try #require(parsed.timetable)])
    let date = try #require(CivilDate(date))
    return try #require(timetables.runningOrder(on: date, clock: clock))
}
