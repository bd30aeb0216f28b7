// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// Who gives way to whom, cell by cell (the design's section 5).
@Suite struct ClassTableTests {
    enum Outcome: Sendable {
        case waits
        case takesOver
    }

    static let cells: [(arriving: BroadcastClass, onAir: BroadcastClass, outcome: Outcome)] = [
        (.promo, .promo, .waits), (.promo, .notice, .waits), (.promo, .urgent, .waits),
        (.notice, .promo, .takesOver), (.notice, .notice, .waits), (.notice, .urgent, .waits),
        (.urgent, .promo, .takesOver), (.urgent, .notice, .takesOver), (.urgent, .urgent, .waits),
    ]

    @Test(arguments: cells)
    func `what arrives waits, or takes over at once`(
        arriving: BroadcastClass, onAir: BroadcastClass, outcome: Outcome
    ) {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("first", onAir, lasting: 30)
        desk.run(to: "09:00:10")
        desk.announce("second", arriving, lasting: 20)
        desk.run(to: "09:05")
        let first = desk.heard("first")
        let second = desk.heard("second")
        #expect(second.count == 1)
        switch outcome {
        case .waits:
            #expect(first.map(\.end) == [Day.at("09:00:30")])
            #expect(second.map(\.start) == [Day.at("09:00:30.3")])
        case .takesOver:
            #expect(second.map(\.start) == [Day.at("09:00:10")])
            #expect(first.map(\.fadesFrom) == [Day.at("09:00:10"), nil])
            #expect(first.map(\.end) == [Day.at("09:00:10.15"), Day.at("09:01:00.3")])
            #expect(
                desk.states(of: "first") == [
                    .queued, .onAir(since: Day.at("09:00")), .queued, .onAir(since: Day.at("09:00:30.3")),
                    .done(start: Day.at("09:00:30.3"), end: Day.at("09:01:00.3")),
                ])
        }
    }

    @Test(arguments: [BroadcastClass.promo, .notice, .urgent])
    func `over music everything airs at once, and the music stays under it`(arriving: BroadcastClass) {
        var desk = Desk(.withMusic(), at: "09:00:10")
        desk.run(to: "09:00:20")
        desk.announce("message", arriving, lasting: 20)
        desk.run(to: "09:00:40")
        #expect(desk.heard("message").map(\.start) == [Day.at("09:00:20")])
        #expect(desk.songs.first?.end == Day.at("09:01:10"), "the song goes on")
        #expect(desk.duckLevel(at: Day.at("09:00:21")) < 0)
    }

    // MARK: Emergencies

    @Test(arguments: [BroadcastClass.promo, .notice])
    func `an emergency takes off what is announced below urgent, for good`(onAir: BroadcastClass) {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("first", onAir, lasting: 30)
        desk.run(to: "09:00:10")
        desk.announce("fire", .emergency, lasting: 20)
        desk.run(to: "09:01")
        desk.send(.cancel("fire"))
        desk.run(to: "09:10")
        #expect(desk.heard("fire").first?.start == Day.at("09:00:10"))
        #expect(desk.heard("first").map(\.end) == [Day.at("09:00:10.15")])
        let reason = Reason.gaveWay(to: "fire", at: Day.at("09:00:10"))
        #expect(desk.states(of: "first") == [.queued, .onAir(since: Day.at("09:00")), .failed(reason)])
    }

    @Test func `an emergency takes off a timed notice, which is missed with the reason`() {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", lasting: 30, late: .minutes(30))
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:00:10")
        desk.announce("fire", .emergency, lasting: 20)
        desk.run(to: "09:01")
        desk.send(.cancel("fire"))
        desk.run(to: "09:10")
        #expect(desk.heard("guide").map(\.end) == [Day.at("09:00:10.15")])
        #expect(desk.record("guide")?.outcome == .missed)
        #expect(desk.record("guide")?.reason == .gaveWay(to: "fire", at: Day.at("09:00:10")))
    }

    @Test func `an emergency takes off a promo, which is not made good`() {
        var day = Day.withMusic(lasting: 4000)
        day.promos(every: 5...5, from: "09:00", to: "09:09", lasting: [20])
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:05:08")
        desk.announce("fire", .emergency, lasting: 10)
        desk.run(to: "09:05:30")
        desk.send(.cancel("fire"))
        desk.run(to: "09:20")
        #expect(desk.heard("offers-1").map(\.end) == [Day.at("09:05:08.15")])
        #expect(desk.records.map(\.outcome) == [.gaveWay])
        #expect(desk.records.first?.reason == .gaveWay(to: "fire", at: Day.at("09:05:08")))
    }

    @Test(arguments: [("09:01", true), ("09:00:50", false)])
    func `an emergency takes off something urgent, which airs after the all-clear unless expired`(
        expires: String, isHeard: Bool
    ) {
        var desk = Desk(.withMusic(), at: "09:00")
        let allClear = ClipID(.script, "all-clear")
        desk.prepare([allClear: .ready(ClipFacts(duration: .seconds(5)))])
        desk.announce("lost child", .urgent, lasting: 30, expires: Day.at(expires))
        desk.run(to: "09:00:10")
        desk.announce("fire", .emergency, lasting: 20, allClear: allClear)
        desk.run(to: "09:00:52")
        desk.send(.cancel("fire"))
        desk.run(to: "09:10")
        #expect(desk.heard("lost child").first?.end == Day.at("09:00:10.15"))
        #expect(desk.heard("all-clear").map(\.start) == [Day.at("09:00:52.45")])
        #expect(desk.heard("lost child").dropFirst().map(\.start) == (isHeard ? [Day.at("09:00:57.75")] : []))
        let expired = AnnouncementState.expired(.gaveWay(to: "fire", at: Day.at("09:00:10")))
        let done = AnnouncementState.done(start: Day.at("09:00:57.75"), end: Day.at("09:01:27.75"))
        #expect(desk.states(of: "lost child").last == (isHeard ? done : expired))
    }

    @Test(arguments: [BroadcastClass.promo, .notice, .urgent, .emergency])
    func `what arrives during an emergency waits for its end`(arriving: BroadcastClass) {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("fire", .emergency, lasting: 20)
        desk.run(to: "09:00:10")
        desk.announce("second", arriving, lasting: 10)
        desk.run(to: "09:30:05")
        #expect(desk.heard("second").isEmpty)
        #expect(desk.states(of: "second") == [.queued])
        desk.send(.cancel("fire"))
        desk.run(to: "09:31")
        #expect(desk.heard("second").first?.start == Day.at("09:30:05.45"))
    }

    @Test func `an emergency replaces the one on air when ordered to`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("fire", .emergency, lasting: 20)
        desk.run(to: "09:00:10")
        desk.announce("flood", .emergency, lasting: 20, replacing: true)
        desk.run(to: "09:10")
        #expect(desk.heard("fire").map(\.end) == [Day.at("09:00:10.15")])
        #expect(desk.states(of: "fire").last == .cancelled)
        #expect(desk.heard("flood").first?.start == Day.at("09:00:10.45"))
    }

    @Test(arguments: [(BroadcastClass.promo, 0.0), (.notice, 0), (.urgent, 20.3)])
    func `only a higher class delays a timed item`(onAir: BroadcastClass, delay: Double) {
        var day = Day.withMusic()
        day.line("09:01", .say, "guide", lasting: 10)
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:00:50")
        // Nothing but an urgent announcement starts when it would still be heard at 09:01.
        desk.announce("message", onAir, lasting: 30)
        desk.run(to: "09:05")
        #expect(desk.record("guide")?.start == Day.at("09:01") + .seconds(delay))
        #expect(desk.heard("message").count == 1)
    }

    @Test func `equal classes are first come, first served, and a higher one goes before them`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("on air", .urgent, lasting: 30)
        desk.run(to: "09:00:05")
        desk.announce("notice", .notice, lasting: 5)
        desk.announce("urgent 1", .urgent, lasting: 5)
        desk.run(to: "09:00:06")
        desk.announce("promo", .promo, lasting: 5)
        desk.announce("urgent 2", .urgent, lasting: 5)
        desk.run(to: "09:02")
        #expect(desk.programme.map(\.name) == ["on air", "urgent 1", "urgent 2", "notice", "promo"])
        for (one, next) in zip(desk.programme, desk.programme.dropFirst()) {
            #expect(next.start - one.end == .milliseconds(300))
        }
    }
}
