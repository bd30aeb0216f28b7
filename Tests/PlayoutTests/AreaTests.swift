// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// The bed of each zone: zones that always follow the same lines share one, the others have their own.
@Suite struct AreaTests {
    private static let zones = ["floor", "food", "depot"]

    /// Music everywhere, and from 08:00 other music in the food hall.
    private func day() -> Day {
        var day = Day.withMusic(lasting: 600, zones: Self.zones)
        day.folder("piano", songs: 4, lasting: 600)
        day.line("08:00", .music, "piano", in: ["food"])
        return day
    }

    private func songs(_ desk: Desk, in zone: String) -> [Desk.Heard] { desk.heard(in: zone).filter(\.isSong) }

    @Test func `zones of the same lines hear one song from the same frame, others their own`() {
        var desk = Desk(day(), at: "09:00")
        desk.run(to: "09:30")
        #expect(Set(desk.starts.map(\.zones)) == [["floor", "depot"], ["food"]].map(desk.plan.zones(named:)).set)
        #expect(songs(desk, in: "floor").allSatisfy { $0.name.hasPrefix("pop/") })
        #expect(songs(desk, in: "food").allSatisfy { $0.name.hasPrefix("piano/") })
        #expect(songs(desk, in: "floor").map(\.start) == songs(desk, in: "depot").map(\.start))
    }

    @Test func `areas that play one folder do so in orders of their own, the same on each run`() {
        var day = Day.withMusic(songs: 12, lasting: 60, zones: Self.zones)
        day.line("08:00", .music, "pop", in: ["food"])
        func names(_ zone: String) -> [String] {
            var desk = Desk(day, at: "09:00")
            desk.run(to: "09:30")
            return songs(desk, in: zone).map(\.name)
        }
        #expect(names("food") != names("floor"))
        #expect(names("food") == names("food"))
    }

    @Test func `speech lowers the bed of its zones only, though their area be larger`() {
        var day = day()
        day.line("09:00", .say, "guide", lasting: 10, in: ["floor"])
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:01")
        #expect(desk.ducks(in: "floor").map(\.decibels) == [-6, 0])
        #expect(desk.ducks(in: "depot").isEmpty)
        #expect(desk.ducks(in: "food").isEmpty)
    }

    @Test func `each zone is lowered as its own speech wants it`() {
        var desk = Desk(day(), at: "09:00")
        desk.announce("all", .notice, lasting: 30)
        desk.run(to: "09:00:10")
        desk.announce("lost child", .urgent, lasting: 10, in: ["food"])
        desk.run(to: "09:00:15")
        #expect(Self.zones.map { desk.duckLevel(at: desk.now, in: $0) } == [0, -8, 0])
        desk.run(to: "09:00:21")
        #expect(Self.zones.map { desk.duckLevel(at: desk.now, in: $0) } == [-6, -6, -6])
    }

    @Test func `silence and alone items rest the music of their zones only`() {
        var day = day()
        day.line("09:00", .play, "march", lasting: 30, alone: true, in: ["food"])
        day.line("09:05", .silence, in: ["depot"])
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:08")
        #expect(songs(desk, in: "food").map(\.start) == ["08:59", "09:00:30"].map(Day.at))
        #expect(songs(desk, in: "floor").map(\.start) == [Day.at("08:59")])
        #expect(songs(desk, in: "depot").map(\.end) == [Day.at("09:05:03")])
    }

    @Test func `a line has one record, when the last of its zones leaves it`() {
        var day = day()
        day.line("09:05", .silence, in: ["depot"])
        day.line("09:10", .silence, in: ["floor"])
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:20")
        #expect(desk.records.map(\.name) == ["pop"])
        #expect(desk.record("pop")?.zones == Self.zones)
        #expect(desk.record("pop")?.end == Day.at("09:10"))
    }

    @Test func `a promo for several areas takes the break of the first that has music`() {
        var day = day()
        day.folder("piano", songs: 4, lasting: 217)
        day.folder("pop", songs: 4, lasting: 190)
        day.promos(every: 5...10, from: "09:00", to: "12:00", lasting: [20])
        day.line("08:30", .silence, in: ["floor", "depot"])
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:15")
        let promo = desk.heard("offers-1")[0]
        #expect(desk.record("offers-1")?.reason == .betweenSongs)
        #expect(songs(desk, in: "food").contains { $0.start == promo.start })
    }

    // MARK: Reload

    @Test func `an edit that divides the store crossfades where it must, and leaves the rest alone`() {
        var day = day()
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:01")
        day.line("09:30", .silence, in: ["depot"])
        desk.load(day)
        desk.run(to: "09:08")
        #expect(songs(desk, in: "food").map(\.start) == [Day.at("09:00")], "its area is the same")
        for zone in ["floor", "depot"] {
            let songs = songs(desk, in: zone)
            #expect(songs.map(\.start) == ["09:00", "09:01"].map(Day.at))
            #expect(songs[0].end == Day.at("09:01:03"))
            #expect(songs[1].fadeIn == .seconds(3))
        }
        #expect(desk.records.isEmpty, "the lines are still in force")
    }

    @Test func `an edit that joins areas goes on with the line that came last`() {
        var day = day()
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:01")
        day.cues.removeAll { $0.name == "piano" }
        day.line("09:00:30", .music, "piano")
        desk.load(day)
        desk.run(to: "09:08")
        for zone in Self.zones {
            #expect(songs(desk, in: zone).last?.name.hasPrefix("piano/") == true)
            #expect(songs(desk, in: zone).map(\.start) == ["09:00", "09:01"].map(Day.at))
        }
        #expect(desk.records.map(\.name).sorted() == ["piano", "pop"])
    }

    @Test func `a line of two areas that a reload makes one has one record`() {
        var before = day()
        before.folder("soft", songs: 4, lasting: 600)
        before.line("08:10", .music, "soft", in: ["depot"])
        before.line("08:00", .music, "pop", in: ["floor", "food"], day: 0)
        before.line("12:00", .silence, in: ["floor"])
        var desk = Desk(before, at: "09:00")
        desk.run(to: "09:10")
        desk.load(.withMusic(lasting: 600, zones: Self.zones))
        let keys = desk.records.map(\.key)
        #expect(Set(keys).count == keys.count)
    }
}

extension [ZoneSet] {
    fileprivate var set: Set<ZoneSet> { Set(self) }
}
