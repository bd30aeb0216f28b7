// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// A card is lost and comes back: what had to be heard is heard, the rest of the day does not wait.
@Suite struct LostOutputTests {
    private static let zones = ["floor", "food"]

    private func desk() -> Desk { Desk(.withMusic(lasting: 600, zones: Self.zones), at: "09:00") }

    private func zones(_ desk: Desk, _ names: String...) -> ZoneSet { desk.plan.zones(named: names) }

    @Test func `an urgent announcement cut off waits for the card and starts over`() {
        var desk = desk()
        desk.announce("lost child", .urgent, lasting: 20)
        desk.run(to: "09:00:10")
        desk.send(.outputLost(zones: .all))
        desk.run(to: "09:01")
        #expect(desk.states(of: "lost child").last == .queued)
        #expect(desk.director.queue(at: desk.now).map(\.name) == ["lost child"])
        desk.send(.outputReturned(zones: .all))
        desk.run(to: "09:02")
        #expect(desk.heard("lost child").map(\.start) == [Day.at("09:00"), Day.at("09:01")])
        #expect(desk.heard("lost child").map(\.end) == [Day.at("09:00:10.15"), Day.at("09:01:20")])
        #expect(desk.states(of: "lost child").last == .done(start: Day.at("09:01"), end: Day.at("09:01:20")))
    }

    @Test func `an emergency is said on, and the card that returns joins in`() {
        var desk = desk()
        desk.announce("fire", .emergency, lasting: 20)
        desk.run(to: "09:00:10")
        desk.send(.outputLost(zones: .all))
        desk.run(to: "09:00:30")
        desk.send(.outputReturned(zones: .all))
        desk.run(to: "09:00:50")
        #expect(desk.heard("fire").prefix(3).map(\.start) == ["09:00", "09:00:20", "09:00:40"].map(Day.at))
    }

    @Test func `one that comes while the card is away is held, unless its time runs out`() {
        var desk = desk()
        desk.send(.outputLost(zones: .all))
        desk.announce("lost child", .urgent, lasting: 20)
        desk.announce("lost dog", .urgent, lasting: 20, expires: Day.at("09:00:30"))
        desk.run(to: "09:01")
        #expect(desk.heard("lost child").isEmpty)
        #expect(desk.states(of: "lost dog").last == .expired(.noCard))
        desk.send(.outputReturned(zones: .all))
        desk.run(to: "09:02")
        #expect(desk.heard("lost child").map(\.start) == [Day.at("09:01")])
        #expect(desk.heard("lost dog").isEmpty)
    }

    @Test func `what is no urgent announcement runs on unheard`() {
        var day = Day.withMusic(lasting: 600, zones: Self.zones)
        day.line("09:00:20", .say, "guide", lasting: 10)
        var desk = Desk(day, at: "09:00")
        desk.announce("notice", .notice, lasting: 15)
        desk.run(to: "09:00:05")
        desk.send(.outputLost(zones: .all))
        desk.run(to: "09:01")
        desk.send(.outputReturned(zones: .all))
        desk.run(to: "09:02")
        #expect(desk.heard("notice").map(\.end) == [Day.at("09:00:15")])
        #expect(desk.heard("guide").map(\.start) == [Day.at("09:00:20")])
    }

    @Test func `where one card of two is lost, the other zones hear it to its end, and the lost ones later`() {
        var desk = desk()
        desk.announce("lost child", .urgent, lasting: 20)
        desk.run(to: "09:00:10")
        desk.send(.outputLost(zones: zones(desk, "food")))
        desk.run(to: "09:01")
        #expect(desk.states(of: "lost child").last == .queued)
        desk.send(.outputReturned(zones: zones(desk, "food")))
        desk.run(to: "09:02")
        #expect(desk.heard("lost child").map(\.start) == [Day.at("09:00"), Day.at("09:01")])
        #expect(desk.heard("lost child").map(\.end) == [Day.at("09:00:20"), Day.at("09:01:20")])
        #expect(desk.heard("lost child").last?.zones == zones(desk, "food"))
        #expect(desk.states(of: "lost child").last == .done(start: Day.at("09:01"), end: Day.at("09:01:20")))
    }

    @Test func `one that comes while one card of two is away is heard in the other zones at once`() {
        var desk = desk()
        desk.send(.outputLost(zones: zones(desk, "food")))
        desk.announce("lost child", .urgent, lasting: 20)
        desk.run(to: "09:01")
        desk.send(.outputReturned(zones: zones(desk, "food")))
        desk.run(to: "09:02")
        #expect(desk.heard("lost child").map(\.start) == [Day.at("09:00"), Day.at("09:01")])
        #expect(desk.heard("lost child").map(\.zones) == [zones(desk, "floor"), zones(desk, "food")])
    }
}
