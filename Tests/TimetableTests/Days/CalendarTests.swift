// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

@Suite struct `The calendar` {
    static let spellings = [
        "2026-02-17 to 2026-02-23 holiday 春节", "2026-02-17 至 2026-02-23 节假日 春节", "2026/2/17到2026/2/23假日春节",
        "2026年2月17日至23日　节假日　春节  # a comment", "2026年2月17日至2月23日 节假日 春节", "2026.2.17 - 2026.2.23 HOLIDAY 春节",
        "２０２６－０２－１７～２０２６－０２－２３　节假日　春节", "\u{FEFF}2026-02-17\tto\t2026-02-23\tholidays\t春节\r\n",
        "2026-02-17, 2026-02-18 to 2026-02-23 holiday 春节",
    ]

    @Test(arguments: spellings) func `a span is read however it is written`(line: String) throws {
        let (calendar, diagnostics) = HolidayCalendar.parse(line, file: "holidays.calendar")
        #expect(diagnostics == [])
        for (text, isHoliday) in [
            ("2026-02-16", false), ("2026-02-17", true), ("2026-02-23", true), ("2026-02-24", false),
        ] {
            #expect((calendar.dayClass(of: try date(text)) == .holiday) == isHoliday)
            #expect(calendar.mark(of: try date(text))?.name == (isHoliday ? "春节" : nil))
        }
    }

    @Test(arguments: [("workday", DayClass.workday), ("工作日", .workday), ("restday", .restday), ("休息日", .restday)])
    func `a day is of the class that its line says, in either language`(word: String, expected: DayClass) throws {
        let (calendar, diagnostics) = HolidayCalendar.parse("2026-02-18 \(word)", file: "c")
        #expect(diagnostics == [])
        #expect(calendar.dayClass(of: try date("2026-02-18")) == expected)
        #expect(calendar.marks.map(\.name) == [""])
    }

    @Test func `every date of ten years is of one class, by its line or by its day of the week`() throws {
        let (calendar, _) = HolidayCalendar.parse(
            "2026-02-14 workday\n2026-02-17 to 2026-02-23 holiday\n2026-05-01 restday\n2028-02-29 holiday\n", file: "c")
        var counts: [DayClass: Int] = [:]
        var day = try date("2020-01-01")
        while day.year < 2030 {
            counts[calendar.dayClass(of: day), default: 0] += 1
            day = day.adding(days: 1)
        }
        // 3653 days, 1045 of them Saturdays and Sundays, of which 3 are marked otherwise.
        #expect(counts == [.workday: 2603, .restday: 1042, .holiday: 8] as [DayClass: Int])
        #expect(calendar.years == [2026, 2028])
    }

    @Test func `a span over the turn of the year is of both years`() {
        let (calendar, _) = HolidayCalendar.parse("2026-12-31 to 2027-01-02 holiday\n", file: "c")
        #expect(calendar.years == [2026, 2027])
        #expect(HolidayCalendar().years.isEmpty)
    }

    /// A wrong line, the column and length of the mistake, and parts of the English message and fix.
    static let mistakes: [(String, Int, Int, String, String)] = [
        ("2026-02-30 holiday", 1, 10, "no day 30 in 2026-02, which has 28 days", "from 1 to 28"),
        ("2026-02-29 holiday", 1, 10, "2026 is no leap year", "2024 and 2028"),
        ("2100-02-29 holiday", 1, 10, "2100 is no leap year", "2096 and 2104"),
        ("2026-13-01 holiday", 1, 10, "no month 13", "from 1 to 12"),
        ("2026-00-01 holiday", 1, 10, "no month 0", "from 1 to 12"),
        ("2026-04-31 holiday", 1, 10, "no day 31", "from 1 to 30"),
        ("2026-04-00 holiday", 1, 10, "no day 0", "from 1 to 30"),
        ("1600-01-01 holiday", 1, 10, "the year 1600", "1678 to 2261"),
        ("26-02-17 holiday", 1, 8, "`26-02-17` is no date", "2026-02-17"),
        ("17.2.2026 holiday", 1, 9, "is no date", "2026-02-17"),
        ("2026-02/17 holiday", 1, 10, "is no date", "2026-02-17"),
        ("20260217 holiday", 1, 8, "is no date", "2026-02-17"),
        ("2026-02-171 holiday", 1, 11, "is no date", "2026-02-17"),
        ("99999999999999999999-01-01 holiday", 1, 26, "is no date", "2026-02-17"),
        ("holiday 2026-02-17", 1, 7, "`holiday` is no date", "2026-02-17"),
        ("2026-02-23 to 2026-02-17 holiday", 1, 24, "runs backwards", "`2026-02-17 to 2026-02-23`"),
        ("2026-02-17 to holiday", 15, 7, "`holiday` is no date", "2026-02-17"),
        ("2026-02-17 to", 14, 1, "a date is missing", "2026-02-17"),
        ("2026-02-17", 1, 10, "what kind of day", "`holiday`, `workday` or `restday`"),
        ("2026-02-17 # holiday", 1, 10, "what kind of day", "`holiday`"),
        ("2026-02-17 holyday", 12, 7, "`holyday` is no kind of day", "write `holiday`"),
        ("2026-02-17 工作曰", 12, 3, "`工作曰` is no kind", "write `工作日`"),
        ("2026-02-17 春节", 12, 2, "`春节` is no kind", "then a name"),
        ("2026-02-17 holi\u{0}day", 16, 1, "invisible character (U+0000)", "delete it"),
        ("2026-02-17 \u{FFFD}", 12, 1, "not UTF-8", "UTF-8"),
    ]

    @Test(arguments: mistakes) func `a wrong line is shown with a fix, and the others count`(
        line: String, column: Int, length: Int, message: String, fix: String
    ) throws {
        let text = "2026-01-01 holiday\n\(line)\n2026-01-02 holiday\n"
        let (calendar, diagnostics) = HolidayCalendar.parse(text, file: "holidays.calendar")
        try #require(diagnostics.count == 1, "\(diagnostics.map { $0.message(in: .en) })")
        #expect(diagnostics[0].severity == .error)
        #expect(diagnostics[0].location == Location(file: "holidays.calendar", line: 2, column: column))
        #expect(diagnostics[0].length == length)
        #expect(diagnostics[0].message(in: .en).contains(message), "\(diagnostics[0].message(in: .en))")
        #expect(diagnostics[0].fix(in: .en)?.contains(fix) == true, "\(diagnostics[0].fix(in: .en) ?? "")")
        #expect(calendar.marks.map(\.location.line) == [1, 3])
    }

    @Test func `a date given twice is an error where the classes differ and a warning where not`() throws {
        let text = """
            2026-02-17 to 2026-02-23 holiday
            2026-02-23 workday
            2026-02-20 to 2026-02-25 holiday
            2026-02-24 to 2026-02-26 restday
            """
        let (calendar, diagnostics) = HolidayCalendar.parse(text, file: "c")
        #expect(diagnostics.map(\.severity) == [.error, .warning, .error])
        #expect(diagnostics.map(\.location.line) == [2, 3, 4])
        #expect(diagnostics[0].message(in: .en) == "line 1 says that 2026-02-23 is a holiday")
        #expect(diagnostics[0].message(in: .zh) == "第 1 行已经写了 2026-02-23 是节假日")
        #expect(diagnostics[1].message(in: .en) == "line 1 already says this of 2026-02-20")
        #expect(diagnostics[2].message(in: .en) == "line 3 says that 2026-02-24 is a holiday")
        // The first line counts, and of the others the days that are theirs alone.
        let classes = try (23...26).map { calendar.dayClass(of: try date("2026-02-\($0)")) }
        #expect(classes == [.holiday, .holiday, .holiday, .restday])
    }

    @Test func `a hostile calendar is read in time, and an empty one says nothing`() {
        let line = "1678-01-01 to 2261-12-31 holiday\n"
        let (calendar, diagnostics) = HolidayCalendar.parse(String(repeating: line, count: 30), file: "c")
        #expect(calendar.marks.count == 1)
        #expect(diagnostics.count == 29)
        #expect(HolidayCalendar.parse("", file: "c").calendar.marks.isEmpty)
    }
}
