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
