// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

@Suite struct `Mistakes between timetables` {
    /// A store with a mistake, where it is shown, and parts of the English message and fix.
    struct Mistake: CustomTestStringConvertible, Sendable {
        var texts: [String: String]
        var calendar = ""
        /// `FILE:LINE:COLUMN` of each diagnostic.
        var places: [String]
        var message: String
        var fix: String
        var isWarning = false

        var testDescription: String { message }
    }

    static let mistakes: [Mistake] = [
        Mistake(
            texts: ["everyday": everyday, "a": "\nover evryday\nopen 09:00\n"], places: ["a:2:6"],
            message: "no timetable `evryday`", fix: "write `everyday`"),
        Mistake(
            texts: ["everyday": everyday, "a": "over nothing-alike\nopen 09:00\n"], places: ["a:1:6"],
            message: "no timetable `nothing-alike`", fix: "over everyday"),
        Mistake(
            texts: ["everyday": everyday, "a": "over everyday\nopen 09:00\n", "b": "days Sat\nover a\nopen 10:00\n"],
            places: ["b:2:6"], message: "`a` lies over another timetable itself", fix: "write `over everyday`"),
        Mistake(
            texts: ["everyday": everyday, "a": "over a\nopen 09:00\n"], places: ["a:1:6"],
            message: "cannot lie over itself", fix: "another timetable"),
        Mistake(
            texts: ["a": "over b\nopen 09:00\n", "b": "over a\nopen 09:00\n"], places: ["a:1:1", "a:1:6", "b:1:6"],
            message: "none says what a day is", fix: "without a line `over`"),
        Mistake(
            texts: ["a": everyday, "b": everyday], places: ["a:1:1", "b:1:1"],
            message: "`b` is just as specific, so it is unclear which applies (first: every day)", fix: "`dates`"),
        Mistake(
            texts: [
                "everyday": everyday, "a": "over everyday\ndays Fri, Sat\nopen 09:00\n",
                "b": "over everyday\ndays weekend\nopen 10:00\n",
            ], places: ["a:2:1", "b:2:1"], message: "(first: Saturdays)", fix: "fewer days"),
        Mistake(
            texts: [
                "everyday": everyday, "a": "over everyday\ndays workday, restday\nopen 09:00\n",
                "b": "over everyday\ndays restday\nopen 10:00\n",
            ], places: ["a:2:1", "b:2:1"], message: "(first: restdays)", fix: "fewer days"),
        Mistake(
            texts: [
                "everyday": everyday, "a": "dates 2026-02-10 to 2026-02-20\nover everyday\nopen 09:00\n",
                "b": "over everyday\ndates 2026-02-01 to 2026-02-03, 2026-02-13 to 2026-02-20\nopen 10:00\n",
            ], places: ["a:1:1", "b:2:1"], message: "(first: 2026-02-13)", fix: "fewer dates"),
        Mistake(
            texts: ["everyday": everyday, "a": "over everyday\ndates 2026-02-10\n"], places: ["a:2:1"],
            message: "changes nothing", fix: "or delete the file", isWarning: true),
        Mistake(
            texts: ["everyday": everyday, "a": "over everyday\ndays Sat\n09:00 say x on Mon-Fri\n"], places: ["a:3:1"],
            message: "never airs", fix: "days that the timetable is for"),
        Mistake(
            texts: ["everyday": "days workday\n" + everyday + "10:00 say x on holiday, restday\n"],
            places: ["everyday:5:1"],
            message: "never airs", fix: "delete the line"),
        // 10 to 13 February 2026 are a Tuesday to a Friday.
        Mistake(
            texts: [
                "everyday": everyday, "a": "over everyday\ndates 2026-02-10 to 2026-02-13\n09:00 say x on Sat-Mon\n",
            ],
            places: ["a:3:1"], message: "never airs", fix: "delete"),
        Mistake(
            texts: ["everyday": everyday, "a": "over everyday\ndays Sat\n\ndrop say giude\n"], places: ["a:4:1"],
            message: "nothing below", fix: "write `drop 09:00 say guide`"),
        Mistake(
            texts: ["everyday": everyday, "a": "over everyday\ndays Sat\ndrop 9:30 say guide\n"], places: ["a:3:1"],
            message: "nothing below", fix: "write `drop 09:00 say guide`"),
        Mistake(
            texts: ["everyday": everyday, "a": "over everyday\ndays Sat\n10:00 say x\ndrop say x\n"], places: ["a:4:1"],
            message: "nothing below", fix: "as it stands"),
        // Only on Mondays is there such a line.
        Mistake(
            texts: [
                "everyday": everyday + "10:00 say monday on Mon\n", "a": "over everyday\ndays Sat\ndrop say monday\n",
            ], places: ["a:3:1"], message: "nothing below", fix: "drop 10:00 say monday"),
        Mistake(
            texts: ["everyday": everyday, "a": "over everyday\ndays Sat\nopen 23:00\n"], places: ["a:2:1"],
            message: "opening at 23:00 (`a`) and closing at 22:00 (`everyday`) do not go together (Saturdays)",
            fix: "both hours"),
        Mistake(
            texts: ["everyday": everyday, "a": "over everyday\ndates 2026-02-21\nclose 33:00\n"], places: ["a:2:1"],
            message: "(2026-02-21)", fix: "at most 24 hours"),
        Mistake(
            texts: ["everyday": "days Sun\nclosed\n", "a": "over everyday\ndates 2026-02-22\nopen 10:00\n"],
            places: ["a:2:1"], message: "nothing says when it closes (2026-02-22)", fix: "add a line `close`"),
        Mistake(
            texts: [
                "everyday": everyday + "every 5-10m promo x from open+2h to close-2h\n",
                "a": "over everyday\ndays Sat\nclose 11:00\n",
            ], places: ["everyday:4:1"], message: "with the hours of `a`, `open+2h` is not before `close-2h`",
            fix: "`drop` this line in `a`"),
        Mistake(
            texts: [
                "everyday": everyday + "close+4h say x\n", "a": "over everyday\ndays Sat\nopen 22:00\nclose 45:00\n",
            ], places: ["a:2:1", "everyday:4:1"], message: "closing at 45:00 comes after the next day opens at 08:00",
            fix: "close earlier"),
        Mistake(
            texts: ["everyday": everyday + "09:00 music a\nopen+1h music b in hall\n"], places: ["everyday:5:1"],
            message: "line 4 already sets the music at this time", fix: "different zones or days"),
        Mistake(
            texts: [
                "everyday": everyday, "a": "over everyday\ndays Sat\nopen 09:00\n10:00 music a\nopen+1h silence\n",
            ],
            places: ["a:5:1"], message: "line 4 already sets", fix: "keep one"),
        Mistake(
            texts: [
                "everyday": "open 01:00\nclose 24:00\n", "a": "over everyday\ndays Sat\nopen 10:00\nclose 26:00\n",
            ],
            places: ["a:2:1"],
            message: "closing at 26:00 comes after the next day opens at 01:00 (`everyday`, Saturdays)",
            fix: "close earlier"),
        Mistake(
            texts: [
                "everyday": everyday, "a": "over everyday\ndates 2026-02-20\nclose 26:00\n",
                "b": "over everyday\ndates 2026-02-21\nopen 01:00\n",
            ], places: ["a:2:1"], message: "(`b`, 2026-02-20)", fix: "open later"),
    ]

    @Test(arguments: mistakes) func `a mistake is shown at its place with a fix`(_ mistake: Mistake) throws {
        let timetables = try store(mistake.texts, calendar: mistake.calendar)
        let diagnostics = timetables.diagnostics
        let places = diagnostics.map { diagnostic in
            let place = diagnostic.location
            return "\(place.file.dropLast(".timetable".count)):\(place.line):\(place.column)"
        }
        try #require(places == mistake.places, "\(diagnostics.map { $0.message(in: .en) })")
        let first = diagnostics[0]
        #expect(first.message(in: .en).contains(mistake.message), "\(first.message(in: .en))")
        #expect(first.fix(in: .en)?.contains(mistake.fix) == true, "\(first.fix(in: .en) ?? "")")
        #expect(diagnostics.allSatisfy { ($0.severity == .warning) == mistake.isWarning })
        #expect(first.message(in: .zh).unicodeScalars.contains { $0.value > 0x4E00 })
    }

    /// Stores that look like a mistake and are none.
    static let sound: [[String: String]] = [
        [:],
        ["a": "days Mon-Fri\n" + everyday, "b": "days weekend\n" + everyday],
        ["a": "days workday\n" + everyday, "b": "days restday\n" + everyday, "c": "days holiday\n" + everyday],
        // Days of equal number that never meet, and dates of equal number that never meet.
        ["a": everyday, "b": "over a\ndays Mon, Tue\nopen 09:00\n", "c": "over a\ndays Wed, Thu\nopen 09:00\n"],
        ["a": everyday, "b": "over a\ndates 2026-02-10\nopen 09:00\n", "c": "over a\ndates 2026-02-11\nopen 09:00\n"],
        // The same dates, but for days that never meet on them.
        [
            "a": everyday, "b": "over a\ndates 2026-02-01 to 2026-02-28\ndays Sat\nopen 09:00\n",
            "c": "over a\ndates 2026-02-01 to 2026-02-28\ndays Sun\nopen 09:00\n",
        ],
        // Overlays of different bases.
        [
            "a": "days Mon-Fri\n" + everyday, "b": "days weekend\n" + everyday, "c": "over a\nopen 09:00\n",
            "d": "over b\nopen 09:00\n",
        ],
        // Two lines about the bed at one time in different zones, or on days that never meet.
        ["a": everyday + "09:00 music x in hall\n09:00 music y in yard\n10:00 music x on Mon\n10:00 music y on Tue\n"],
        // The window is empty under the overlay's hours, but the overlay takes it away.
        [
            "a": everyday + "every 5-10m promo x from open+2h to close-2h\n",
            "b": "over a\ndays Sat\nclose 11:00\ndrop promo x\n",
        ],
        // The overlay's hours bring two lines of the base together.
        ["a": everyday + "open music x\n09:00 music y\n", "b": "over a\ndays weekend\nopen 09:00\n"],
        // Closing just as the next day opens.
        ["a": "open 02:00\nclose 26:00\n09:00 say x\n"],
        // A drop of what only another overlay has, on the days on which they meet.
        ["a": everyday, "b": "over a\ndays Mon-Sat\n10:00 say y\n", "c": "over a\ndays Sat\ndrop say y\n"],
    ]

    @Test(arguments: sound) func `what is sound is not complained about`(texts: [String: String]) throws {
        #expect(try store(texts).diagnostics.map { $0.message(in: .en) } == [])
    }

    @Test func `dates that are over and years without holidays are warned of`() throws {
        let texts = [
            "everyday": everyday, "a": "over everyday\ndates 2026-02-10 to 2026-02-12, 2026-01-01\nopen 09:00\n",
        ]
        let plain = try store(texts)
        #expect(plain.warnings(on: try date("2026-02-12")) == [])
        let over = plain.warnings(on: try date("2026-02-13"))
        #expect(over.map(\.severity) == [.warning])
        #expect(over[0].message(in: .en).contains("the last was 2026-02-12"))

        let known = try store(["everyday": everyday], calendar: "2026-01-01 holiday\n2026-02-17 holiday\n")
        #expect(known.warnings(on: try date("2026-11-30")) == [])
        let missing = known.warnings(on: try date("2026-12-01"))
        #expect(missing.map { $0.message(in: .en) } == ["the calendar has no line for 2027"])
        #expect(missing.map(\.location) == [Location(file: "holidays.calendar", line: 2, column: 1)])
        #expect(known.warnings(on: try date("2027-12-01")).count == 2)

        let without = try store(["everyday": everyday + "09:00 say x on workday\n"])
        let none = without.warnings(on: try date("2026-06-01"))
        #expect(none.map(\.location.line) == [4])
        #expect(none[0].message(in: .en).contains("no calendar"))
    }
}
