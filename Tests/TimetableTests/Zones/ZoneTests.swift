// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Timetable

/// Every zone that Foundation knows, ten years either way, against the system's own zone files.
@Suite struct `Every zone of the tz database` {
    static let identifiers = TimeZone.knownTimeZoneIdentifiers.sorted()
    /// 2016-01-01 and 2036-12-31, in seconds since 1970.
    static let years = 1_451_606_400..<2_114_380_800

    private static func changes(_ identifier: String) throws -> [ZoneFile.Change] {
        let file = try ZoneFile(identifier)
        // Some systems install files that leave the future to a rule; then these tests prove less, and must say so.
        try #require(
            !file.hasRule || file.lastListed >= years.upperBound - 366 * 86_400, "\(identifier) lists too little")
        return file.changes.filter { years.contains($0.second) }
    }

    private static func instant(_ seconds: Int) -> Instant {
        Instant(nanoseconds: Int64(seconds) * 1_000_000_000)
    }

    /// The date and time that clocks show so many seconds after 1970 on them.
    private static func civil(_ shown: Int) -> (date: CivilDate, time: ClockTime) {
        let days = Int((Double(shown) / 86_400).rounded(.down))
        return (CivilDate(clampingDaysSince1970: days), ClockTime(seconds: shown - days * 86_400))
    }

    @Test func `the next change is found to the second, and none is invented`() throws {
        var count = 0
        for identifier in Self.identifiers {
            let clock = try #require(CivilClock(timeZone: identifier))
            var found: [ZoneFile.Change] = []
            var now = Self.instant(Self.years.lowerBound) - .nanoseconds(1)
            let end = Self.instant(Self.years.upperBound) - .seconds(1)
            while let change = clock.nextChange(after: now, within: end - now) {
                let second = Int(change.instant.nanoseconds / 1_000_000_000)
                found.append(.init(second: second, before: change.offsetBefore, after: change.offsetAfter))
                now = change.instant
            }
            let expected = try Self.changes(identifier)
            #expect(found == expected, "\(identifier)")
            count += expected.count
        }
        #expect(Self.identifiers.count > 400)
        #expect(count > 5000)
    }

    /// The instant that clocks show `shown` at, near a change: in a gap the first after it, of two the first.
    private static func expected(_ shown: Int, near change: ZoneFile.Change) -> Instant {
        let (low, high) = (min(change.before, change.after), max(change.before, change.after))
        let isSpecial = (change.second + low..<change.second + high).contains(shown)
        if isSpecial, change.after > change.before { return instant(change.second) }
        return instant(shown - (isSpecial || shown < change.second + low ? change.before : change.after))
    }

    /// The instant of a time on a broadcasting day near a change.
    private static func expected(_ date: CivilDate, _ text: String, near change: ZoneFile.Change) throws -> Instant {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        try #require(parts.count == 2)
        return expected(date.daysSince1970 * 86_400 + parts[0] * 3600 + parts[1] * 60, near: change)
    }

    @Test func `around each change a civil time means the instant that the zone file gives`() throws {
        for identifier in Self.identifiers {
            let clock = try #require(CivilClock(timeZone: identifier))
            for change in try Self.changes(identifier) {
                let (low, high) = (min(change.before, change.after), max(change.before, change.after))
                // Where clocks go forward these times do not exist, where they go back they come twice.
                let special = change.second + low..<change.second + high
                let isGap = change.after > change.before
                let offsets = [
                    -7200, -1, 0, 1, special.count / 2, special.count - 1, special.count, special.count + 7200,
                ]
                for shown in offsets.map({ special.lowerBound + $0 }) {
                    let (date, time) = Self.civil(shown)
                    let instant = clock.instant(date, time)
                    guard instant == Self.expected(shown, near: change) else {
                        Issue.record("\(identifier) \(date) \(time) is \(clock.iso8601(instant))")
                        return
                    }
                    guard !isGap || !special.contains(shown) else { continue }
                    #expect(clock.date(of: instant) == date && clock.clockTime(of: instant) == time, "\(identifier)")
                }
            }
        }
    }

    /// The ways in which clocks change: the time shown before, and by how much; each is met in every zone once.
    private static func kinds(_ changes: [ZoneFile.Change]) -> [ZoneFile.Change] {
        var seen: Set<[Int]> = []
        return changes.filter { change in
            seen.insert([(change.second + change.before) % 86_400, change.after - change.before]).inserted
        }
    }

    static let text = """
        open 00:30
        close 24:30
        open-30m say before
        00:45 say early
        01:30 say half-past-one
        02:00 say two
        02:30 say half-past-two
        03:00 say three
        23:45 say night-owls
        24:15 say past-midnight
        close say end
        close+1h music night
        every 1h say hourly
        every 5-10m promo offers from 01:00 to 04:00
        """

    @Test func `on the days around each kind of change every cue comes once, in order, with a key of its own`() throws {
        let parsed = Timetable.parse(Self.text, file: "f", name: "everyday")
        let timetables = Timetables([try #require(parsed.timetable)])
        var changesMet = 0
        for identifier in Self.identifiers {
            let clock = try #require(CivilClock(timeZone: identifier))
            for change in Self.kinds(try Self.changes(identifier)) {
                changesMet += 1
                let day = clock.date(of: Self.instant(change.second))
                var keys: Set<String> = []
                for offset in -1...1 {
                    let date = day.adding(days: offset)
                    let order = try #require(timetables.runningOrder(on: date, clock: clock))
                    try Self.check(order, near: change, "\(identifier) \(date)")
                    for key in order.cues.map(\.key) + order.rotations.map(\.key) {
                        #expect(keys.insert(key).inserted, "\(identifier) \(key)")
                    }
                }
            }
        }
        #expect(changesMet > 300)
    }

    private static func check(_ order: RunningOrder, near change: ZoneFile.Change, _ comment: Comment) throws {
        #expect(try order.opens == expected(order.date, "00:30", near: change), comment)
        #expect(try order.closes == expected(order.date, "24:30", near: change), comment)
        let hourly = order.cues.filter { $0.name == "hourly" }
        let once = order.cues.filter { $0.name != "hourly" }
        let names: Set = [
            "before", "early", "half-past-one", "two", "half-past-two", "three", "night-owls", "past-midnight", "end",
            "night",
        ]
        #expect(once.count == names.count && Set(once.map(\.name)) == names, comment)
        for cue in once {
            switch cue.when {
            case "open-30m": #expect(cue.planned == order.opens - .minutes(30), comment)
            case "close": #expect(cue.planned == order.closes, comment)
            case "close+1h": #expect(cue.planned == order.closes + .hours(1), comment)
            default: #expect(try cue.planned == expected(order.date, cue.when, near: change), comment)
            }
        }
        #expect(zip(order.cues, order.cues.dropFirst()).allSatisfy { $0.planned <= $1.planned }, comment)
        #expect(zip(hourly, hourly.dropFirst()).allSatisfy { $1.planned - $0.planned == .hours(1) }, comment)
        if let first = hourly.first, let last = hourly.last {
            #expect(try first.planned == expected(order.date, "01:00", near: change), comment)
            #expect(last.planned <= order.closes && order.closes - last.planned < .hours(1), comment)
        }
        let rule = try #require(order.rotations.first)
        #expect(try rule.from == expected(order.date, "01:00", near: change), comment)
        #expect(try rule.to == expected(order.date, "04:00", near: change), comment)
    }

    @Test func `a store open past midnight over a change closes at the civil time it wrote`() throws {
        let text = "open 20:00\nclose 29:00\n26:00 say two\nclose-3h say x\nevery 1h say hourly\n"
        let timetables = Timetables([try #require(Timetable.parse(text, file: "f", name: "night").timetable)])
        for identifier in Self.identifiers {
            let clock = try #require(CivilClock(timeZone: identifier))
            for change in Self.kinds(try Self.changes(identifier)) {
                // What opened the evening before is on air when the clocks change at night.
                let day = clock.date(of: Self.instant(change.second - 10 * 3600))
                let order = try #require(timetables.runningOrder(on: day, clock: clock))
                #expect(try order.opens == Self.expected(day, "20:00", near: change), "\(identifier) \(day)")
                #expect(try order.closes == Self.expected(day, "29:00", near: change), "\(identifier) \(day)")
                #expect(order.cues.filter { $0.name == "two" }.count == 1)
                #expect(order.cues.first { $0.name == "x" }.map { order.closes - $0.planned } == .hours(3))
                let hours = (order.closes - order.opens).components.seconds / 3600
                #expect(order.cues.filter { $0.name == "hourly" }.count == Int(hours) + 1, "\(identifier) \(day)")
            }
        }
    }

    /// Zones with odd rules, a span of time with a change in it, and the change that a person would tell.
    static let oddities: [(zone: String, start: String, change: String, before: Int, after: Int)] = [
        ("Australia/Lord_Howe", "2026-09-01", "2026-10-04T02:30:00.000+11:00", 37_800, 39_600),
        ("Africa/Casablanca", "2026-02-01", "2026-02-15T02:00:00.000+00:00", 3600, 0),
        ("Africa/El_Aaiun", "2026-03-01", "2026-03-22T03:00:00.000+01:00", 0, 3600),
        ("Pacific/Apia", "2011-12-01", "2011-12-31T00:00:00.000+14:00", -36_000, 50_400),
        ("Pacific/Kwajalein", "1993-08-01", "1993-08-22T00:00:00.000+12:00", -43_200, 43_200),
        ("Antarctica/Troll", "2026-03-01", "2026-03-29T03:00:00.000+02:00", 0, 7200),
        ("Africa/Cairo", "2026-04-01", "2026-04-24T01:00:00.000+03:00", 7200, 10_800),
        ("Europe/Dublin", "2026-03-01", "2026-03-29T02:00:00.000+01:00", 0, 3600),
        ("America/Caracas", "2016-04-01", "2016-05-01T03:00:00.000-04:00", -16_200, -14_400),
        ("Asia/Pyongyang", "2018-05-01", "2018-05-05T00:00:00.000+09:00", 30_600, 32_400),
        ("America/Nuuk", "2023-03-01", "2023-03-25T23:00:00.000-02:00", -10_800, -7200),
        // Its summer time began on the day on which its standard time went back: its clocks showed no change.
        ("America/Scoresbysund", "2024-03-01", "2024-10-26T23:00:00.000-02:00", -3600, -7200),
        ("Asia/Gaza", "2026-03-01", "2026-03-28T03:00:00.000+03:00", 7200, 10_800),
        ("Asia/Kathmandu", "1985-06-01", "1986-01-01T00:15:00.000+05:45", 19_800, 20_700),
        // From local mean time, which was ahead by 8:05:43.
        ("Asia/Shanghai", "1900-12-01", "1900-12-31T23:54:17.000+08:00", 29_143, 28_800),
    ]

    @Test(arguments: oddities) func `a zone with odd rules changes when its people say`(
        zone: String, start: String, change: String, before: Int, after: Int
    ) throws {
        let clock = try #require(CivilClock(timeZone: zone))
        let next = clock.nextChange(after: clock.instant(try date(start), .startOfDay), within: .hours(24 * 366))
        #expect(next.map { clock.iso8601($0.instant) } == change)
        #expect(next?.offsetBefore == before)
        #expect(next?.offsetAfter == after)
    }

    @Test func `a zone without changes has no next one`() throws {
        let clock = try #require(CivilClock(timeZone: "Asia/Shanghai"))
        #expect(
            clock.nextChange(after: clock.instant(try date("2026-01-01"), .startOfDay), within: .hours(24 * 3660))
                == nil)
        let utc = try #require(CivilClock(timeZone: "UTC"))
        #expect(utc.nextChange(after: Instant(nanoseconds: .max), within: .hours(24)) == nil)
    }

    @Test func `no zone has changed twice within three days, on which the conversion relies`() throws {
        var closest = Int.max
        for identifier in Self.identifiers {
            let changes = try ZoneFile(identifier).changes
            for (first, second) in zip(changes, changes.dropFirst()) {
                closest = min(closest, second.second - first.second)
            }
            #expect(changes.allSatisfy { abs($0.before) < 16 * 3600 && abs($0.after) < 16 * 3600 }, "\(identifier)")
        }
        #expect(closest > 3 * 86_400)
    }
}
