// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// Giving way is a short fade, and what gave way is made good or has its reason.
@Suite struct GivingWayTests {
    /// A day with one promo of 20 s, on air from 09:05.
    private func promoDay(to end: String = "09:10") -> Day {
        var day = Day.withMusic(lasting: 4000)
        day.promos(every: 5...5, from: "09:00", to: end, lasting: [20])
        return day
    }

    @Test func `a promo that gave way is made good from its beginning, and its record says why`() {
        var desk = Desk(promoDay(), at: "09:00")
        desk.run(to: "09:05:08")
        desk.announce("lost child", .urgent, lasting: 30)
        desk.run(to: "09:20")
        #expect(desk.heard("offers-1").map(\.start) == [Day.at("09:05"), Day.at("09:05:38.3")])
        #expect(desk.heard("offers-1").map(\.end) == [Day.at("09:05:08.15"), Day.at("09:05:58.3")])
        #expect(desk.records.map(\.outcome) == [.aired])
        #expect(desk.records.first?.reason == .gaveWay(to: "lost child", at: Day.at("09:05:08")))
    }

    @Test func `a promo that cannot be made good inside its span gave way for good`() {
        var desk = Desk(promoDay(to: "09:06"), at: "09:00")
        desk.run(to: "09:05:08")
        desk.announce("lost child", .urgent, lasting: 40)
        desk.run(to: "09:20")
        #expect(desk.heard("offers-1").count == 1)
        #expect(desk.records.map(\.outcome) == [.gaveWay])
        #expect(desk.records.first?.reason == .gaveWay(to: "lost child", at: Day.at("09:05:08")))
    }

    @Test func `a timed promo is made good until the store closes`() {
        var day = Day.withMusic()
        day.line("21:50", .promo, "offers")
        let member = ClipID(.promo(rotation: "offers"), "tea")
        day.rotations["offers"] = [member]
        day.clips[member] = .ready(ClipFacts(duration: .seconds(20)))
        var desk = Desk(day, at: "21:49")
        desk.run(to: "21:50:05")
        desk.announce("lost child", .urgent, lasting: 300)
        desk.run(to: "21:56")
        #expect(desk.heard("tea").last?.start == Day.at("21:55:05.3"))
        #expect(desk.record("tea")?.outcome == .aired)
    }

    @Test(arguments: [(30.0, CueRecord.Outcome.aired), (59, .gaveWay)])
    func `a timed item starts over while it may still be late, else it gave way`(
        urgent: Double, outcome: CueRecord.Outcome
    ) {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", lasting: 40)
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:00:10")
        desk.announce("lost child", .urgent, lasting: urgent)
        desk.run(to: "09:05")
        #expect(desk.record("guide")?.outcome == outcome)
        #expect(desk.record("guide")?.start == (outcome == .aired ? Day.at("09:00:40.3") : nil))
        #expect(desk.record("guide")?.reason == .gaveWay(to: "lost child", at: Day.at("09:00:10")))
    }

    @Test func `what is known ahead has its fade over when it starts`() {
        var day = Day.withMusic()
        var desk = Desk(day, at: "09:00")
        desk.announce("promo", .promo, lasting: 60)
        desk.run(to: "09:00:10")
        day.line("09:00:20", .say, "guide", lasting: 10)
        desk.load(day)
        desk.run(to: "09:05")
        #expect(desk.heard("promo").first?.fadesFrom == Day.at("09:00:19.85"))
        #expect(desk.heard("promo").first?.end == Day.at("09:00:20"))
        #expect(desk.heard("guide").map(\.start) == [Day.at("09:00:20")])
    }

    @Test func `what was mixed to its end before it could give way is over, and not heard again`() {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", lasting: 10)
        var desk = Desk(day, at: "08:59")
        desk.mixedAhead = .milliseconds(300)
        desk.run(to: "09:00:09.8")
        desk.announce("lost child", .urgent, lasting: 5)
        desk.run(to: "09:05")
        #expect(desk.heard("guide").map(\.end) == [Day.at("09:00:10")])
        #expect(desk.record("guide")?.outcome == .aired)
        #expect(desk.record("guide")?.end == Day.at("09:00:10"))
        #expect(desk.heard("lost child").count == 1)

        desk.announce("closing soon", .notice, lasting: 10)
        desk.run(to: "09:05:10.1")
        desk.announce("fire door", .urgent, lasting: 1)
        desk.run(to: "09:10")
        #expect(desk.heard("closing soon").count == 1)
        let states = desk.states(of: "closing soon")
        if case .done = states.last {} else { Issue.record("\(states)") }
    }

    @Test func `what is about to give way gives way sooner to something urgent`() {
        var day = Day.withMusic()
        var desk = Desk(day, at: "09:00")
        desk.announce("promo", .promo, lasting: 60)
        desk.run(to: "09:00:10")
        day.line("09:00:20", .say, "guide", lasting: 10)
        desk.load(day)
        desk.run(to: "09:00:18")
        desk.announce("fire door", .urgent, lasting: 1)
        desk.run(to: "09:05")
        #expect(desk.heard("promo").map(\.end) == [Day.at("09:00:18.15"), Day.at("09:01:30.3")])
        #expect(desk.states(of: "promo").count { $0 == .queued } == 2)
        #expect(desk.heard("guide").map(\.start) == [Day.at("09:00:20")])
    }

    @Test func `what has not begun is merely later`() {
        var desk = Desk(promoDay(), at: "09:00")
        desk.run(to: "09:04:58")
        desk.announce("lost child", .urgent, lasting: 30)
        desk.run(to: "09:20")
        #expect(desk.heard("offers-1").map(\.start) == [Day.at("09:05:28.3")])
        #expect(desk.records.map(\.outcome) == [.aired])
    }

    @Test(arguments: [
        (Duration.minutes(10), ["lost child", "news", "guide"]),
        (.seconds(60), ["lost child", "guide", "news"]),
    ])
    func `a late item lets those pass that are on time, unless it would then be missed`(
        late: Duration, order: [String]
    ) {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", lasting: 40, late: late)
        day.line("09:01", .say, "news", lasting: 40)
        var desk = Desk(day, at: "08:59")
        desk.run(to: "08:59:58")
        desk.announce("lost child", .urgent, lasting: 30)
        desk.run(to: "09:10")
        #expect(desk.programme.map(\.name) == order)
        #expect(desk.records.allSatisfy { $0.outcome == .aired })
    }

    @Test func `a promo that would speak into what is repeated says that it waited for it`() {
        var day = Day.withMusic(lasting: 600)
        day.line("09:05", .say, "offer", lasting: 60, as: .promo)
        var desk = Desk(day, at: "09:00")
        desk.announce(
            "lost-child", .urgent, lasting: 20, repeats: Announcement.Repeats(times: nil, every: .seconds(70)))
        desk.run(to: "09:10")
        #expect(desk.record("offer")?.reason == .waited(for: "lost-child"))
    }
}
