// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// Announcements that are heard more than once, until somebody comes, or until their time runs out.
@Suite struct RepeatTests {
    private static let three = Announcement.Repeats(times: 3, every: .minutes(5))

    /// The state after so many hearings of 20 s, the last of which began then.
    private static func waits(after hearings: Int, at time: String, until next: String) -> AnnouncementState {
        let start = Day.at(time)
        let progress = Announcement.Progress(
            hearings: hearings, lastStart: start, lastEnd: start + .seconds(20))
        return .waitingToRepeat(progress, next: Day.at(next))
    }

    private func starts(_ desk: Desk, _ id: String) -> [Instant] { desk.heard(id).map(\.start) }

    @Test(arguments: [BroadcastClass.promo, .notice, .urgent])
    func `it is heard so often, from beginning to beginning`(broadcastClass: BroadcastClass) {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("key", broadcastClass, lasting: 20, repeats: Self.three)
        desk.run(to: "10:00")
        #expect(starts(desk, "key") == ["09:00", "09:05", "09:10"].map(Day.at))
        #expect(
            desk.states(of: "key") == [
                .queued, .onAir(since: Day.at("09:00")), Self.waits(after: 1, at: "09:00", until: "09:05"),
                .onAir(since: Day.at("09:05")), Self.waits(after: 2, at: "09:05", until: "09:10"),
                .onAir(since: Day.at("09:10")), .done(start: Day.at("09:10"), end: Day.at("09:10:20")),
            ])
    }

    @Test func `a repeat that meets a busy zone airs as soon as it is free, and the next keeps its spacing`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("key", .urgent, lasting: 20, repeats: Self.three)
        desk.run(to: "09:04:50")
        desk.announce("lost child", .urgent, lasting: 60)
        desk.run(to: "10:00")
        #expect(starts(desk, "key") == ["09:00", "09:05:50.3", "09:10:50.3"].map(Day.at))
    }

    @Test func `without spacing it follows itself after a pause, and lets others of its class between`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("key", .notice, lasting: 10, repeats: Announcement.Repeats(times: 2))
        desk.announce("bag", .notice, lasting: 10)
        desk.run(to: "09:05")
        #expect(desk.programme.map(\.name) == ["key", "bag", "key"])
        #expect(desk.programme.map(\.start) == ["09:00", "09:00:10.3", "09:00:20.6"].map(Day.at))
    }

    @Test func `a timed item keeps its second beside a repeat`() {
        var day = Day.withMusic()
        day.line("09:05:05", .say, "guide", lasting: 30)
        var desk = Desk(day, at: "09:00")
        desk.announce("key", .notice, lasting: 20, repeats: Self.three)
        desk.run(to: "10:00")
        #expect(starts(desk, "guide") == [Day.at("09:05:05")])
        #expect(starts(desk, "key") == ["09:00", "09:05:35.3", "09:10:35.3"].map(Day.at))
    }

    @Test func `what would still be heard when a higher repeat is due waits for it`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("key", .urgent, lasting: 20, repeats: Announcement.Repeats(times: 2, every: .seconds(60)))
        desk.announce("long", .notice, lasting: 50)
        desk.run(to: "09:10")
        #expect(starts(desk, "long") == [Day.at("09:01:20.3")])
    }

    // MARK: After a restart

    @Test(arguments: [("09:07", "09:10"), ("09:12", "09:12"), ("08:30", "08:35")])
    func `one that was heard before the restart goes on where it was, also after the clock was set back`(
        restart: String, expected: String
    ) {
        var desk = Desk(.withMusic(), at: restart)
        let progress = Announcement.Progress(
            hearings: 2, lastStart: Day.at("09:05"), lastEnd: Day.at("09:05:20"))
        desk.announce("key", .urgent, lasting: 20, repeats: Self.three, progress: progress)
        desk.run(to: "10:00")
        #expect(starts(desk, "key") == [Day.at(expected)])
    }

    @Test func `one whose time ran out meanwhile is not heard again`() {
        var desk = Desk(.withMusic(), at: "10:00")
        let progress = Announcement.Progress(
            hearings: 1, lastStart: Day.at("09:05"), lastEnd: Day.at("09:05:20"))
        desk.announce(
            "key", .urgent, lasting: 20, expires: Day.at("09:08"), repeats: Self.three, progress: progress)
        desk.run(to: "11:00")
        #expect(starts(desk, "key").isEmpty)
        #expect(desk.states(of: "key").last == .done(start: Day.at("09:05"), end: Day.at("09:05:20")))
    }

    // MARK: Claimed

    @Test func `claimed on air, it is heard to its end and no more`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("key", .urgent, lasting: 20, repeats: Announcement.Repeats(times: nil, every: .minutes(1)))
        desk.run(to: "09:02:05")
        desk.send(.claimed("key"))
        #expect(desk.states(of: "key").last == .onAir(since: Day.at("09:02")))
        desk.run(to: "10:00")
        #expect(desk.heard("key").map(\.end) == ["09:00:20", "09:01:20", "09:02:20"].map(Day.at))
        #expect(desk.states(of: "key").last == .claimed)
    }

    @Test(arguments: ["09:03", "09:04:58"])
    func `claimed between two hearings, it is over at once`(time: String) {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("key", .urgent, lasting: 20, repeats: Self.three)
        desk.run(to: time)
        desk.send(.claimed("key"))
        #expect(desk.states(of: "key").last == .claimed)
        desk.run(to: "10:00")
        #expect(starts(desk, "key") == [Day.at("09:00")])
    }

    @Test func `claimed and then off for something higher, it does not come back`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("key", .notice, lasting: 20, repeats: Self.three)
        desk.run(to: "09:00:05")
        desk.send(.claimed("key"))
        desk.announce("lost child", .urgent, lasting: 10)
        desk.run(to: "10:00")
        #expect(starts(desk, "key") == [Day.at("09:00")])
        #expect(desk.states(of: "key").last == .claimed)
    }

    // MARK: Cancelled

    @Test func `cancelled on air, it fades out and is recorded so`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("key", .urgent, lasting: 20, repeats: Self.three)
        desk.run(to: "09:05:05")
        desk.send(.cancel("key"))
        #expect(desk.states(of: "key").last == .cancelled)
        desk.run(to: "10:00")
        #expect(desk.heard("key").map(\.end) == ["09:00:20", "09:05:05.15"].map(Day.at))
        #expect(desk.heard("key").last?.fadesFrom == Day.at("09:05:05"))
        #expect(desk.airings(of: "key").map(\.end) == ["09:00:20", "09:05:05.15"].map(Day.at))
        #expect(desk.duckLevel(at: Day.at("09:05:07")) == 0, "the music is back")
    }

    @Test(arguments: ["09:00:10", "09:00:28"])
    func `cancelled before it begins, it is never heard, and who comes after it moves up`(time: String) {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("on air", .urgent, lasting: 30)
        desk.announce("key", .urgent, lasting: 20)
        desk.announce("bag", .urgent, lasting: 20)
        desk.run(to: time)
        desk.send(.cancel("key"))
        desk.run(to: "10:00")
        #expect(desk.heard("key").isEmpty)
        #expect(desk.states(of: "key") == [.queued, .cancelled])
        #expect(starts(desk, "bag") == [Day.at("09:00:30.3")])
    }

    @Test func `what is over stays as it ended`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("key", .urgent, lasting: 20)
        desk.run(to: "09:01")
        desk.send(.cancel("key"))
        desk.send(.claimed("key"))
        desk.send(.cancel("nobody"))
        #expect(desk.states(of: "key").last == .done(start: Day.at("09:00"), end: Day.at("09:00:20")))
        #expect(desk.states(of: "nobody").isEmpty)
    }

    // MARK: Expired

    @Test func `what is on air when its time runs out is heard to its end, and not again`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("key", .urgent, lasting: 20, expires: Day.at("09:05:10"), repeats: Self.three)
        desk.run(to: "10:00")
        #expect(starts(desk, "key") == ["09:00", "09:05"].map(Day.at))
        #expect(desk.states(of: "key").last == .done(start: Day.at("09:05"), end: Day.at("09:05:20")))
    }

    @Test func `a repeat that cannot begin before its time runs out is left out`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("key", .urgent, lasting: 20, expires: Day.at("09:05:10"), repeats: Self.three)
        desk.run(to: "09:04:50")
        desk.announce("lost child", .urgent, lasting: 60)
        desk.run(to: "10:00")
        #expect(starts(desk, "key") == [Day.at("09:00")])
        #expect(desk.states(of: "key").last == .done(start: Day.at("09:00"), end: Day.at("09:00:20")))
    }

    @Test func `what had expired when it came says so`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("key", .urgent, lasting: 20, expires: Day.at("08:59"))
        #expect(desk.states(of: "key") == [.queued, .expired(.timeRanOut)])
    }
}
