// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// Loading a plan in the middle of a day, the first or another.
@Suite struct ReloadTests {
    // MARK: Joining

    @Test func `what passed before the first plan is told, what may be late still airs, music joins in`() {
        var day = Day.withMusic()
        day.line("08:00", .say, "welcome", lasting: 10)
        day.line("09:00", .say, "guide", lasting: 10)
        var desk = Desk(day, at: "09:00:30")
        desk.run(to: "09:05")
        #expect(desk.record("welcome")?.outcome == .missed)
        #expect(desk.record("welcome")?.reason == .pastWhenLoaded)
        #expect(desk.record("guide")?.start == Day.at("09:00:30"))
        #expect(desk.songs.first?.start == Day.at("09:00:30"))
        #expect(desk.director.linesInForce.first?.reason == .joined)
    }

    @Test func `a rotation joined in the middle of its span begins its window then`() {
        var day = Day.withMusic()
        day.promos(every: 5...10, from: "08:00", to: "12:00", lasting: [20])
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:30")
        let first = desk.heard("offers-1").first!
        #expect(first.start >= Day.at("09:05") && first.start <= Day.at("09:10"))
    }

    @Test func `the line that began last is in force, whichever day wrote it`() {
        var day = Day.withMusic()
        day.folder("late", songs: 2, lasting: 60)
        var plan = day.plan
        let evening = Cue(
            key: "2026-11-20/everyday/25:00/music/late", when: "25:00", verb: .music, name: "late",
            planned: Day.at("01:00"), location: Location(file: "day", line: 9, column: 1))
        let yesterday = RunningOrder(
            date: Day.date.adding(days: -1), opens: Day.at("00:00"), closes: Day.at("02:00"), cues: [evening],
            rotations: [])
        plan.orders = [yesterday] + plan.orders
        var director = Director(seed: 1)
        _ = director.handle(.load(plan), at: Day.at("01:30"))
        #expect(director.zones(at: Day.at("01:30"))[0].bed?.folder == "late")
    }

    // MARK: Again

    private func morning() -> Day {
        var day = Day.withMusic(lasting: 600)
        day.line("09:00", .say, "guide", lasting: 10)
        day.line("09:30", .say, "news", lasting: 10)
        return day
    }

    @Test(arguments: ["08:59:58", "09:00:05", "09:00:30"])
    func `what has aired or is about to does not repeat`(time: String) {
        var desk = Desk(morning(), at: "08:59")
        desk.run(to: time)
        for _ in 1...3 { desk.load(morning()) }
        desk.run(to: "09:40")
        #expect(desk.programme.map(\.name) == ["guide", "news"])
        #expect(desk.records.map(\.name) == ["guide", "news"])
        #expect(desk.songs.first?.end == Day.at("09:09"), "the music goes on")
    }

    @Test func `a line taken away before its time says nothing, one that waits says so`() {
        var day = morning()
        day.line("09:00", .say, "patient", lasting: 10, late: .minutes(10))
        var desk = Desk(day, at: "08:59")
        desk.announce("lost child", .urgent, lasting: 90)
        desk.run(to: "09:00:05")
        day.remove("patient")
        day.remove("news")
        desk.load(day)
        desk.run(to: "09:40")
        #expect(desk.heard("patient").isEmpty)
        #expect(desk.record("patient")?.reason == .removed)
        #expect(desk.record("news") == nil)
    }

    @Test func `a line added airs, one added too late is missed`() {
        var day = morning()
        var desk = Desk(day, at: "08:00")
        desk.run(to: "09:10")
        day.line("09:20", .say, "services", lasting: 10)
        day.line("09:05", .say, "forgotten", lasting: 10)
        desk.load(day)
        desk.run(to: "09:40")
        #expect(desk.record("services")?.start == Day.at("09:20"))
        #expect(desk.record("forgotten")?.reason == .pastWhenLoaded)
    }

    @Test func `of items that wait the one that was due first goes first, whenever it was written`() {
        var day = Day.withMusic()
        day.line("09:00:30", .say, "guide", lasting: 10, late: .minutes(10))
        var desk = Desk(day, at: "09:00")
        desk.announce("lost child", .urgent, lasting: 120)
        desk.run(to: "09:01")
        day.line("09:00:10", .say, "news", lasting: 10, late: .minutes(10))
        desk.load(day)
        desk.run(to: "09:05")
        #expect(desk.programme.map(\.name) == ["lost child", "news", "guide"])
    }

    @Test func `songs of a changed folder come in with the next song`() {
        var day = Day.withMusic(songs: 1, lasting: 60)
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:00:30")
        day.folders["pop"] = [Song(path: "pop/new.ogg", duration: .seconds(60))]
        desk.load(day)
        desk.run(to: "09:03")
        #expect(desk.songs.prefix(2).map(\.name) == ["pop/1.ogg", "pop/new.ogg"])
        #expect(desk.songs[1].start == Day.at("09:00:57"))
    }

    @Test func `a folder that is gone is replaced at once, and returns when it is back`() {
        var day = Day.withMusic()
        day.folder("piano", songs: 2, lasting: 600)
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:00:30")
        var without = day
        without.folders["pop"] = nil
        desk.load(without)
        desk.run(to: "09:01")
        desk.load(day)
        desk.run(to: "09:01:30")
        #expect(desk.songs.map(\.start) == [Day.at("09:00"), Day.at("09:00:30"), Day.at("09:01")])
        #expect(desk.songs[1].name.hasPrefix("piano/"))
    }

    @Test func `music about to change still changes on its second`() {
        var day = Day.withMusic(lasting: 600)
        day.folder("piano", songs: 2, lasting: 600)
        day.line("09:01", .music, "piano")
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:00:58")
        desk.load(day)
        desk.run(to: "09:02")
        #expect(desk.songs.map(\.start) == [Day.at("09:00"), Day.at("09:01")])
        #expect(desk.records.map(\.name) == ["pop"])
    }

    @Test(arguments: ["09:00:58", "09:05"])
    func `without the line in force the one before it is, and no line has two records`(time: String) {
        var day = Day.withMusic(lasting: 600)
        day.folder("piano", songs: 2, lasting: 600)
        day.line("09:01", .music, "piano")
        day.line("09:10", .silence)
        var desk = Desk(day, at: "09:00")
        desk.run(to: time)
        day.remove("piano")
        desk.load(day)
        desk.run(to: "09:20")
        #expect(desk.songs.last { $0.start < Day.at("09:10") }?.name.hasPrefix("pop/") == true)
        #expect(desk.records.map(\.name) == ["pop", "piano"])
        #expect(desk.record("piano")?.outcome == (time == "09:05" ? .aired : .missed))
    }

    // MARK: Rotations

    @Test func `a rotation goes on with its window and its round`() {
        var day = Day.withMusic(lasting: 4000)
        day.promos(every: 5...10, from: "09:00", to: "12:00", lasting: [20, 20, 20])
        var plain = Desk(day, at: "09:00")
        plain.run(to: "11:00")
        var edited = Desk(day, at: "09:00")
        for minute in [7, 12, 23] {
            edited.run(to: Day.at("09:00") + .minutes(minute))
            edited.load(day)
        }
        edited.run(to: "11:00")
        #expect(edited.programme.map(\.start) == plain.programme.map(\.start))
        #expect(edited.programme.map(\.name) == plain.programme.map(\.name))
    }

    @Test(arguments: [
        ("10:00", "09:05", "09:30", "09:40"), ("09:00", "09:05", "10:00", "10:10"),
        ("09:00", "09:15", "10:00", "10:10"),
    ])
    func `a span that was moved begins where it begins now`(
        from: String, edited: String, moved: String, first: String
    ) {
        func day(from: String) -> Day {
            var day = Day.withMusic(lasting: 40_000)
            day.promos(every: 5...10, from: from, to: "12:00", lasting: [20])
            return day
        }
        var desk = Desk(day(from: from), at: "09:00")
        desk.run(to: edited)
        desk.load(day(from: moved))
        desk.run(to: "11:00")
        let next = desk.heard("offers-1").first { $0.start > Day.at(edited) }
        #expect(next?.start == Day.at(first))
        #expect(desk.records.allSatisfy { $0.reason == .endOfWindow })
    }

    @Test func `a promo of a rotation that is gone is heard to its end, and none follows`() {
        var day = Day.withMusic(lasting: 4000)
        day.promos(every: 5...10, from: "09:00", to: "12:00", lasting: [20])
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:10:05")
        day.remove("offers")
        desk.load(day)
        desk.run(to: "11:00")
        #expect(desk.heard("offers-1").map(\.end) == [Day.at("09:10:20")])
        #expect(desk.records.map(\.outcome) == [.aired])
    }
}
