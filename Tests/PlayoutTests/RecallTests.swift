// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// The program ends at any instant and starts again.
@Suite struct RecallTests {
    private func morning() -> Day {
        var day = Day.withMusic(lasting: 600)
        day.line("08:55", .say, "greeting", lasting: 10)
        day.line("09:00", .say, "guide", lasting: 20)
        day.line("09:10", .say, "news", lasting: 10)
        day.line("09:30", .say, "weather", lasting: 10)
        return day
    }

    /// The same store, whose program ended at one time and started again at another.
    private func restarted(_ day: Day, from start: String = "08:50", at end: String, again: String) -> Desk {
        var desk = Desk(day, at: start)
        desk.run(to: end)
        return Desk(day, at: Day.at(again), recalling: desk.recollection)
    }

    @Test func `a cue that was heard is not heard again, though it be inside its lateness`() {
        var desk = restarted(morning(), at: "09:00:25", again: "09:00:28")
        desk.run(to: "09:20")
        #expect(desk.heard("guide").isEmpty)
        #expect(desk.record("guide") == nil, "it has its record")
        #expect(desk.record("greeting") == nil)
        #expect(desk.heard("news").map(\.start) == [Day.at("09:10")])
    }

    @Test func `a cue that was cut off is heard again from its beginning while it may be late`() {
        var desk = restarted(morning(), at: "09:00:08", again: "09:00:12")
        desk.run(to: "09:20")
        #expect(desk.heard("guide").map(\.start) == [Day.at("09:00:12")])
        #expect(desk.record("guide")?.outcome == .aired)
    }

    @Test func `a cue that was cut off and comes too late is recorded with what was heard of it, and why`() {
        var desk = restarted(morning(), at: "09:00:08", again: "09:05")
        desk.run(to: "09:20")
        #expect(desk.heard("guide").isEmpty)
        let record = desk.record("guide")
        #expect(record?.outcome == .missed)
        #expect(record?.start == Day.at("09:00"))
        #expect(record?.end == Day.at("09:00:08"))
        #expect(record?.reason == .stationOff(from: Day.at("09:00:08"), to: Day.at("09:05")))
    }

    @Test func `what was planned while the station was off is missed, and it says why`() {
        var desk = restarted(morning(), at: "09:05", again: "09:29:58")
        desk.run(to: "10:00")
        #expect(desk.records.filter { $0.outcome == .missed }.map(\.name) == ["news"])
        #expect(desk.record("news")?.reason == .stationOff(from: Day.at("09:05"), to: Day.at("09:29:58")))
        #expect(desk.heard("weather").map(\.start) == [Day.at("09:30")])
    }

    @Test func `the cues of days in which the station was off are missed one by one`() {
        var day = morning()
        day.line("33:00", .say, "tomorrow", lasting: 10, day: 1)
        day.line("57:00", .say, "day-after", lasting: 10, day: 2)
        var desk = restarted(day, at: "09:05", again: "58:00")
        desk.run(to: "59:00")
        #expect(
            desk.records.filter { $0.outcome == .missed }.map(\.name) == ["news", "weather", "tomorrow", "day-after"])
    }

    @Test func `music that was in force goes on, and its record begins when it truly began`() {
        var day = morning()
        day.folder("calm", songs: 3, lasting: 60)
        day.line("09:40", .music, "calm")
        var desk = restarted(day, from: "00:00", at: "09:05", again: "09:06")
        #expect(desk.songs.first?.start == Day.at("09:06"))
        desk.run(to: "09:45")
        let record = desk.record("pop")
        #expect(record?.start == Day.at("00:00"))
        #expect(record?.end == Day.at("09:40"))
        #expect(record?.reason == nil)
        #expect(desk.records.filter { $0.name == "pop" }.count == 1)
    }

    @Test func `a rotation goes on with its count, its window and its round`() {
        var day = Day.withMusic(lasting: 40)
        day.promos(every: 5...6, from: "08:00", to: "12:00", lasting: [20, 20, 20])
        var first = Desk(day, at: "07:59")
        first.run(to: "08:14")
        let before = first.records.filter { $0.verb == .promo }
        #expect(before.map(\.name) == ["offers-1", "offers-2"])
        var desk = Desk(day, at: Day.at("08:14:10"), recalling: first.recollection)
        desk.run(to: "08:20")
        let next = desk.records.filter { $0.verb == .promo }
        #expect(next.map(\.name) == ["offers-3"])
        #expect(next.first?.key.hasSuffix("/3") == true)
        let gap = next[0].start! - before[1].end!
        #expect(gap >= .minutes(5) && gap <= .minutes(6))
    }

    @Test func `a promo whose window passed while the station was off says so`() {
        var day = Day.withMusic(lasting: 40)
        day.promos(every: 5...6, from: "08:00", to: "12:00", lasting: [20])
        var first = Desk(day, at: "07:59")
        first.run(to: "08:07")
        var desk = Desk(day, at: Day.at("08:40"), recalling: first.recollection)
        desk.run(to: "08:41")
        let promo = desk.records.first { $0.verb == .promo }
        #expect(promo?.reason == .stationOff(from: Day.at("08:07"), to: Day.at("08:40")))
    }

    @Test func `the store stays muted until a person takes it back`() {
        var first = Desk(morning(), at: "08:50")
        first.send(.mute(by: "wang"))
        var desk = Desk(morning(), at: Day.at("08:54"), recalling: first.recollection)
        desk.run(to: "08:56")
        #expect(desk.director.mutedBy == "wang")
        #expect(desk.record("greeting")?.reason == .muted(by: "wang"))
        #expect(desk.duckLevel(at: desk.now) < -90)
    }

    @Test func `what is recalled after the plan was loaded counts as well`() {
        var first = Desk(morning(), at: "08:50")
        first.run(to: "09:00:25")
        var desk = Desk(morning(), at: "09:00:27")
        desk.send(.recall(first.recollection))
        desk.run(to: "09:20")
        #expect(desk.heard("guide").count <= 1, "what began before is not cut")
        #expect(desk.records.filter { $0.name == "guide" }.count <= 1)
        #expect(desk.heard("news").count == 1)
    }

    @Test func `music that was in force and is so no more ended when the program did`() {
        var day = morning()
        day.folder("calm", songs: 3, lasting: 60)
        day.line("09:40", .music, "calm")
        var desk = restarted(day, from: "00:00", at: "09:05", again: "09:45")
        desk.run(to: "09:50")
        let record = desk.record("pop")
        #expect(record?.outcome == .aired)
        #expect(record?.start == Day.at("00:00"))
        #expect(record?.end == Day.at("09:05"))
        #expect(record?.reason == .stationOff(from: Day.at("09:05"), to: Day.at("09:45")))
    }

    @Test func `music that was taken up a second ahead of its line comes into force on it, and is recorded once`() {
        var day = morning()
        day.folder("calm", songs: 3, lasting: 60)
        day.line("09:40", .music, "calm")
        var desk = restarted(day, from: "00:00", at: "09:39:59", again: "09:39:59")
        desk.run(to: "09:45")
        #expect(desk.records.filter { $0.name == "calm" }.isEmpty, "it is in force")
        #expect(desk.recollection.records.first { $0.name == "calm" }?.start == Day.at("09:40"))
        #expect(desk.songs.first.map { $0.name.hasPrefix("calm/") } == true, "no song of one second comes before it")
    }

    @Test func `what was given up a second ahead of its time is recorded once`() {
        var day = morning()
        day.clips[Day.clip(.say, "guide")] = .unavailable(Wording(en: "a draft", zh: "草稿"))
        var first = Desk(day, at: "08:50")
        first.run(to: "08:59:59")
        #expect(first.record("guide")?.outcome == .missed)
        var desk = Desk(day, at: Day.at("08:59:59"), recalling: first.recollection)
        desk.run(to: "09:05")
        #expect(desk.record("guide") == nil, "it has its record")
    }

    @Test func `the key of a message that was cut off for good is used up`() {
        var day = Day.withMusic(lasting: 40)
        day.promos(every: 5...6, from: "08:00", to: "12:00", lasting: [60])
        var first = Desk(day, at: "07:59")
        first.run(to: "08:05:50")
        first.send(.mute(by: "wang"))
        first.send(.unmute)
        var desk = Desk(day, at: Day.at("08:06:30"), recalling: first.recollection)
        desk.run(to: "08:20")
        let keys = (first.records + desk.records).filter { $0.verb == .promo }.map(\.key)
        #expect(keys.count > 2)
        #expect(Set(keys).count == keys.count)
    }
}
