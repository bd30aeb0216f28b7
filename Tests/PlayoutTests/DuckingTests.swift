// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// The bed goes down under speech, before its first syllable, and comes back up after it.
@Suite struct DuckingTests {
    typealias Duck = Desk.Duck

    @Test func `the bed is down before a timed item starts, and comes up when it has ended`() {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", lasting: 10)
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:01")
        #expect(
            desk.ducks == [
                Duck(decibels: -6, at: Day.at("08:59:59.7"), ramp: .milliseconds(300)),
                Duck(decibels: 0, at: Day.at("09:00:10"), ramp: .milliseconds(800)),
            ])
    }

    @Test(
        arguments: [(BroadcastClass.promo, -6.0), (.notice, -6), (.urgent, -8)],
        [
            (0.0, Duration.milliseconds(50)), (0.2, .milliseconds(50)), (0.3, .milliseconds(300)),
            (2, .milliseconds(300)),
        ])
    func `what comes unannounced ducks under its chime, or at once`(
        of: (broadcastClass: BroadcastClass, depth: Double), under: (chime: Double, ramp: Duration)
    ) {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.run(to: "09:00:10")
        desk.announce("message", of.broadcastClass, lasting: 10, chime: under.chime)
        #expect(desk.ducks == [Duck(decibels: of.depth, at: Day.at("09:00:10"), ramp: under.ramp)])
    }

    @Test func `under an emergency it is not heard`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.run(to: "09:00:10")
        desk.announce("leave", .emergency, lasting: 10)
        desk.run(to: "09:00:35")
        desk.send(.cancel("leave"))
        desk.run(to: "09:01")
        #expect(
            desk.ducks == [
                Duck(decibels: -96, at: Day.at("09:00:10"), ramp: .milliseconds(50)),
                Duck(decibels: 0, at: Day.at("09:00:35.15"), ramp: .milliseconds(800)),
            ])
    }

    @Test func `the bed stays down between items that follow each other`() {
        var desk = Desk(.withMusic(), at: "09:00")
        for number in 1...3 { desk.announce("message \(number)", .notice, lasting: 10) }
        desk.run(to: "09:02")
        let up = desk.ducks.filter { $0.decibels == 0 }
        #expect(up == [Duck(decibels: 0, at: Day.at("09:00:30.6"), ramp: .milliseconds(800))])
    }

    @Test func `the bed comes up between items that leave it the time`() {
        var day = Day.withMusic()
        day.line("09:00", .say, "one", lasting: 10)
        day.line("09:00:12", .say, "two", lasting: 10)
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:01")
        #expect(desk.ducks.map(\.decibels) == [-6, 0, -6, 0])
        #expect(desk.ducks.map(\.at) == ["08:59:59.7", "09:00:10", "09:00:11.7", "09:00:22"].map(Day.at))
    }

    @Test(arguments: [30.0, 1.1])
    func `under an urgent announcement the bed stays lower to its end, then as the next item wants it`(
        seconds: Double
    ) {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", lasting: 10)
        var desk = Desk(day, at: "08:59")
        desk.run(to: Day.at("08:59:59.9") - .seconds(seconds))
        desk.announce("lost child", .urgent, lasting: seconds)
        desk.run(to: "09:01")
        #expect(desk.duckLevel(at: Day.at("08:59:59.8")) == -8)
        #expect(desk.duckLevel(at: Day.at("08:59:59.9")) == -6)
        #expect(!desk.ducks.contains { $0.decibels == 0 && $0.at < Day.at("09:00") })
    }

    @Test func `an item that was called off leaves the bed alone`() {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", lasting: 10, late: .zero)
        var desk = Desk(day, at: "08:59")
        desk.run(to: "08:59:58")
        desk.announce("lost child", .urgent, lasting: 2.5)
        desk.run(to: "09:01")
        #expect(desk.record("guide")?.outcome == .gaveWay)
        #expect(desk.duckLevel(at: Day.at("08:59:59.9")) == -8)
        #expect(desk.duckLevel(at: Day.at("09:00:00.5")) == 0)
    }

    @Test func `an item that broke off before its first frame leaves the bed alone`() {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", lasting: 10)
        var desk = Desk(day, at: "08:59")
        desk.run(to: "08:59:58")
        let playback = desk.starts.last { $0.at == Day.at("09:00") }
        desk.send(.failed(playback!.id, words("unreadable")))
        desk.run(to: "08:59:59.9")
        #expect(desk.duckLevel(at: Day.at("08:59:59.9")) == 0)
    }

    @Test func `an item that was called off and takes its place again has the bed down under it`() {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", lasting: 10)
        var desk = Desk(day, at: "08:59") {
            let isUrgent = $0.content == .clip(ClipID(.announcement, "lost child"))
            return Desk.Fault(breaksOff: isUrgent ? .zero : nil)
        }
        desk.run(to: "08:59:58")
        desk.announce("lost child", .urgent, lasting: 30)
        desk.run(to: "09:01")
        #expect(desk.heard("guide").map(\.start) == [Day.at("09:00")])
        #expect(desk.duckLevel(at: Day.at("08:59:59")) == 0)
        #expect(desk.duckLevel(at: Day.at("09:00")) == -6)
    }

    @Test func `after an item that plays alone the bed is not ducked by what gave way to it`() {
        var day = Day.withMusic()
        var desk = Desk(day, at: "09:00")
        desk.announce("promo", .promo, lasting: 60, expires: Day.at("09:00:05"))
        desk.run(to: "09:00:10")
        day.line("09:00:20", .play, "march", lasting: 10, alone: true)
        desk.load(day)
        desk.run(to: "09:01")
        #expect(desk.duckLevel(at: Day.at("09:00:19")) == -6)
        #expect(desk.duckLevel(at: Day.at("09:00:30")) == 0)
    }
}
