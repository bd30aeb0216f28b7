// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// What the queue promises comes true when nothing intervenes.
@Suite struct OutlookTests {
    private static let tolerance = Duration.seconds(2)

    @Test(arguments: [Trouble.announcements, .edits])
    func `from any state, everything in the queue begins within two seconds of its estimate`(_ trouble: Trouble) {
        var compared = 0
        for seed in 1...3 as ClosedRange<UInt64> {
            var day = RandomDay(seed: seed &+ 7_000, trouble)
            while day.goOn() {
                let queue = day.desk.director.queue(at: day.desk.now)
                guard !queue.isEmpty else { continue }
                var future = day.desk
                future.run(to: queue.map(\.start).max()! + .minutes(1))
                for view in queue {
                    let begun = future.programme.first {
                        $0.start >= day.desk.now
                            && ([view.key, view.name].contains($0.name) || view.key.hasSuffix("/\($0.name)"))
                    }?.start
                    let error = begun.map { $0 > view.start ? $0 - view.start : view.start - $0 }
                    #expect(
                        error.map { $0 <= Self.tolerance } ?? false,
                        "seed \(seed), \(trouble) at \(text(day.desk.now)): \(view.key) at \(text(view.start)), not \(begun.map(text) ?? "never")"
                    )
                    compared += 1
                }
            }
        }
        #expect(compared > 30, "enough was compared")
    }

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
