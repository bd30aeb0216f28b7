// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// Each zone hears a programme of its own.
@Suite struct ZoneTests {
    private static let zones = ["floor", "food", "depot"]

    private func day() -> Day { .withMusic(lasting: 600, zones: Self.zones) }

    // MARK: Items

    @Test(arguments: [(["food"], "09:00:10"), (["floor", "depot"], "09:00:30.3"), ([], "09:00:30.3")])
    func `an item waits only where its zones meet those of what is on air`(zones: [String], start: String) {
        var desk = Desk(day(), at: "09:00")
        desk.announce("first", .notice, lasting: 30, in: ["floor"])
        desk.run(to: "09:00:10")
        desk.announce("second", .notice, lasting: 10, in: zones)
        desk.run(to: "09:02")
        #expect(desk.heard("second").map(\.start) == [Day.at(start)])
        #expect(desk.heard("second").map(\.zones) == [desk.plan.zones(named: zones)])
    }

    @Test(arguments: [(["food"], 1), (["depot", "floor"], 2)])
    func `what is urgent takes over only in its zones`(zones: [String], soundings: Int) {
        var desk = Desk(day(), at: "09:00")
        desk.announce("notice", .notice, lasting: 30, in: ["floor"])
        desk.run(to: "09:00:10")
        desk.announce("lost child", .urgent, lasting: 10, in: zones)
        desk.run(to: "09:02")
        #expect(desk.heard("lost child").map(\.start) == [Day.at("09:00:10")])
        #expect(desk.heard("notice").count == soundings)
    }

    @Test func `a message for all zones is not held up by later ones for single zones`() {
        var desk = Desk(day(), at: "09:00")
        desk.announce("floor", .notice, lasting: 30, in: ["floor"])
        desk.run(to: "09:00:10")
        desk.announce("all", .notice, lasting: 10)
        desk.announce("long", .notice, lasting: 60, in: ["food"])
        desk.announce("short", .notice, lasting: 15, in: ["food"])
        desk.run(to: "09:03")
        #expect(desk.heard("all").map(\.start) == [Day.at("09:00:30.3")])
        #expect(desk.heard("long").map(\.start) == [Day.at("09:00:40.6")])
        #expect(desk.heard("short").map(\.start) == [Day.at("09:00:10")], "it has ended by then")
    }

    @Test func `timed items of one second air on it in zones of their own`() {
        var day = day()
        for zone in Self.zones { day.line("09:00", .say, "guide-\(zone)", lasting: 30, in: [zone]) }
        day.line("09:00", .say, "guide", lasting: 5)
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:02")
        for zone in Self.zones { #expect(desk.record("guide-\(zone)")?.start == Day.at("09:00")) }
        #expect(desk.record("guide")?.start == Day.at("09:00:30.3"))
        #expect(desk.record("guide-food")?.zones == ["food"])
        #expect(desk.record("guide")?.zones == Self.zones)
    }

    @Test func `promos keep clear of timed items of their own zones only`() {
        var day = day()
        day.folder("pop", songs: 1, lasting: 40_000)
        day.line("09:10:10", .say, "guide", lasting: 60, in: ["floor"])
        day.promos("offers", every: 10...10, from: "09:00", to: "12:00", lasting: [20], in: ["floor", "food"])
        day.promos("news", every: 10...10, from: "09:00", to: "12:00", lasting: [20], in: ["depot"])
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:12")
        #expect(desk.heard("offers-1").map(\.start) == [Day.at("09:11:10.3")])
        #expect(desk.heard("news-1").map(\.start) == [Day.at("09:10")])
    }

    // MARK: Zones the store has not

    @Test func `a cue for zones the store has not is missed and says so`() {
        var day = day()
        day.line("09:00", .say, "guide", lasting: 10, in: ["roof"])
        day.line("09:01", .music, "pop", in: ["roof"])
        day.line("09:02", .say, "news", lasting: 10, in: ["roof", "food"])
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:05")
        #expect(desk.records.map(\.reason) == [.noZone(["roof"]), .noZone(["roof"]), nil])
        #expect(desk.heard("news").map(\.zones) == [desk.plan.zones(named: ["food"])])
        let wording = Reason.noZone(["roof"]).wording(clock: CivilClock(timeZone: "UTC")!)
        #expect(wording == Wording(en: "the store has no zone \"roof\"", zh: "店内没有广播区“roof”"))
    }

    @Test func `an announcement for no zone of the store fails with the reason`() {
        var desk = Desk(day(), at: "09:00")
        desk.announce("message", .urgent, lasting: 10, in: ["roof"])
        #expect(desk.states(of: "message") == [.queued, .failed(.noZone([]))])
    }

    // MARK: What is shown

    @Test func `what each zone hears is told, and what comes next with its zones`() {
        var day = day()
        day.folder("piano", songs: 2, lasting: 600)
        day.line("08:00", .music, "piano", in: ["food"])
        day.line("09:10", .say, "guide", lasting: 10, in: ["depot", "floor"])
        var desk = Desk(day, at: "09:00")
        desk.announce("message", .notice, lasting: 30, in: ["food"])
        desk.run(to: "09:00:10")
        let zones = desk.director.zones(at: desk.now)
        #expect(zones.map(\.name) == Self.zones)
        #expect(zones.map(\.onAir?.name) == [nil, "message", nil])
        #expect(zones.map(\.bed?.folder) == ["pop", "piano", "pop"])
        #expect(zones.map(\.line?.name) == ["pop", "piano", "pop"])
        #expect(desk.director.linesInForce.map(\.name) == ["pop", "piano"])
        #expect(desk.director.next(1, after: desk.now).map(\.zones) == [["floor", "depot"]])
    }
}
