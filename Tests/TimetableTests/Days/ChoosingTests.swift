// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

@Suite struct `Which timetable applies` {
    static let calendar = """
        2026-02-14 workday 调休
        2026-02-17 to 2026-02-23 holiday 春节
        """

    /// From the least specific to the most; each is for Saturday 2026-02-21, a holiday.
    static let ladder = [
        "days every day", "days Mon-Sat", "days Sat, Sun", "days Sat", "days restday, holiday", "days holiday",
        "dates 2026-02-01 to 2026-02-28", "dates 2026-02-10 to 2026-02-24",
        "dates 2026-02-10 to 2026-02-24\ndays Sat", "dates 2026-02-10 to 2026-02-24\ndays holiday",
        "dates 2026-02-20, 2026-02-21", "dates 2026-02-21",
    ]

    @Test(arguments: ladder.indices.dropLast())
    func `of two bases the more specific is followed`(lower: Int) throws {
        for higher in Self.ladder.indices where higher > lower {
            let timetables = try store(
                [
                    "z-low": "open 08:00\nclose 22:00\n" + Self.ladder[lower],
                    "a-high": "open 09:00\nclose 21:00\n" + Self.ladder[higher],
                ], calendar: Self.calendar)
            #expect(timetables.diagnostics == [])
            #expect(try timetables.summary("2026-02-21") == "a-high 09:00-21:00", "\(lower) \(higher)")
        }
    }

    @Test func `all overlays of the chosen base that apply are laid on it, the most specific last`() throws {
        var texts = ["everyday": everyday, "other": "days Mon\nopen 10:00\nclose 11:00\n"]
        for (index, days) in Self.ladder.enumerated() {
            texts["o\(100 - index)"] = "over everyday\n\(days)\n\(10 + index):00 say x\n"
        }
        texts["elsewhere"] = "over other\n12:00 say y\n"
        let timetables = try store(texts, calendar: Self.calendar)
        #expect(timetables.diagnostics == [])
        let expected = ["everyday"] + Self.ladder.indices.map { "o\(100 - $0)" }
        #expect(timetables.day(try date("2026-02-21")).timetables == expected)
        #expect(timetables.day(try date("2026-02-16")).timetables == ["other", "elsewhere"])
    }

    @Test func `days of the week count together, whatever way they are written`() throws {
        let timetables = try store([
            "everyday": everyday,
            "five": "over everyday\ndays Mon-Fri\nopen 07:00\n",
            "six": "over everyday\ndays Mon, Tue-Sat\nopen 06:00\n",
            "all": "over everyday\ndays Mon-Sun\nclose 21:00\n",
        ])
        #expect(timetables.diagnostics == [])
        #expect(try timetables.summary("2026-02-16") == "everyday+all+six+five 07:00-21:00")
        #expect(try timetables.summary("2026-02-21") == "everyday+all+six 06:00-21:00")
        #expect(try timetables.summary("2026-02-22") == "everyday+all 08:00-21:00")
    }

    @Test func `a date for which there is no base is a closed day`() throws {
        let timetables = try store(["six": "days Mon-Sat\n" + everyday])
        #expect(try timetables.summary("2026-02-21") == "six 08:00-22:00")
        #expect(try timetables.summary("2026-02-22") == " closed")
        #expect(try timetables.order("2026-02-22") == nil)
        #expect(timetables.day(try date("2026-02-22")).isClosed)
        #expect(try Timetables().order("2026-02-22") == nil)
    }

    @Test func `a worked Sunday is a workday, and a holiday on a Monday is none`() throws {
        let timetables = try store(
            ["everyday": everyday, "work": "over everyday\ndays workday\nopen 07:00\n"], calendar: Self.calendar)
        #expect(try timetables.summary("2026-02-14") == "everyday+work 07:00-22:00")
        #expect(try timetables.summary("2026-02-15") == "everyday 08:00-22:00")
        #expect(try timetables.summary("2026-02-16") == "everyday+work 07:00-22:00")
        #expect(try timetables.summary("2026-02-17") == "everyday 08:00-22:00")
        let day = timetables.day(try date("2026-02-17"))
        #expect(day.dayClass == .holiday)
        #expect(day.name == "春节")
    }

    @Test func `the most specific that says so closes the day, and a more specific one opens it again`() throws {
        let closed = ["everyday": everyday, "feast": "over everyday\ndays holiday\nclosed\n"]
        let texts = closed.merging([
            "gala": "over everyday\ndates 2026-02-18\nopen 10:00\n12:00 say gala\n",
            "posters": "over everyday\ndates 2026-02-19\n12:00 say posters\n",
        ]) { $1 }
        let timetables = try store(texts, calendar: Self.calendar)
        #expect(timetables.diagnostics == [])
        #expect(try timetables.summary("2026-02-17") == "everyday+feast closed")
        #expect(try timetables.order("2026-02-17") == nil)
        #expect(try timetables.summary("2026-02-18") == "everyday+feast+gala 10:00-22:00")
        #expect(try timetables.airing("2026-02-18") == ["everyday 09:00 say guide", "gala 12:00 say gala"])
        #expect(try timetables.summary("2026-02-19") == "everyday+feast+posters closed")
        #expect(try timetables.summary("2026-02-24") == "everyday 08:00-22:00")
    }

    @Test func `a closed base may be opened by an overlay that gives both hours`() throws {
        let timetables = try store([
            "sundays": "days Sun\nclosed\n", "market": "over sundays\ndates 2026-02-22\nopen 10:00\nclose 16:00\n",
        ])
        #expect(timetables.diagnostics == [])
        #expect(try timetables.summary("2026-02-22") == "sundays+market 10:00-16:00")
        #expect(try timetables.summary("2026-03-01") == "sundays closed")
    }

    @Test func `on a date on which two are equally specific neither is followed, and the rest is`() throws {
        let timetables = try store([
            "everyday": everyday,
            "a": "over everyday\ndates 2026-02-10 to 2026-02-12\nopen 07:00\n10:00 say a\n",
            "b": "over everyday\ndates 2026-02-12 to 2026-02-14\nopen 06:00\n10:00 say b\n",
            "c": "over everyday\ndays Thu\nclose 23:00\n",
        ])
        #expect(try timetables.summary("2026-02-11") == "everyday+a 07:00-22:00")
        #expect(try timetables.summary("2026-02-12") == "everyday+c 08:00-23:00")
        #expect(try timetables.summary("2026-02-13") == "everyday+b 06:00-22:00")
        let bases = try store(["a": everyday, "b": "days every day\n" + everyday, "c": "days Sat\n" + everyday])
        #expect(try bases.summary("2026-02-20") == " closed")
        #expect(try bases.summary("2026-02-21") == "c 08:00-22:00")
    }
}
