// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Timetable

@testable import Station

/// Which time is meant by what somebody wrote.
@Suite struct `A time of the record` {
    private static let clock = CivilClock(timeZone: "Asia/Shanghai")!

    private static func days(_ text: String = "open 08:00\nclose 22:00\nopen-10m music pop\nclose+1m silence")
        -> BroadcastDays
    {
        let read = Timetable.parse(text, file: "everyday.timetable", name: "everyday")
        return BroadcastDays(timetables: Timetables([read.timetable].compactMap { $0 }), clock: clock)
    }

    private static func instant(_ text: String) -> Instant { clock.instant(parsing: text)! }

    private func period(
        date: String? = nil, from: String? = nil, to: String? = nil, now: String = "2026-11-21T13:10",
        _ days: BroadcastDays = days()
    ) throws(RequestRefused) -> RecordPeriod {
        try RecordQuery(date: date, from: from, to: to).period(days, now: Self.instant(now), in: .en)
    }

    @Test func `is the present broadcasting day unless said`() throws {
        let period = try period()
        #expect(period.isWholeDay && period.date.description == "2026-11-21")
        #expect((period.from, period.to) == (Self.instant("2026-11-21T00:00"), Self.instant("2026-11-22T00:00")))
    }

    @Test func `of a store that is open past midnight ends when it is closed`() throws {
        let days = Self.days("open 10:00\nclose 26:00\nclose+1m silence")
        #expect(try period(now: "2026-11-22T01:30", days).date.description == "2026-11-21")
        #expect(try period(now: "2026-11-22T02:30", days).date.description == "2026-11-22")
        #expect(try period(days).to == Self.instant("2026-11-22T02:01"))
        #expect(try period(days).from == Self.instant("2026-11-21T02:01"))
    }

    @Test func `holds what is planned for its day, whenever it was heard`() throws {
        let day = try period()
        #expect(day.holds(DisturbedDay.cue("25:30", .say, "x", "25:30")))
        let part = try period(from: "09:00", to: "09:02")
        #expect(part.holds(DisturbedDay.cues[7]), "planned in it, and aired after it")
        #expect(part.holds(DisturbedDay.cues[3]) && part.holds(DisturbedDay.cues[6]), "what is in force")
        #expect(!part.holds(DisturbedDay.cues[1]))
    }

    @Test func `may be a part of a day, or span midnight`() throws {
        let part = try period(from: "10:00", to: "12:30")
        #expect((part.from, part.to) == (Self.instant("2026-11-21T10:00"), Self.instant("2026-11-21T12:30")))
        let night = try period(date: "2026-11-20", from: "22:00", to: "02:00")
        #expect((night.from, night.to) == (Self.instant("2026-11-20T22:00"), Self.instant("2026-11-21T02:00")))
        let written = try period(date: "2026-11-20", from: "22:00", to: "26:00")
        #expect(written == night)
        let evening = try period(from: "22:00", to: "02:00", now: "2026-11-22T01:00")
        #expect((evening.from, evening.to) == (Self.instant("2026-11-21T22:00"), Self.instant("2026-11-22T02:00")))
        #expect(try period(from: "12:00").to == Self.instant("2026-11-21T13:10"))
        #expect(try period(to: "12:00").from == Self.instant("2026-11-21T00:00"))
    }

    @Test(arguments: [
        "2026-11-20T22:00", "2026-11-20 22:00", "2026-11-20T22:00:00.000+08:00", "2026-11-20T14:00:00+00:00",
        "2026-11-20T22:00:00 08:00",
    ])
    func `may begin at an instant in any of its forms`(text: String) throws {
        #expect(try period(from: text).from == Self.instant("2026-11-20T22:00"))
    }

    @Test func `is 31 days at most`() throws {
        #expect(try period(from: "2026-10-01T00:00", to: "2026-11-01T00:00").from == Self.instant("2026-10-01T00:00"))
        let refused = #expect(throws: RequestRefused.self) {
            try period(from: "2026-10-01T00:00", to: "2026-11-02T02:00")
        }
        #expect(refused?.kind == .unusable && refused?.fix == "ask for a month at a time")
    }

    @Test(arguments: [
        "soon", "", "24:61", "2026-13-01T00:00", "1700-01-01T00:00", "\u{0}", String(repeating: "9", count: 500),
    ])
    func `that cannot be read is refused, with what to write`(text: String) {
        let refused = #expect(throws: RequestRefused.self) { try period(from: text) }
        #expect(refused?.kind == .unusable && refused?.fix?.contains("10:00") == true)
        #expect((refused?.message.count ?? 0) < 100)
    }

    @Test(arguments: ["1969-12-31", "2262-01-01", "2026-02-30", "today", ""])
    func `of a date that there is not is refused as it is elsewhere`(date: String) {
        let refused = #expect(throws: RequestRefused.self) { try period(date: date) }
        #expect(refused?.kind == .malformed)
    }

    @Test func `that ends before it begins is refused`() {
        let refused = #expect(throws: RequestRefused.self) {
            try period(from: "2026-11-21T10:00", to: "2026-11-21T09:00")
        }
        #expect(refused?.kind == .unusable)
    }
}
