// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// Messages somebody pushed: in turn, clear of timed items, and never left hanging.
@Suite struct AnnouncementTests {
    @Test func `an announcement that would delay a timed item waits until that has ended`() {
        var day = Day.withMusic()
        day.line("09:01", .say, "guide", lasting: 30)
        var desk = Desk(day, at: "09:00")
        desk.announce("fits", .notice, lasting: 20)
        desk.announce("does not", .notice, lasting: 40)
        desk.announce("fits too", .notice, lasting: 30)
        desk.run(to: "09:05")
        #expect(desk.programme.map(\.name) == ["fits", "fits too", "guide", "does not"])
        #expect(desk.record("guide")?.start == Day.at("09:01"))
        #expect(desk.heard("does not").map(\.start) == [Day.at("09:01:30.3")])
    }

    @Test(arguments: [
        ("09:00", 59.0, true), ("09:00", 59.1, false), ("09:00:57.5", 1.5, true), ("09:00:57.5", 1.6, false),
    ])
    func `an announcement has ended a second before a timed item, or comes after it`(
        time: String, seconds: Double, fits: Bool
    ) {
        var day = Day.withMusic()
        day.line("09:01", .say, "guide", lasting: 30)
        var desk = Desk(day, at: "08:59")
        desk.run(to: time)
        desk.announce("message", .notice, lasting: seconds)
        desk.run(to: "09:05")
        #expect(desk.heard("message").map(\.start) == [Day.at(fits ? time : "09:01:30.3")])
    }

    @Test(arguments: [("09:00:29", false), ("09:00:30.3", true)])
    func `an announcement may begin until it expires`(expires: String, isHeard: Bool) {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("first", .notice, lasting: 30)
        desk.announce("second", .notice, lasting: 10, expires: Day.at(expires))
        desk.run(to: "09:05")
        #expect(desk.heard("second").isEmpty != isHeard)
        let (start, end) = (Day.at("09:00:30.3"), Day.at("09:00:40.3"))
        let expected: [AnnouncementState] =
            isHeard
            ? [.queued, .onAir(since: start), .done(start: start, end: end)]
            : [.queued, .expired(.waited(for: "first"))]
        #expect(desk.states(of: "second") == expected)
    }

    @Test func `a promo that was announced keeps its own expiry when it gives way`() {
        var desk = Desk(.withMusic(), at: "21:50")
        desk.announce("lasting", .promo, lasting: 30)
        desk.run(to: "21:50:10")
        desk.announce("lost child", .urgent, lasting: 900)
        desk.run(to: "22:30")
        #expect(desk.heard("lasting").last?.start == Day.at("22:05:10.3"), "the store closed at 22:00")
        desk.announce("short", .promo, lasting: 30, expires: Day.at("22:31"))
        desk.run(to: "22:30:10")
        desk.announce("found key", .urgent, lasting: 60)
        desk.run(to: "22:40")
        #expect(
            desk.states(of: "short").last == .expired(.gaveWay(to: "found key", at: Day.at("22:30:10"))))
    }

    @Test func `an announcement that cannot be played fails with the reason`() {
        var desk = Desk(.withMusic(), at: "09:00") { playback in
            if case .clip = playback.content { Desk.Fault(breaksOff: .zero) } else { Desk.Fault() }
        }
        desk.announce("broken", .urgent, lasting: 10)
        desk.run(to: "09:01")
        #expect(desk.states(of: "broken") == [.queued, .failed(.unavailable(words("broken")))])
    }

    @Test func `who was received first is heard first, however long the sound took to prepare`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("on air", .notice, lasting: 30)
        desk.run(to: "09:00:10")
        desk.announce("short text", .notice, lasting: 5)
        desk.run(to: "09:00:15")
        desk.announce("long text", .notice, lasting: 5, received: Day.at("09:00:05"))
        desk.run(to: "09:01")
        #expect(desk.programme.map(\.name) == ["on air", "long text", "short text"])
    }

    @Test func `there is a pause after the last item, which something urgent does not wait for`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("first", .notice, lasting: 10)
        desk.run(to: "09:00:10.1")
        desk.announce("second", .notice, lasting: 10)
        desk.run(to: "09:00:20.4")
        desk.announce("urgent", .urgent, lasting: 10)
        desk.run(to: "09:01")
        #expect(desk.programme.map(\.start) == ["09:00", "09:00:10.3", "09:00:20.4"].map(Day.at))
    }

    // MARK: What is shown

    @Test func `the queue tells the order and the instants in which it airs`() {
        var day = Day.withMusic()
        day.line("09:01", .say, "guide", lasting: 30)
        var desk = Desk(day, at: "09:00")
        desk.announce("first", .urgent, lasting: 20)
        desk.announce("a", .notice, lasting: 15)
        desk.announce("b", .notice, lasting: 15)
        desk.announce("c", .urgent, lasting: 15)
        desk.announce("d", .promo, lasting: 15)
        let queue = desk.director.queue(at: desk.now)
        desk.run(to: "09:05")
        #expect(queue.map(\.key) == ["c", "a", "b", "d"])
        #expect(queue.map(\.start) == queue.map { desk.heard($0.key)[0].start })
        #expect(queue.map(\.end) == queue.map { desk.heard($0.key)[0].end })
    }

    @Test func `the queue counts on no item that will be missed`() {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", lasting: 30)
        var desk = Desk(day, at: "08:59:50")
        desk.announce("lost child", .urgent, lasting: 75)
        desk.run(to: "09:00:10")
        desk.announce("message", .notice, lasting: 10)
        let queue = desk.director.queue(at: desk.now)
        desk.run(to: "09:05")
        #expect(queue.map(\.key) == ["message"])
        #expect(queue.map(\.start) == desk.heard("message").map(\.start))
        #expect(desk.record("guide")?.reason == .waited(for: "lost child"))
    }

    @Test func `what is on air and what comes next is told as it will be`() {
        var day = Day.withMusic(lasting: 4000)
        day.line("09:01", .say, "guide", lasting: 30)
        day.line("09:20", .silence)
        day.promos(every: 5...10, from: "09:00", to: "12:00", lasting: [20])
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:00:30")
        #expect(desk.director.zones(at: desk.now)[0].onAir == nil)
        #expect(desk.director.zones(at: desk.now)[0].bed?.folder == "pop")
        let next = desk.director.next(3, after: desk.now)
        #expect(next.map(\.name) == ["guide", "offers-1", ""])
        #expect(next.map(\.start) == ["09:01", "09:10", "09:20"].map(Day.at))
        #expect(next.map(\.end) == [Day.at("09:01:30"), Day.at("09:10:20"), nil])
        desk.run(to: "09:01:10")
        #expect(desk.director.zones(at: desk.now)[0].onAir?.name == "guide")
        #expect(desk.director.linesInForce.first?.name == "pop")
    }
}
