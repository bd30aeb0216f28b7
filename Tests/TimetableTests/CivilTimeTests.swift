// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

@Suite struct `Civil time` {
    /// Zone, civil date and time, and the instant they mean, in that zone.
    static let conversions = [
        ("Asia/Shanghai", "2026-11-21", "09:00", "2026-11-21T09:00:00.000+08:00"),
        ("Asia/Shanghai", "2026-11-21", "24:00", "2026-11-22T00:00:00.000+08:00"),
        ("UTC", "1970-01-01", "00:00", "1970-01-01T00:00:00.000+00:00"),
        ("UTC", "2028-02-29", "23:59:59", "2028-02-29T23:59:59.000+00:00"),
        // Put forward: 02:00 becomes 03:00.
        ("Europe/Berlin", "2026-03-29", "01:59:59", "2026-03-29T01:59:59.000+01:00"),
        ("Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T03:00:00.000+02:00"),
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T03:00:00.000+02:00"),
        ("Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T03:00:00.000+02:00"),
        ("America/New_York", "2026-03-08", "02:59:59", "2026-03-08T03:00:00.000-04:00"),
        // Put back: 02:00 to 03:00 occurs twice, the first is meant.
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T02:30:00.000+02:00"),
        ("Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T03:00:00.000+01:00"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T01:30:00.000-04:00"),
        ("America/New_York", "2026-11-01", "02:00", "2026-11-01T02:00:00.000-05:00"),
        // Half an hour: 02:00 becomes 02:30 in October, and 02:00 becomes 01:30 in April.
        ("Australia/Lord_Howe", "2026-10-04", "02:10", "2026-10-04T02:30:00.000+11:00"),
        ("Australia/Lord_Howe", "2026-10-04", "02:30", "2026-10-04T02:30:00.000+11:00"),
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-05T01:45:00.000+11:00"),
        ("Australia/Lord_Howe", "2026-04-05", "02:00", "2026-04-05T02:00:00.000+10:30"),
        // Midnight itself is skipped.
        ("America/Havana", "2026-03-08", "00:00", "2026-03-08T01:00:00.000-04:00"),
        // A whole day is skipped.
        ("Pacific/Apia", "2011-12-30", "12:00", "2011-12-31T00:00:00.000+14:00"),
    ]

    @Test(arguments: conversions)
    func `a civil time means one instant, also where clocks change`(
        zone: String, date: String, time: String, expected: String
    ) throws {
        let clock = try #require(CivilClock(timeZone: zone))
        let instant = clock.instant(try #require(CivilDate(date)), try #require(ClockTime(time)))
        #expect(clock.iso8601(instant) == expected)
    }

    @Test(arguments: [
        "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu",
    ])
    func `every quarter of an hour of a year is found again from its instant`(zone: String) throws {
        let clock = try #require(CivilClock(timeZone: zone))
        let start = clock.instant(try #require(CivilDate("2026-01-01")), .startOfDay)
        var previous = start - .nanoseconds(1)
        for quarter in 0..<(365 * 96) {
            let instant = start + .seconds(quarter * 900)
            let again = clock.instant(clock.date(of: instant), clock.clockTime(of: instant))
            // In the hour that occurs twice, the second time reads back as the first.
            let isSecondPass = instant - again == .minutes(60) || instant - again == .minutes(30)
            #expect(again == instant || isSecondPass)
            #expect(instant > previous)
            previous = instant
        }
    }

    @Test func `a time before 00:00 or past 24:00 lies on the neighbouring day`() throws {
        let clock = try #require(CivilClock(timeZone: "Asia/Shanghai"))
        let date = try #require(CivilDate("2026-12-31"))
        #expect(
            clock.iso8601(clock.instant(date, ClockTime(seconds: -600))) == "2026-12-30T23:50:00.000+08:00")
        #expect(
            clock.iso8601(clock.instant(date, ClockTime(seconds: 26 * 3600)))
                == "2027-01-01T02:00:00.000+08:00")
    }

    @Test func `fractions of a second are rounded down, before 1970 too`() throws {
        let clock = try #require(CivilClock(timeZone: "UTC"))
        #expect(clock.iso8601(Instant(nanoseconds: 1_999_999)) == "1970-01-01T00:00:00.001+00:00")
        #expect(clock.iso8601(Instant(nanoseconds: -1)) == "1969-12-31T23:59:59.999+00:00")
        #expect(clock.clockTime(of: Instant(nanoseconds: -1)) == ClockTime(seconds: 86_399))
    }

    @Test(arguments: ["Mars/Olympus", "", "Asia/Shanghai "])
    func `a zone that does not exist gives no clock`(name: String) {
        #expect(CivilClock(timeZone: name) == nil)
    }

    @Test(
        arguments: [
            ("2026-11-21T07:49:50", "2026-11-21T07:49:50.000+08:00"),
            ("2026-11-21 07:49", "2026-11-21T07:49:00.000+08:00"),
            ("2026-11-21T07:49:50.025", "2026-11-21T07:49:50.025+08:00"),
            ("2026-11-21T07:49:50.25", nil), ("2026-11-21T07:49.250", nil), ("2026-11-21T07:49:50.+25", nil),
            ("2026-11-21", nil), ("2026-11-21T", nil), ("2026-11-21T25:00", nil),
            ("2026-02-30T07:49:50", nil), ("2026-11-21T07:49:50Z", nil), ("2026-11-21T07:49:50+08:00", nil),
        ] as [(String, String?)])
    func `a local time is read without an offset`(text: String, expected: String?) throws {
        let clock = try #require(CivilClock(timeZone: "Asia/Shanghai"))
        #expect(clock.instant(parsing: text).map(clock.iso8601) == expected)
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "1677-01-01", "2262-01-01", "26-01-01",
        "2026-1-01", "2026/01/01", "２０２６-01-01", "", "2026-01-01x", "+026-01-01",
    ])
    func `what is no day is refused`(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test func `days are counted across months, leap years and centuries`() throws {
        let day = try #require(CivilDate("2000-02-28"))
        #expect(day.adding(days: 1).description == "2000-02-29")
        #expect(day.adding(days: 2).description == "2000-03-01")
        #expect(day.adding(days: -59).description == "1999-12-31")
        #expect(day.adding(days: .max) == .latest)
        #expect(day.adding(days: .min) == .earliest)
        var date = CivilDate.earliest
        for count in 1...213_000 {
            let following = date.adding(days: 1)
            guard following > date, CivilDate(following.description) == following,
                following.daysSince1970 == CivilDate.earliest.daysSince1970 + count
            else {
                Issue.record("after \(date) comes \(following)")
                return
            }
            date = following
        }
    }

    @Test(arguments: [
        ("9:00", "09:00"), ("09:00", "09:00"), ("９：００", "09:00"), ("09:00:30", "09:00:30"),
        ("09:00:00", "09:00"), ("9点", "09:00"), ("9点05分", "09:05"), ("9时5分7秒", "09:05:07"),
        ("00:00", "00:00"), ("24:00", "24:00"),
    ])
    func `a time of day is read and written canonically`(text: String, expected: String) {
        #expect(ClockTime(text)?.description == expected)
    }

    @Test(arguments: [
        "", "9", "09", "9:0", "9:60", "09:00:60", "24:01", "25:00", "009:00", "9:00am", "-1:00", "9.30",
        "9:00 ", "9点30", "٩:٠٠",
    ])
    func `what is no time of day is refused`(text: String) {
        #expect(ClockTime(text) == nil)
    }

    @Test func `arithmetic stays at the ends of the range`() {
        let last = Instant(nanoseconds: .max)
        let first = Instant(nanoseconds: .min)
        #expect(last + .hours(1) == last)
        #expect(first - .hours(1) == first)
        #expect(first + (.zero - .hours(1)) == first)
        #expect(last - first == .nanoseconds(Int64.max) - .nanoseconds(Int64.min))
        #expect(Duration.minutes(.max).nanoseconds == .max)
        #expect(Duration.hours(.min).nanoseconds == .min)
        #expect(Duration.milliseconds(-1500).nanoseconds == -1_500_000_000)
        #expect(Duration.milliseconds(1500).seconds == 1.5)
    }
}
