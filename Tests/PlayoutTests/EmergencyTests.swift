// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// An emergency has its zones at once, alone, and until a person ends it.
@Suite struct EmergencyTests {
    private static let zones = ["floor", "food", "depot"]
    private static let allClear = ClipID(.script, "all-clear")

    private func desk(_ day: Day = .withMusic(lasting: 600, zones: zones)) -> Desk {
        var desk = Desk(day, at: "09:00")
        desk.prepare([Self.allClear: .ready(ClipFacts(duration: .seconds(5)))])
        return desk
    }

    private func set(_ desk: Desk, _ names: String...) -> ZoneSet { desk.plan.zones(named: names) }

    @Test(arguments: [0.4, 2, 20])
    func `it is heard without a pause until a person ends it`(seconds: Double) {
        var desk = desk()
        desk.announce("fire", .emergency, lasting: seconds)
        desk.run(to: "09:10")
        desk.send(.cancel("fire"))
        desk.run(to: "09:20")
        let heard = desk.heard("fire")
        #expect(heard.first?.start == Day.at("09:00"))
        for (one, next) in zip(heard, heard.dropFirst()) {
            #expect(next.start - one.start == .seconds(max(seconds, 1)))
        }
        #expect(heard.last?.end == Day.at("09:10:00.15"))
        #expect(desk.states(of: "fire") == [.queued, .onAir(since: Day.at("09:00")), .cancelled])
    }

    @Test func `the music is silent in its zones, not in others, and returns after the all-clear`() {
        var desk = desk()
        desk.announce("fire", .emergency, lasting: 20, in: ["floor", "food"], allClear: Self.allClear)
        desk.run(to: "09:05:05")
        desk.send(.cancel("fire"))
        desk.run(to: "09:20")
        for zone in ["floor", "food"] {
            #expect(
                desk.ducks(in: zone).first
                    == Desk.Duck(
                        decibels: -96, at: Day.at("09:00"), ramp: .milliseconds(50)))
            #expect(desk.duckLevel(at: Day.at("09:05:10"), in: zone) == -96)
            #expect(desk.duckLevel(at: Day.at("09:05:11"), in: zone) == 0)
        }
        #expect(desk.ducks(in: "depot").isEmpty)
        #expect(desk.heard("all-clear").map(\.start) == [Day.at("09:05:05.45")])
        #expect(desk.heard("all-clear").map(\.zones) == [set(desk, "floor", "food")])
        #expect(desk.songs.allSatisfy { $0.end - $0.start > .seconds(500) }, "the songs run on")
    }

    @Test func `what is on air after it is called by the name of the all-clear, not of the emergency`() {
        var desk = desk()
        desk.announce("fire", .emergency, lasting: 20, in: ["floor"], allClear: Self.allClear)
        desk.run(to: "09:05:05")
        desk.send(.cancel("fire"))
        desk.run(to: "09:05:07")
        #expect(desk.director.zones(at: desk.now).compactMap { $0.onAir?.name } == ["all-clear"])
    }

    @Test func `no cue starts in its zones, those of other zones go on`() {
        var day = Day.withMusic(lasting: 600, zones: Self.zones)
        day.line("09:01", .say, "upstairs", lasting: 10, in: ["floor"])
        day.line("09:01", .say, "both", lasting: 10, in: ["floor", "depot"])
        day.line("09:03", .say, "downstairs", lasting: 10, in: ["depot"])
        day.promos(every: 3...5, from: "09:00", to: "10:00", lasting: [10])
        var desk = desk(day)
        desk.announce("fire", .emergency, lasting: 20, in: ["floor"])
        desk.run(to: "09:30")
        #expect(desk.heard(in: "floor").filter { !$0.isSong }.allSatisfy { $0.name == "fire" })
        #expect(desk.record("upstairs")?.reason == .waited(for: "fire"))
        #expect(desk.record("both")?.reason == .waited(for: "fire"))
        #expect(desk.record("downstairs")?.start == Day.at("09:03"))
        desk.send(.cancel("fire"))
        desk.run(to: "09:40")
        #expect(!desk.heard("offers-1").isEmpty, "the promos are back")
    }

    @Test func `a second one waits only for the zones that the first has`() {
        var desk = desk()
        desk.announce("fire", .emergency, lasting: 20, in: ["floor"], allClear: Self.allClear)
        desk.run(to: "09:00:10")
        desk.announce("flood", .emergency, lasting: 30, in: ["floor", "food"])
        #expect(desk.heard("flood").map(\.zones) == [set(desk, "food")])
        #expect(desk.heard("flood").map(\.start) == [Day.at("09:00:10")])
        desk.run(to: "09:01")
        desk.send(.cancel("fire"))
        desk.run(to: "09:01:30")
        let upstairs = desk.heard("flood").filter { $0.zones == set(desk, "floor") }
        #expect(upstairs.first?.start == Day.at("09:01:00.45"))
        #expect(desk.heard("all-clear").isEmpty, "nothing is clear yet")
        desk.send(.cancel("flood"))
        desk.run(to: "09:10")
        #expect(desk.heard("flood").allSatisfy { $0.end <= Day.at("09:01:30.15") })
        #expect(desk.states(of: "flood").last == .cancelled)
    }

    @Test func `one that replaces another leaves it the zones it does not want`() {
        var desk = desk()
        desk.announce("fire", .emergency, lasting: 20, in: ["floor", "food"])
        desk.run(to: "09:00:10")
        desk.announce("flood", .emergency, lasting: 20, in: ["food"], replacing: true)
        desk.run(to: "09:05")
        #expect(desk.heard("flood").first?.start == Day.at("09:00:10.45"))
        let rest = desk.heard("fire").dropFirst()
        #expect(rest.allSatisfy { $0.zones == set(desk, "floor") })
        #expect(rest.first?.start == Day.at("09:00:10.45"))
        #expect(!desk.states(of: "fire").contains(.cancelled))
    }

    @Test func `claimed, it is said to its end, and then the all-clear`() {
        var desk = desk()
        desk.announce("lost toddler", .emergency, lasting: 20, allClear: Self.allClear)
        desk.run(to: "09:00:38")
        desk.send(.claimed("lost toddler"))
        desk.run(to: "09:10")
        #expect(desk.heard("lost toddler").map(\.end) == ["09:00:20", "09:00:40"].map(Day.at))
        #expect(desk.heard("all-clear").map(\.start) == [Day.at("09:00:40")])
        #expect(desk.states(of: "lost toddler").last == .claimed)
    }

    @Test func `a new one takes off the all-clear of the last`() {
        var desk = desk()
        desk.announce("fire", .emergency, lasting: 20, allClear: Self.allClear)
        desk.run(to: "09:01")
        desk.send(.cancel("fire"))
        desk.run(to: "09:01:02")
        desk.announce("flood", .emergency, lasting: 20)
        desk.run(to: "09:02")
        desk.send(.cancel("flood"))
        desk.run(to: "09:10")
        #expect(desk.heard("all-clear").map(\.end) == [Day.at("09:01:02.15")])
        #expect(desk.heard("flood").first?.start == Day.at("09:01:02"))
    }

    @Test func `its time to begin may run out, but not its time on air`() {
        var desk = desk()
        desk.announce("fire", .emergency, lasting: 20, expires: Day.at("09:01"))
        desk.run(to: "09:00:10")
        desk.announce("flood", .emergency, lasting: 20, expires: Day.at("09:01"))
        desk.run(to: "09:10")
        #expect(desk.heard("fire").count > 20)
        #expect(desk.states(of: "flood") == [.queued, .expired(.waited(for: "fire"))])
    }

    @Test func `a hearing that breaks off is followed by the next`() {
        var desk = Desk(.withMusic(), at: "09:00") { playback in
            if case .clip = playback.content, playback.id.number % 3 == 0 {
                Desk.Fault(breaksOff: .seconds(playback.id.number % 2 == 0 ? 0 : 3))
            } else {
                Desk.Fault()
            }
        }
        desk.announce("fire", .emergency, lasting: 20)
        desk.run(to: "09:20")
        let heard = desk.heard("fire").filter { $0.end > $0.start }
        for (one, next) in zip(heard, heard.dropFirst()) {
            #expect(next.start - one.end <= .seconds(3))
        }
        #expect(heard.count > 40)
        #expect(desk.states(of: "fire") == [.queued, .onAir(since: Day.at("09:00"))])
    }

    @Test func `one that is only heard to its end keeps another from its own zones alone, and only so long`() {
        var desk = desk()
        desk.announce("fire", .emergency, lasting: 60, in: ["floor"])
        desk.run(to: "09:00:10")
        desk.send(.claimed("fire"))
        desk.announce("flood", .emergency, lasting: 30, in: ["floor", "food"])
        desk.run(to: "09:02")
        let food = desk.heard("flood").filter { $0.zones.intersects(set(desk, "food")) }
        let floor = desk.heard("flood").filter { $0.zones.intersects(set(desk, "floor")) }
        #expect(food.first?.start == Day.at("09:00:10"))
        #expect(floor.first?.start == Day.at("09:01:00.3"))
    }

    @Test func `where its first hearing fails the next comes at once, and the music stays silent`() {
        var desk = Desk(.withMusic(lasting: 600, zones: Self.zones), at: "09:00") { playback in
            playback.subject == .announcement(id: "fire") && playback.id.number == 2
                ? Desk.Fault(breaksOff: .zero) : Desk.Fault()
        }
        desk.announce("fire", .emergency, lasting: 2)
        desk.run(to: "09:00:05")
        #expect(desk.heard("fire").first { $0.end > $0.start }?.start == Day.at("09:00"))
        #expect(desk.duckLevel(at: Day.at("09:00:01")) == -96)
    }

    @Test func `when its words come, hearings that were to follow each other sooner still do, one after the other`() {
        var desk = desk()
        desk.announce("fire", .emergency, lasting: 1.5)
        desk.run(to: "09:00:05")
        let words = ClipFacts(duration: .seconds(6))
        desk.stretch("fire", to: words.duration)
        desk.send(.wordsCame(ClipID(.announcement, "fire"), words))
        desk.run(to: "09:01")
        let hearings = desk.heard("fire")
        #expect(hearings.count > 8)
        for (one, next) in zip(hearings, hearings.dropFirst()) { #expect(next.start == one.end) }
    }
}
