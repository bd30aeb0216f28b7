// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

@Suite struct `Mistakes in a timetable` {
    /// A wrong line, the column and length of the mistake, and parts of the English message and fix.
    static let lines: [(String, Int, Int, String, String)] = [
        // When.
        ("9 say x", 1, 1, "`9` is no time of day", "`09:00`"),
        ("09:00+5m say x", 1, 8, "`09:00+5m` is no time of day", "`09:00`"),
        ("99999999999999999999:00 say x", 1, 23, "is no time of day", "`09:00`"),
        ("opne-5m say x", 1, 7, "not with `opne-5m`", "a time such as"),
        ("opne say x", 1, 4, "not with `opne`", "write `open`"),
        ("say welcome", 1, 3, "the time of `say` is missing", "09:00 say"),
        ("open-5 play x", 6, 1, "5 what?", "`5m`"),
        ("open-m play x", 6, 1, "`m` is no span of time", "`5m`"),
        ("open-30m1h play x", 6, 5, "is no span", "`1h30m`"),
        ("open-99999999999999999999m play x", 6, 21, "longer than a day", "24h"),
        ("open-25h play x", 6, 3, "longer than a day", "24h"),
        ("every 10-5m promo x", 1, 11, "runs backwards", "write `every 5-10m`"),
        ("every 0-1m promo x", 1, 10, "from 0", "every 1-5m"),
        ("every 0-0m promo x", 1, 10, "from 0", "every 1-5m"),
        ("every 5- promo x", 7, 8, "no span", "5m"),
        ("every 5-99h promo x", 7, 5, "longer than a day", "24h"),
        ("every promo x", 7, 5, "no span", "5m"),
        ("open 09:00", 6, 5, "already given in line 1", "keep one"),
        ("09:00", 1, 5, "does not say what to do", "music, play, say"),
        ("open", 1, 4, "does not say what to do", "music, play, say"),
        ("49:00 say x", 1, 5, "49:00 lies more than a day ahead", "`26:00` or `02:00+1`"),
        ("open-1.5h play x", 6, 4, "`1.5h` is no span", "write `1h30m`"),
        ("open-13h play x", 6, 3, "13h is too far from `open`", "at most `12h`"),
        ("09:00+5m say x", 1, 8, "`09:00+5m` is no time of day", "`09:00`"),
        ("14.00 say x", 1, 5, "`14.00` is no time", "write `14:00`"),
        ("1400 say x", 1, 4, "`1400` is no time", "write `14:00`"),
        ("2pm say x", 1, 3, "`2pm` is no time", "write `14:00`"),
        ("2:30 pm say x", 1, 7, "`2:30 pm` is no time", "write `14:30`"),
        ("12am say x", 1, 4, "`12am` is no time", "write `00:00`"),
        ("下午2点半 播稿 x", 1, 5, "`下午2点半` is no time", "write `14:30`"),
        ("晚上 播稿 x", 1, 2, "not with `晚上`", "a time such as"),
        ("9:5 say x", 1, 3, "`9:5` is no time", "write `09:05`"),
        ("noon say x", 1, 4, "`noon` is no time", "write `12:00`"),
        ("24:60 say x", 1, 5, "is no time", "`09:00`"),
        ("every minute promo x", 1, 12, "needs a number", "write `every 1m`"),
        ("每小时 播稿 x", 1, 3, "needs a number", "write `every 1h`"),
        ("every 30s say x", 1, 9, "every 30s is too often", "every 1m"),
        ("every 5~10 promo x", 1, 10, "5 to 10 what?", "write `every 5-10m`"),
        ("every 5-10 promo x", 1, 10, "5 to 10 what?", "write `every 5-10m`"),
        ("every 10m music x", 11, 5, "lasts until the next line", "09:00 music"),
        ("every 5-10m silence", 13, 7, "lasts until the next line", "09:00 silence"),
        // Headers.
        ("days", 1, 4, "nothing follows `days`", "days Mon-Fri"),
        ("days Mon, Tusday", 11, 6, "`Tusday` is no day", "write `tuesday`"),
        ("days weekdays", 6, 8, "`weekdays` is no day", "write `workday`"),
        ("days Mon Wed", 10, 3, "`Wed` does not belong", "a comma between two days"),
        ("days Mon,", 9, 1, "a day is missing", "Mon-Fri"),
        ("dates 2026-02-29", 7, 10, "2026 is no leap year", "2026-02-28"),
        ("dates 2026-02-24 to 2026-02-10", 7, 24, "runs backwards", "2026-02-10 to 2026-02-24"),
        ("dates soon", 7, 4, "`soon` is no date", "2026-02-17"),
        ("dates 2026-02-10 2026-02-11", 18, 10, "does not belong", "write `to`"),
        ("drop promo offers", 1, 17, "no timetable below", "over everyday"),
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
        (
            "09:00 say x from 10:00", 13, 4, "`from` does not go with this `say`",
            "`from` and `to` belong to a line with `every`"
        ),
        ("every 5-10m promo x late 5m", 21, 4, "does not go with this `promo`", "from, to"),
        ("09:00 say x late 5m late 6m", 21, 4, "given twice", "keep one"),
        ("09:00 say x late", 13, 4, "follows `late`", "late 5m"),
        ("09:00 say x late 0s", 18, 2, "could never start", "late 1s"),
        ("09:00 say x with", 13, 4, "follows `with`", "with CHIME"),
        ("09:00 say x with alone", 13, 4, "follows `with`", "with CHIME"),
        ("09:00 say x with a/b", 18, 3, "cannot be a name", "without"),
        ("every 5-10m promo x from soon", 21, 4, "follows `from`", "from 09:00"),
        ("every 5-10m promo x from noon", 26, 4, "`noon` is no time", "write `12:00`"),
        ("every 5-10m promo x from 20:00 to 10:00", 26, 5, "`20:00` is not before `10:00`", "earlier"),
        ("every 5-10m promo x from close", 26, 5, "`close` is not before `close`", "earlier"),
        ("every 5-10m promo x to open", 24, 4, "`open` is not before `open`", "earlier"),
        ("09:00 say x y z", 13, 1, "`y` is no option", "write it as `x-y`; if an option was meant, write one of: from"),
        ("09:00 say x late 5m y", 21, 1, "`y` is no option", "write one of: from, to"),
        ("09:00 say store guide", 17, 5, "`guide` is no option", "write it as `store-guide`"),
        ("09:00 say \"store\"", 11, 7, "cannot be a name", "without quotation marks"),
        ("09:00 speak x", 7, 5, "`speak` is nothing", "write `say`"),
        ("09:00 广告 x", 7, 2, "`广告` is nothing", "write `促销`"),
        ("09:00 say x alone over", 19, 4, "`alone` and `over` exclude each other", "keep one"),
        ("09:00 music x shuffle in-order", 23, 8, "exclude each other", "keep one"),
        ("每天 9:00 播稿 x", 1, 2, "starts with its time", "on 每天"),
        ("Mon-Fri 9:00 say x", 1, 7, "starts with its time", "on Mon-Fri"),
        ("each 5m say x", 1, 4, "not with `each`", "write `every`"),
        ("09:00 music x late 5m", 15, 4, "does not go with this `music`", "in, on, shuffle, in-order"),
        ("09:00 silence ending", 15, 6, "does not go with this `silence`", "in, on"),
        ("09:00 promo x ending", 15, 6, "does not go with this `promo`", "late, in"),
        ("every 1h say x ending", 16, 6, "does not go with this `say`", "from, to, late"),
        ("09:00 say x repeat", 13, 6, "follows `repeat`", "repeat 3"),
        ("09:00 say x repeat 0", 20, 1, "1 to 20 times", "repeat 3"),
        ("09:00 say x repeat 21", 20, 2, "1 to 20 times", "repeat 3"),
        ("09:00 say x in", 13, 2, "follows `in`", "in ZONE"),
        ("09:00 say x in a,", 13, 2, "follows `in`", "in ZONE"),
        ("09:00 say x in a, a", 19, 1, "`a` is listed twice", "delete one"),
        ("09:00 say x on", 13, 2, "follows `on`", "on Sat, Sun"),
        ("09:00 say x on Mondy", 16, 5, "`Mondy` is no day", "write `monday`"),
        ("09:00 say x as emergency", 16, 9, "started and ended by a person", "as urgent"),
        ("09:00 say x as music", 16, 5, "class of the music itself", "promo, notice, urgent"),
        ("09:00 say x as urgnt", 16, 5, "`urgnt` is no class", "write `urgent`"),
        ("09:00 say x as", 13, 2, "follows `as`", "as urgent"),
        ("every 5-10m promo x from 22:00 to 02:00", 26, 5, "is not before `02:00`", "write `to 26:00`"),
        ("every 1h say x from 2pm", 21, 3, "`2pm` is no time", "write `14:00`"),
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
        ("open 08:00\nclose 33:00", [(2, 1, "more than 24 hours")]),
        ("open 25:00\nclose 26:00", [(1, 1, "on the next day")]),
        ("# a\n\n  09:00 say x", [(3, 3, "when the store opens"), (3, 3, "when the store closes")]),
        ("open soon\nclose 22:00", [(1, 6, "`soon` is no time")]),
        ("open 下午2点\nclose 22:00", [(1, 6, "is no time")]),
        ("open 08:00\nclose 23:00\nclose+12h say x\nclose 22:00", [(4, 7, "already given in line 2")]),
        ("open 20:00\nclose 43:00\nclose+12h say x", [(3, 1, "after the end of the next day")]),
        ("closed\nopen 08:00\n09:00 say x", [(2, 1, "line 1 says that the store stays closed")]),
        ("over everyday\nclosed\ndrop promo x", [(3, 1, "line 2 says")]),
        (
            "over everyday\ndrop\ndrop offers\ndrop say x y",
            [(2, 1, "what is dropped"), (3, 6, "neither"), (4, 12, "too much")]
        ),
        ("over a b\nover c", [(1, 8, "does not belong"), (2, 6, "already given in line 1")]),
        ("open 08:00 say x\nclose 22:00", [(1, 12, "does not belong")]),
        (
            "open 08:00\nclose 22:00\n09:00 sya x\nopen-9h say x late\n\n99:99 say x",
            [
                (3, 7, "nothing that"), (4, 15, "follows `late`"),
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

    @Test func `a file of ten megabytes or a million lines is refused, one just small enough is read`() {
        let huge = parse("09:00 say " + String(repeating: "x", count: 10_000_000))
        #expect(huge.diagnostics.map { $0.message(in: .en) } == ["the file is longer than 2 MiB"])
        let long = parse(String(repeating: "\n", count: 1_000_000))
        #expect(long.diagnostics.map { $0.message(in: .en) } == ["the file has more than 100000 lines"])
        let large = parse("09:00 say x # " + String(repeating: "x", count: 2_000_000))
        #expect(large.timetable?.entries.count == 1)
    }

    @Test func `beyond a thousand mistakes the rest is counted, and no wrong line is kept`() {
        let parsed = parse(String(repeating: "09:00 sya x\n", count: 1234) + "10:00 say y\n")
        #expect(parsed.diagnostics.count == 1001)
        #expect(parsed.diagnostics.last?.message(in: .en) == "234 more mistakes are not shown")
        #expect(parsed.salvage?.entries.compactMap(\.name) == ["y"])
    }

    @Test func `a line is read no further once it has mistakes enough`() {
        let parsed = parse("09:00 say x " + String(repeating: "huh over ", count: 100_000))
        #expect(parsed.diagnostics.count == 16)
    }
}
