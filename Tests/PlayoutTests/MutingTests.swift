// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// The emergency stop: everything but an emergency is silent, and says so afterwards.
@Suite struct MutingTests {
    private typealias Duck = Desk.Duck
    private let muted = Reason.muted(by: "duty manager")

    private func desk(_ day: Day = .withMusic(lasting: 600)) -> Desk { Desk(day, at: "09:00") }

    @Test func `the music is gone within the fade, runs on unheard, and is back at once`() {
        var desk = desk()
        desk.run(to: "09:01")
        desk.send(.mute(by: "duty manager"))
        #expect(desk.director.mutedBy == "duty manager")
        desk.run(to: "09:15")
        desk.send(.unmute)
        #expect(desk.director.mutedBy == nil)
        desk.run(to: "09:16")
        #expect(
            desk.ducks == [
                Duck(decibels: -96, at: Day.at("09:01"), ramp: .milliseconds(150)),
                Duck(decibels: 0, at: Day.at("09:15"), ramp: .milliseconds(800)),
            ])
        #expect(desk.songs.first?.fadesFrom == Day.at("09:09:57"), "the song ran on to its end")
    }

    @Test func `a cue on air is cut, and one whose time comes is missed, each with the reason`() {
        var day = Day.withMusic(lasting: 600)
        day.line("09:01", .say, "guide", lasting: 30)
        day.line("09:02", .say, "slips", lasting: 10, late: .minutes(30))
        day.line("09:03", .say, "hours", lasting: 10)
        var desk = desk(day)
        desk.run(to: "09:01:10")
        desk.send(.mute(by: "duty manager"))
        desk.run(to: "09:02:58")
        #expect(desk.record("guide")?.outcome == .missed)
        #expect(desk.record("guide")?.reason == muted)
        #expect(desk.record("slips")?.outcome == .missed)
        #expect(desk.record("slips")?.reason == muted)
        desk.send(.unmute)
        desk.run(to: "09:05")
        #expect(desk.programme.map(\.name) == ["guide", "hours"])
        #expect(desk.heard("guide").map(\.end) == [Day.at("09:01:10.15")])
        #expect(desk.record("hours")?.start == Day.at("09:03"), "the next is on time")
    }

    @Test func `what was committed and has not begun never begins, and music stays silent`() {
        var day = Day.withMusic(lasting: 600)
        day.line("09:01", .say, "guide", lasting: 30)
        var desk = desk(day)
        desk.run(to: "09:00:58")
        desk.send(.mute(by: "duty manager"))
        desk.run(to: "09:05")
        #expect(desk.programme.isEmpty)
        #expect(desk.record("guide")?.reason == muted)
        #expect(desk.duckLevel(at: Day.at("09:04:59")) == -96)
    }

    @Test func `an announcement on air starts over afterwards, and what was pushed meanwhile waits or expires`() {
        var desk = desk()
        desk.announce("lost child", .urgent, lasting: 20)
        desk.run(to: "09:00:10")
        desk.send(.mute(by: "duty manager"))
        desk.announce("key", .notice, lasting: 10)
        desk.announce("bag", .notice, lasting: 10, expires: Day.at("09:00:50"))
        #expect(desk.director.queue(at: desk.now).isEmpty, "nobody knows when they air")
        desk.run(to: "09:02")
        #expect(desk.heard("lost child").map(\.end) == [Day.at("09:00:10.15")])
        #expect(desk.states(of: "bag") == [.queued, .expired(muted)])
        desk.send(.unmute)
        desk.run(to: "09:05")
        #expect(desk.heard("lost child").last?.start == Day.at("09:02"))
        #expect(desk.heard("key").map(\.start) == [Day.at("09:02:20.3")])
        #expect(desk.duckLevel(at: Day.at("09:02:10")) == -8, "the music is back under it")
    }

    @Test func `a promo on air is missed, and its rotation goes on afterwards`() {
        var day = Day.withMusic(lasting: 4000)
        day.promos(every: 5...5, from: "09:00", to: "10:00", lasting: [20])
        var desk = desk(day)
        desk.run(to: "09:05:10")
        desk.send(.mute(by: "duty manager"))
        desk.run(to: "09:20")
        desk.send(.unmute)
        desk.run(to: "09:21")
        #expect(desk.heard("offers-1").map(\.start) == ["09:05", "09:20"].map(Day.at))
        #expect(desk.records.map(\.outcome) == [.missed, .aired])
        #expect(desk.records.map(\.reason) == [muted, muted])
    }

    @Test func `an emergency and its all-clear are heard, and then it is silent again`() {
        var desk = desk()
        let allClear = ClipID(.script, "all-clear")
        desk.prepare([allClear: .ready(ClipFacts(duration: .seconds(5)))])
        desk.send(.mute(by: "duty manager"))
        desk.run(to: "09:01")
        desk.announce("fire", .emergency, lasting: 20, allClear: allClear)
        desk.run(to: "09:02")
        desk.send(.cancel("fire"))
        desk.run(to: "09:05")
        #expect(desk.heard("fire").first?.start == Day.at("09:01"))
        #expect(desk.heard("all-clear").map(\.start) == [Day.at("09:02:00.45")])
        #expect(desk.duckLevel(at: Day.at("09:04:59")) == -96)
    }

    @Test func `muting twice is muting once`() {
        var desk = desk()
        desk.send(.mute(by: "duty manager"))
        desk.send(.mute(by: "desk"))
        #expect(desk.director.mutedBy == "duty manager")
        desk.send(.unmute)
        desk.send(.unmute)
        desk.run(to: "09:01")
        #expect(desk.ducks.count == 2)
    }
}
