// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

@Suite struct `Overlays` {
    @Test func `a weekend and a campaign work together on a Saturday of the campaign`() throws {
        let timetables = try store([
            "everyday": """
            open 08:00
            close 22:00
            open-5m say greeting
            09:00 say guide
            every 5-10m promo offers
            """,
            "weekend": "over everyday\ndays weekend\nopen 09:00\nclose 23:00\n12:00 say families\n",
            "campaign":
                "over everyday\ndates 2026-02-10 to 2026-02-24\nclose 24:00\ndrop promo offers\n13:00 say sale\n",
        ])
        #expect(timetables.diagnostics == [])
        #expect(try timetables.summary("2026-02-21") == "everyday+weekend+campaign 09:00-24:00")
        #expect(
            try timetables.airing("2026-02-21") == [
                "everyday open-5m say greeting", "everyday 09:00 say guide", "weekend 12:00 say families",
                "campaign 13:00 say sale",
            ])
        let order = try #require(try timetables.order("2026-02-21"))
        #expect(order.opens - order.cues[0].planned == .minutes(5))
        #expect(try timetables.airing("2026-02-20").count == 3)
        #expect(try timetables.airing("2026-02-28").last == "everyday every-5-10m promo offers")
    }

    static let drops: [(String, [String])] = [
        ("drop say guide", ["09:00 play march", "09:00 music pop", "10:00 promo offers"]),
        ("drop 09:00", ["10:00 promo offers", "11:00 say guide"]),
        ("drop 09:00 say", ["09:00 play march", "09:00 music pop", "10:00 promo offers", "11:00 say guide"]),
        ("drop 09:00 say guide", ["09:00 play march", "09:00 music pop", "10:00 promo offers", "11:00 say guide"]),
        ("drop promo", ["09:00 say guide", "09:00 play march", "09:00 music pop", "11:00 say guide"]),
        ("drop 9点\ndrop promo offers", ["11:00 say guide"]),
    ]

    @Test(arguments: drops) func `a drop takes away all that fits what it says`(drop: String, left: [String]) throws {
        let base = """
            open 08:00
            close 22:00
            09:00 say guide
            09:00 play march
            09:00 music pop
            10:00 promo offers
            11:00 say guide
            """
        let timetables = try store(["base": base, "over": "over base\ndays Sat\n\(drop)\n09:30 say guide\n"])
        #expect(timetables.diagnostics == [])
        let airing = try timetables.airing("2026-02-21")
        #expect(airing.filter { $0 != "over 09:30 say guide" } == left.map { "base \($0)" })
        // Never a line of its own file.
        #expect(airing.contains("over 09:30 say guide"))
        #expect(try timetables.airing("2026-02-20").count == 5)
    }

    @Test func `a drop also reaches less specific overlays, never more specific ones`() throws {
        let timetables = try store([
            "everyday": everyday, "low": "over everyday\ndays Mon-Sat\n10:00 say news\n",
            "middle": "over everyday\ndays Sat\ndrop say news\n",
            "high": "over everyday\ndates 2026-02-21\n11:00 say news\n",
        ])
        #expect(timetables.diagnostics == [])
        #expect(try timetables.airing("2026-02-21") == ["everyday 09:00 say guide", "high 11:00 say news"])
    }

    /// The bed lines of a base and an overlay, and what is played of both, with the zones.
    static let beds: [(base: String, overlay: String, played: [String])] = [
        ("09:00 music a", "09:00 music b", ["b"]),
        ("09:00 music a", "open+1h music b", ["b"]),
        ("09:00 music a", "09:00 silence", [""]),
        ("09:00 music a", "09:01 music b", ["a", "b"]),
        ("09:00 music a in hall", "09:00 music b", ["b"]),
        ("09:00 music a in hall", "09:00 music b in hall, yard", ["b hall yard"]),
        ("09:00 music a in hall, yard", "09:00 music b in yard", ["a hall", "b yard"]),
        ("09:00 music a", "09:00 music b in yard", ["a", "b yard"]),
        ("09:00 music a in hall", "09:00 music b in yard", ["a hall", "b yard"]),
        ("09:00 say a", "09:00 music b", ["a", "b"]),
        ("09:00 music a", "09:00 music b on Sun", ["a"]),
    ]

    @Test(arguments: beds)
    func `music of an overlay takes the place of music below it at its time and in its zones`(
        base: String, overlay: String, played: [String]
    ) throws {
        let timetables = try store([
            "base": "open 08:00\nclose 22:00\n\(base)\n", "over": "over base\ndays weekend\n\(overlay)\n",
        ])
        let order = try #require(try timetables.order("2026-02-21"))
        #expect(order.cues.map { ([$0.name] + $0.zones).joined(separator: " ") } == played)
    }

    @Test func `a line with on airs on these days only`() throws {
        let timetables = try store(
            [
                "everyday": """
                open 08:00
                close 22:00
                09:00 say weekly on Mon
                09:10 say rest on restday, holiday
                every 5-10m promo offers on workday
                """
            ], calendar: "2026-02-16 holiday\n2026-02-21 workday\n")
        #expect(try timetables.airing("2026-02-16") == ["everyday 09:00 say weekly", "everyday 09:10 say rest"])
        #expect(try timetables.airing("2026-02-20") == ["everyday every-5-10m promo offers"])
        #expect(try timetables.airing("2026-02-21") == ["everyday every-5-10m promo offers"])
        #expect(try timetables.airing("2026-02-22") == ["everyday 09:10 say rest"])
    }

    @Test func `what a line says besides reaches its cue`() throws {
        let timetables = try store([
            "everyday": """
            open 08:00
            close 22:00
            09:00 music pop in-order in hall, yard
            10:00 say guide repeat 3 as urgent in hall late 5m
            every 5-10m say water repeat 2 as notice in yard
            """
        ])
        let order = try #require(try timetables.order("2026-02-21"))
        #expect(order.cues.map(\.isInOrder) == [true, false])
        #expect(order.cues.map(\.zones) == [["hall", "yard"], ["hall"]])
        #expect(order.cues.map(\.times) == [1, 3])
        #expect(order.cues.map(\.broadcastClass) == [nil, .urgent])
        let rule = try #require(order.rotations.first)
        #expect(rule.verb == .say)
        #expect(rule.zones == ["yard"])
        #expect(rule.times == 2)
        #expect(rule.broadcastClass == .notice)
    }

    @Test func `hours that do not go together are left out, and the day goes on`() throws {
        let timetables = try store([
            "everyday": everyday, "late": "over everyday\ndays weekend\nopen 23:00\n",
            "night": "over everyday\ndates 2026-02-22\nclose 26:00\n",
        ])
        #expect(try timetables.summary("2026-02-21") == "everyday+late 08:00-22:00")
        #expect(try timetables.summary("2026-02-22") == "everyday+late+night 23:00-26:00")
    }
}
