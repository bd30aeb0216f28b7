// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// The wall clock is set while the station runs.
@Suite struct ClockTests {
    private func morning() -> Day {
        var day = Day.withMusic(lasting: 600)
        day.line("09:00", .say, "guide", lasting: 20)
        day.line("09:10", .say, "news", lasting: 10)
        day.line("09:30", .say, "weather", lasting: 10)
        return day
    }

    @Test(arguments: [-86_400, -7_200, -3_600, -60, -1])
    func `set back, nothing is heard again, and what was still to come has its second`(seconds: Int) {
        var desk = Desk(morning(), at: "08:50")
        desk.run(to: "09:15")
        desk.setClock(by: .seconds(seconds))
        desk.run(to: "09:40")
        #expect(desk.heard("guide").count == 1)
        #expect(desk.heard("news").count == 1)
        #expect(desk.heard("weather").map(\.start) == [Day.at("09:30")])
        #expect(desk.records.filter { $0.verb == .say }.map(\.name) == ["guide", "news", "weather"])
    }

    @Test(arguments: [-3_600, -1, 1, 3_600])
    func `what is on air goes on, and is recorded by the clock as it was`(seconds: Int) {
        var desk = Desk(morning(), at: "08:50")
        desk.run(to: "09:00:05")
        desk.setClock(by: .seconds(seconds))
        desk.run(to: desk.now + .minutes(1))
        #expect(desk.heard("guide").map { $0.fadesFrom == nil } == [true])
        #expect(desk.record("guide")?.start == Day.at("09:00"))
        #expect(desk.record("guide")?.end == Day.at("09:00:20"))
    }

    @Test func `set forward, what is beyond its lateness is missed and says why, the rest airs`() {
        var desk = Desk(morning(), at: "08:50")
        desk.run(to: "09:05")
        desk.setClock(by: .minutes(25))
        desk.run(to: "09:40")
        #expect(desk.record("news")?.reason == .clockSet(from: Day.at("09:05"), to: Day.at("09:30")))
        #expect(desk.record("news")?.outcome == .missed)
        #expect(desk.heard("weather").map(\.start) == [Day.at("09:30")])
    }

    @Test(arguments: [-2, -1, 1, 2])
    func `a cue that is about to begin does so on its second by the new clock, or at once`(seconds: Int) {
        var desk = Desk(morning(), at: "08:50")
        desk.run(to: "08:59:59")
        desk.setClock(by: .seconds(seconds))
        desk.run(to: "09:05")
        #expect(desk.heard("guide").map(\.start) == [max(Day.at("09:00"), Day.at("08:59:59") + .seconds(seconds))])
        #expect(desk.record("guide")?.outcome == .aired)
    }

    @Test func `what was only missed is heard when the clock is put right`() {
        var desk = Desk(morning(), at: "08:50")
        desk.run(to: "08:55")
        desk.setClock(by: .hours(2))
        desk.run(to: "10:56")
        #expect(desk.records.filter { $0.outcome == .missed }.map(\.name) == ["guide", "news", "weather"])
        desk.setClock(by: .hours(-2))
        desk.run(to: "09:40")
        #expect(desk.heard("guide").map(\.start) == [Day.at("09:00")])
        #expect(desk.heard("weather").map(\.start) == [Day.at("09:30")])
    }

    @Test(arguments: [-5_400, 5_400])
    func `music is that of the new time, without a gap`(seconds: Int) {
        var day = Day.withMusic(lasting: 600)
        day.folder("calm", songs: 3, lasting: 600)
        day.folder("dance", songs: 3, lasting: 600)
        day.line("09:00", .music, "calm")
        day.line("10:30", .music, "dance")
        var desk = Desk(day, at: "07:50")
        desk.run(to: "09:50")
        desk.setClock(by: .seconds(seconds))
        let set = desk.now
        #expect(desk.director.zones(at: set)[0].line?.name == (seconds < 0 ? "pop" : "dance"))
        desk.run(to: "12:00")
        #expect(desk.director.zones(at: desk.now)[0].line?.name == "dance")
        for name in ["pop", "calm", "dance"] { #expect(desk.records.filter { $0.name == name }.count <= 1) }
        // The song on air fades while the next one comes up.
        let after = desk.songs.filter { $0.start >= set }.map(\.start).min()
        #expect(after == set)
    }

    @Test func `a rotation goes by elapsed time`() {
        var day = Day.withMusic(lasting: 40)
        day.promos(every: 5...6, from: "08:00", to: "12:00", lasting: [20])
        var desk = Desk(day, at: "07:59")
        desk.run(to: "08:07")
        desk.setClock(by: .hours(1))
        desk.run(to: "09:15")
        let promos = desk.heard("offers-1").map(\.start)
        let (first, second) = (promos[0], promos[1] - .hours(1))
        #expect(second - first <= .minutes(6) && second - first >= .minutes(5))
        #expect(Set(desk.records.map(\.key)).count == desk.records.count)
    }

    @Test(arguments: [-3_600, 3_600])
    func `an announcement that waits is heard as soon as it would have been, repeats with their spacing`(seconds: Int) {
        var desk = Desk(Day.withMusic(), at: "08:50")
        desk.announce(
            "lost-child", .urgent, lasting: 10, repeats: Announcement.Repeats(times: 2, every: .minutes(5)))
        desk.announce("parking", .notice, lasting: 10)
        desk.run(to: "08:50:05")
        desk.setClock(by: .seconds(seconds))
        desk.run(to: desk.now + .minutes(10))
        let step = Duration.seconds(seconds)
        #expect(desk.heard("lost-child").map(\.start) == [Day.at("08:50") + step, Day.at("08:55") + step])
        #expect(desk.heard("parking").count == 1)
        #expect(desk.heard("parking")[0].start < Day.at("08:50:12") + step)
        #expect(desk.airings(of: "lost-child")[0].start == Day.at("08:50"))
    }

    @Test func `the bed comes back up after speech over which the clock was set back`() {
        var desk = Desk(morning(), at: "08:50")
        desk.run(to: "09:00:10")
        #expect(desk.duckLevel(at: desk.now) < 0)
        desk.setClock(by: .hours(-1))
        desk.run(to: desk.now + .seconds(30))
        #expect(desk.asked.last { if case .duck = $0.effect { true } else { false } }.map(\.effect.isBack) == true)
    }

    @Test func `what was missed is recorded once, wherever the clock goes before it is right again`() {
        var day = morning()
        day.line("08:30", .say, "greeting", lasting: 10)
        var desk = Desk(day, at: "08:50")
        desk.run(to: "08:55")
        let wrong = Day.at("08:55") - Instant(nanoseconds: 0)
        desk.setClock(by: .zero - wrong)
        desk.send(.load(untrusted(day)))
        desk.run(to: desk.now + .minutes(6))
        desk.setClock(by: wrong)
        desk.load(day)
        desk.run(to: "09:15")
        #expect(desk.records.filter { $0.name == "greeting" }.map(\.reason) == [.pastWhenLoaded])
        let doubt = Reason.clockDoubted(from: Day.at("08:55"), to: Day.at("09:01"))
        #expect(desk.records.filter { $0.reason == doubt }.isEmpty)
        #expect(desk.heard("guide").map(\.start) == [Day.at("09:01")], "it may be late by so much")
    }

    @Test func `what was planned while the clock could not be believed says so`() {
        var desk = Desk(Day(), at: Instant(nanoseconds: 0))
        desk.prepare(morning().clips)
        desk.send(.load(untrusted(morning())))
        desk.run(to: Instant(nanoseconds: 0) + .minutes(10))
        desk.setClock(by: Day.at("09:05") - desk.now)
        desk.load(morning())
        #expect(desk.record("guide")?.reason == .clockDoubted(from: Day.at("08:55"), to: Day.at("09:05")))
        desk.run(to: "09:40")
        #expect(desk.heard("news").count == 1)
    }

    // MARK: A clock that cannot be believed

    private func untrusted(_ day: Day) -> Plan {
        var plan = day.plan
        plan.isClockTrusted = false
        return plan
    }

    @Test func `while the clock cannot be believed music plays and announcements are heard, nothing else`() {
        var day = morning()
        day.folder("calm", songs: 3, lasting: 60)
        day.line("08:00", .silence)
        day.line("09:20", .music, "calm")
        var desk = Desk(Day(), at: Day.at("08:50"))
        desk.prepare(day.clips)
        desk.send(.load(untrusted(day)))
        desk.announce("lost-child", .urgent, lasting: 10)
        desk.run(to: "09:40")
        #expect(desk.programme.map(\.name) == ["lost-child"])
        #expect(desk.records.isEmpty)
        #expect(desk.songs.allSatisfy { $0.name.hasPrefix("calm/") }, "the music of the middle of the day")
        #expect(desk.songs.first?.start == Day.at("08:50"))
    }

    @Test func `once the clock is set, the day is taken up where it is`() {
        var desk = Desk(Day(), at: Instant(nanoseconds: 0))
        desk.prepare(morning().clips)
        desk.send(.load(untrusted(morning())))
        desk.run(to: Instant(nanoseconds: 0) + .minutes(1))
        desk.announce("parking", .notice, lasting: 10, expires: desk.now + .minutes(5))
        desk.setClock(by: Day.at("08:59:50") - desk.now)
        desk.load(morning())
        desk.run(to: "09:40")
        #expect(desk.heard("parking").count == 1)
        #expect(desk.heard("guide").map(\.start) == [Day.at("09:00")])
        #expect(desk.records.filter { $0.outcome == .missed }.isEmpty)
    }

    @Test func `what an earlier run left expires when it said, whatever the clock showed before it was set`() {
        var desk = Desk(Day(), at: Instant(nanoseconds: 0))
        desk.prepare(morning().clips)
        desk.send(.load(untrusted(morning())))
        desk.announce(
            "lost-child", .notice, lasting: 10, received: Day.at("08:30"), expires: Day.at("08:52"),
            repeats: Announcement.Repeats(times: nil, every: .seconds(60)))
        desk.run(to: desk.now + .seconds(90))
        desk.setClock(by: Day.at("08:50") - desk.now)
        desk.load(morning())
        desk.run(to: "09:40")
        #expect(desk.heard("lost-child").map(\.start).max().map { $0 <= Day.at("08:52") } == true)
        #expect(desk.heard("lost-child").count >= 3, "before the clock was set and after it")
    }

    @Test func `what gave way and waits is still heard, though what is on record is told anew`() {
        var desk = Desk(morning(), at: "08:50")
        desk.run(to: "09:00:05")
        desk.announce("lost-child", .urgent, lasting: 20)
        desk.run(to: "09:00:10")
        desk.setClock(by: .seconds(1))
        var recollection = desk.recollection
        recollection.lastRun = nil
        desk.send(.recall(recollection))
        desk.run(to: "09:02")
        #expect(desk.record("guide")?.outcome == .aired)
    }

    /// A store with other music from nine on, for a while.
    private func calmMorning(until end: String) -> Day {
        var day = Day.withMusic(lasting: 600)
        day.folder("calm", songs: 3, lasting: 600)
        day.line("09:00", .music, "calm")
        day.line(end, .music, "pop")
        return day
    }

    @Test func `a line before whose time the clock is set back by hours comes, be it in a second`() {
        var desk = Desk(calmMorning(until: "11:00"), at: "08:50")
        desk.run(to: "12:00:01")
        desk.setClock(by: Day.at("08:59:59") - desk.now)
        desk.run(to: "09:20")
        #expect(desk.songs.last { $0.start < Day.at("09:15") }.map { $0.name.hasPrefix("calm/") } == true)
    }

    @Test
    func `a line that was about to come in force when the clock is set back comes at its time, and is recorded once`() {
        var desk = Desk(calmMorning(until: "09:30"), at: "08:50")
        desk.run(to: "08:59:58")
        desk.setClock(by: .minutes(-10))
        #expect(desk.record("calm") == nil)
        desk.run(to: "09:40")
        #expect(desk.records.filter { $0.name == "calm" }.map(\.outcome) == [.aired])
        #expect(desk.record("calm")?.start == Day.at("09:00"))
    }
}

extension Effect {
    /// Whether it brings the bed back to its own level.
    fileprivate var isBack: Bool {
        if case .duck(_, 0, _, _) = self { true } else { false }
    }
}
