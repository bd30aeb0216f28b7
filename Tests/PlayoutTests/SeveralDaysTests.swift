// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// Days that last past midnight, days that begin before it, and days on which the store is closed.
@Suite struct SeveralDaysTests {
    /// Open from 18:00 to 02:00, with lines of the next day among those of the evening.
    private func night() -> Day {
        var day = Day()
        day.hours = ("18:00", "26:00")
        day.folder("pop", songs: 3, lasting: 600)
        day.folder("late", songs: 3, lasting: 600)
        day.line("17:50", .music, "pop")
        day.line("23:50", .say, "welcome", lasting: 10, day: 1)
        day.line("24:30", .say, "last-tram", lasting: 10)
        day.line("25:00", .music, "late")
        day.line("25:30", .say, "tomorrow", lasting: 10, day: 1)
        day.line("26:00", .say, "goodbye", lasting: 30, ending: true)
        day.line("26:01", .silence)
        return day
    }

    @Test func `what is written for 25 o'clock airs after midnight, also when the plan is loaded anew then`() {
        var desk = Desk(night(), at: "23:00")
        desk.run(to: "24:00")
        desk.load(night())
        desk.run(to: "26:10")
        #expect(desk.programme.map(\.name) == ["welcome", "last-tram", "tomorrow", "goodbye"])
        #expect(desk.record("last-tram")?.start == Day.at("24:30"))
        #expect(desk.record("goodbye")?.end == Day.at("26:00"))
        #expect(desk.songs.last?.name.hasPrefix("late/") == true)
        #expect(desk.songs.last?.end == Day.at("26:01:03"))
        #expect(Set(desk.records.map(\.key)).count == desk.records.count)
    }

    @Test func `joined after midnight, what passed of the day that is on is told, and its music plays`() {
        var day = night()
        day.line("19:00", .say, "evening", lasting: 10)
        day.line("33:00", .say, "morning", lasting: 10, day: 1)
        var desk = Desk(day, at: "24:45")
        let told = desk.records.filter { $0.reason == .pastWhenLoaded }
        #expect(told.map(\.name) == ["evening", "welcome", "last-tram"])
        #expect(desk.director.zones(at: desk.now)[0].bed?.folder == "pop")
        desk.run(to: "26:10")
        #expect(desk.programme.map(\.name) == ["tomorrow", "goodbye"])
    }

    @Test func `joined at night after closing, nothing of the day that is over is told`() {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", lasting: 10)
        day.line("22:01", .silence)
        day.line("33:00", .say, "morning", lasting: 10, day: 1)
        var desk = Desk(day, at: "24:30")
        #expect(desk.records.isEmpty)
        #expect(desk.starts.isEmpty)
        desk.run(to: "33:01")
        #expect(desk.programme.map(\.name) == ["morning"])
    }

    @Test func `over a closed day the bed stays silent, and the day after begins as written`() {
        var day = Day.withMusic()
        day.line("22:01", .silence)
        var opening = Day.withMusic()
        opening.cues = []
        opening.line("55:50", .music, "pop", day: 2)
        opening.line("56:00", .say, "welcome", lasting: 10, day: 2)
        var desk = Desk(day, at: "21:00")
        desk.run(to: "24:00")
        // The plan of the closed day holds nothing of the day before yesterday.
        for midnight in ["24:00", "48:00"] {
            desk.run(to: midnight)
            desk.load(opening)
        }
        #expect(desk.director.linesInForce.map(\.verb) == [.silence])
        desk.run(to: "56:01")
        #expect(desk.songs.last { $0.start < Day.at("55:50") }?.start ?? Day.at("00:00") < Day.at("22:01"))
        #expect(desk.songs.first { $0.start > Day.at("22:01") }?.start == Day.at("55:50"))
        #expect(desk.record("welcome")?.start == Day.at("56:00"))
    }

    @Test func `a day that leaves the plan by a mistake and comes back does not repeat what it aired`() {
        var day = Day.withMusic(lasting: 600)
        day.line("09:00", .say, "guide", lasting: 10, late: .minutes(10))
        day.line("33:00", .say, "morning", lasting: 10, day: 1)
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:01")
        var tomorrow = day
        tomorrow.cues.removeFirst(2)
        desk.load(tomorrow)
        desk.run(to: "09:02")
        desk.load(day)
        desk.run(to: "09:30")
        #expect(desk.heard("guide").map(\.start) == [Day.at("09:00")])
        #expect(desk.records.count { $0.name == "guide" } == 1)
    }

    @Test func `a timed promo is made good until its own day closes, not the one that is on besides`() {
        var day = night()
        let member = ClipID(.promo(rotation: "offers"), "tea")
        day.rotations["offers"] = [member]
        day.clips[member] = .ready(ClipFacts(duration: .seconds(20)))
        day.line("25:58", .promo, "offers", day: 1)
        var desk = Desk(day, at: "25:57")
        desk.run(to: "25:58:05")
        desk.announce("lost child", .urgent, lasting: 300)
        desk.run(to: "26:10")
        #expect(desk.record("tea")?.outcome == .aired)
        #expect(desk.heard("tea").last?.start == Day.at("26:03:05.3"))
    }

    @Test func `a rotation goes on past midnight, over a new plan, with its count`() {
        var day = night()
        day.promos(every: 5...10, from: "23:40", to: "25:00", lasting: [20, 20])
        var desk = Desk(day, at: "23:00")
        desk.run(to: "24:00")
        desk.load(day)
        desk.run(to: "26:00")
        let promos = desk.records.filter { $0.verb == .promo }
        #expect(Set(promos.map(\.key)).count == promos.count)
        let starts = promos.compactMap(\.start)
        #expect(starts.contains { $0 > Day.at("24:30") })
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 <= .minutes(10) })
    }
}
