// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// What the queue promises; that it comes true when nothing intervenes, the simulation holds it to.
@Suite struct OutlookTests {
    @Test func `the queue shows a repeat that waits`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce(
            "key", .urgent, lasting: 20, repeats: Announcement.Repeats(times: 3, every: .minutes(5)))
        desk.run(to: "09:01")
        #expect(desk.director.queue(at: desk.now).map(\.start) == [Day.at("09:05")])
    }

    @Test func `what waits for the end of an emergency has no estimate`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("fire", .emergency, lasting: 20)
        desk.announce("key", .urgent, lasting: 20)
        desk.run(to: "09:01")
        #expect(desk.director.queue(at: desk.now).isEmpty)
        desk.send(.cancel("fire"))
        #expect(desk.director.queue(at: desk.now).map(\.start) == [Day.at("09:01:00.45")])
        desk.run(to: "09:02")
        #expect(desk.heard("key").map(\.start) == [Day.at("09:01:00.45")])
    }
}
