// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

@Suite struct `Mistakes in a timetable` {
    /// A wrong line, the column and length of the mistake, and parts of the English message and fix.
    static let lines: [(String, Int, Int, String, String)] = [
        // When.
        ("9 say x", 1, 1, "`9` is no time of day", "`09:00`"),
        ("25:00 say x", 1, 5, "25:00 lies after the day", "24:00"),
        ("26:00 silence", 1, 5, "26:00 lies after the day", "closing after midnight is not in this version"),
        ("09:00+5m say x", 1, 8, "`09:00+5m` is no time of day", "`09:00`"),
        ("99999999999999999999:00 say x", 1, 23, "is no time of day", "`09:00`"),
        ("opne-5m say x", 1, 7, "not with `opne-5m`", "a time such as"),
        ("opne say x", 1, 4, "not with `opne`", "write `open`"),
        ("say welcome", 1, 3, "the time of `say` is missing", "09:00 say"),
        ("open-5 play x", 6, 1, "5 what?", "`5m`"),
        ("open-m play x", 6, 1, "`m` is no span of time", "`5m`"),
        ("open-1.5h play x", 6, 4, "1 what?", "`1h`"),
        ("open-30m1h play x", 6, 5, "is no span", "`1h30m`"),
        ("open-99999999999999999999m play x", 6, 21, "longer than a day", "24h"),
        ("open-25h play x", 6, 3, "longer than a day", "24h"),
        ("open-9h play x", 1, 7, "`open-9h` is -01:00, outside of the day", "00:00 and 24:00"),
        ("close+3h play x", 1, 8, "`close+3h` is 25:00", "00:00 and 24:00"),
        ("every 10-5m promo x", 7, 5, "runs backwards", "write `every 5-10m`"),
        ("every 0-1m promo x", 7, 4, "from 0", "every 1-5m"),
        ("every 0-0m promo x", 7, 4, "from 0", "every 1-5m"),
        ("every 5-10 promo x", 7, 4, "10 what?", "`10m`"),
        ("every 5- promo x", 7, 8, "no span", "5m"),
        ("every 5-99h promo x", 7, 5, "longer than a day", "24h"),
        ("every promo x", 7, 5, "no span", "5m"),
        ("every 10m promo x", 7, 3, "`every 10m` is not in this version", "every 5-10m"),
        ("every 5-10m say x", 13, 3, "does not go with `say`", "promo ROTATION"),
        ("drop promo offers", 1, 4, "`drop` is not in this version", ""),
        ("over everyday", 1, 4, "`over` is not in this version", ""),
        ("dates 2026-02-10 to 2026-02-24", 1, 5, "`dates` is not in this version", ""),
        ("days Monday", 6, 6, "`days Monday` is not in this version", "days every day"),
        ("days", 5, 1, "`days` says no days", "days every day"),
        ("open 09:00", 6, 5, "already given in line 1", "keep one"),
        ("09:00", 1, 5, "does not say what to do", "music, play, say"),
        ("open", 1, 4, "does not say what to do", "music, play, say"),
        // Verb and name.
        ("09:00 sya x", 7, 3, "`sya` is nothing", "write `say`"),
        ("09:00 播发 x", 7, 2, "`播发`", "write `播放`"),
        ("09:00 say", 7, 3, "does not say which script", "say NAME"),
        ("09:00 say with gong-2", 7, 3, "does not say which script", "say NAME"),
        ("09:00 music alone", 7, 5, "which music folder", "music NAME"),
        ("09:00 play ../secret", 12, 9, "cannot be a name", "without"),
        ("09:00 play .hidden", 12, 7, "cannot be a name", "without"),
        ("09:00 silence now", 15, 3, "takes no name", "delete it"),
        // Options.
        ("09:00 say x wiht gong-2", 13, 4, "`wiht` is no option", "write `with`"),
        ("09:00 say x y z", 13, 1, "`y` is no option", "from, to, with"),
        ("09:00 say x in warehouse", 13, 2, "`in` is not in this version", ""),
        ("09:00 say x repeat 3", 13, 6, "`repeat` is not in this version", ""),
        ("09:00 say x as urgent", 13, 2, "`as` is not in this version", ""),
        ("09:00 music x in-order", 15, 8, "`in-order` is not in this version", ""),
        (
            "09:00 say x from 10:00", 13, 4, "`from` does not go with this `say`",
            "with, alone, over, late, ending"
        ),
        ("09:00 music x late 5m", 15, 4, "does not go with this `music`", "delete it"),
        ("09:00 silence ending", 15, 6, "does not go with this `silence`", "delete it"),
        ("09:00 promo x ending", 15, 6, "does not go with this `promo`", "with, alone, over, late"),
        ("every 5-10m promo x late 5m", 21, 4, "does not go with this `promo`", "from, to"),
        ("09:00 say x alone over", 19, 4, "either `alone` or `over`", "keep one"),
        ("09:00 say x late 5m late 6m", 21, 4, "given twice", "keep one"),
        ("09:00 say x late", 13, 4, "follows `late`", "late 5m"),
        ("09:00 say x late 0s", 18, 2, "could never start", "late 1s"),
        ("09:00 say x with", 13, 4, "follows `with`", "with CHIME"),
        ("09:00 say x with alone", 13, 4, "follows `with`", "with CHIME"),
        ("09:00 say x with a/b", 18, 3, "cannot be a name", "without"),
        ("every 5-10m promo x from noon", 21, 4, "follows `from`", "from 09:00"),
        ("every 5-10m promo x from 20:00 to 10:00", 26, 5, "`20:00` is not before `10:00`", "earlier"),
        ("every 5-10m promo x from close", 26, 5, "`close` is not before `close`", "earlier"),
        ("every 5-10m promo x to open", 24, 4, "`open` is not before `open`", "earlier"),
        ("every 5-10m promo x from open-9h", 26, 7, "outside of the day", "00:00"),
        // Characters.
        ("09:00 say wel\u{0}come", 14, 1, "invisible character (U+0000)", "delete it"),
        ("09:00 say wel\u{200B}come", 14, 1, "invisible character (U+200B)", "delete it"),
        ("09:00 say \u{FFFD}\u{FFFD}", 11, 1, "not UTF-8", "UTF-8"),
        // Columns count characters.
        ("开店-5分 播放 进行曲 单读", 14, 2, "`单读` is no option", "write `单独`"),
    ]

    @Test(arguments: lines) func `a wrong line is refused at its place with a fix`(
        line: String, column: Int, length: Int, message: String, fix: String
    ) throws {
        let parsed = parse("open say welcome\n" + line)
        #expect(parsed.timetable == nil)
        try #require(parsed.diagnostics.count == 1, "\(parsed.diagnostics.map { $0.message(in: .en) })")
        let diagnostic = parsed.diagnostics[0]
        #expect(diagnostic.severity == .error)
        #expect(diagnostic.location == Location(file: "day.timetable", line: 4, column: column))
        #expect(diagnostic.length == length)
        #expect(diagnostic.message(in: .en).contains(message))
        #expect(diagnostic.fix(in: .en)?.contains(fix) == true)
        let chinese = diagnostic.message(in: .zh) + (diagnostic.fix(in: .zh) ?? "")
        #expect(chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
    }

    /// A whole file, and where its mistakes are, with parts of their messages.
    static let files: [(String, [(Int, Int, String)])] = [
        ("", [(1, 1, "when the store opens"), (1, 1, "when the store closes")]),
        ("open 08:00\n", [(1, 1, "when the store closes")]),
        ("open 8\nclose 22:00", [(1, 6, "no time of day")]),
        ("open 22:00\nclose 08:00", [(2, 1, "not after it opens")]),
        ("open 08:00\nclose 26:00", [(2, 7, "after the day")]),
        ("open 08:00 say x\nclose 22:00", [(1, 12, "does not belong")]),
        (
            "open 08:00\nclose 22:00\n09:00 sya x\nopen-9h say x late\n\n99:99 say x",
            [
                (3, 7, "nothing that"), (4, 1, "outside of the day"), (4, 15, "follows `late`"),
                (6, 1, "no time"),
            ]
        ),
    ]

    @Test(arguments: files) func `all mistakes are shown at once in the order of the file`(
        text: String, expected: [(Int, Int, String)]
    ) {
        let parsed = Timetable.parse(text, file: "f", name: "everyday")
        #expect(parsed.timetable == nil)
        #expect(parsed.diagnostics.map(\.location.line) == expected.map(\.0))
        #expect(parsed.diagnostics.map(\.location.column) == expected.map(\.1))
        for (diagnostic, (_, _, message)) in zip(parsed.diagnostics, expected) {
            #expect(diagnostic.message(in: .en).contains(message))
        }
    }

    @Test func `a file of ten megabytes is refused, one just small enough is read`() {
        let huge = parse("09:00 say " + String(repeating: "x", count: 10_000_000))
        #expect(huge.diagnostics.map { $0.message(in: .en) } == ["the file is longer than 256 KiB"])
        let large = parse("09:00 say " + String(repeating: "x", count: 250_000))
        #expect(large.timetable?.entries.count == 1)
    }
}
