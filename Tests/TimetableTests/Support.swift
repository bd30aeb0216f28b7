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
    return RunningOrder(try #require(parsed.timetable), on: try #require(CivilDate(date)), clock: clock)
}

/// A source of repeatable numbers (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
