// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// What a line may say of how it is heard: `repeat`, `as`, `in-order`, and `every MIN-MAX` with `say` or `play`.
@Suite struct LineOptionTests {
    // MARK: Repeat

    @Test func `an item that repeats is one clip, composed so many times in a row`() {
        var day = Day.withMusic()
        day.line("09:00", .play, "gong", lasting: 12, times: 3)
        day.every(5...5, .say, "reminder", from: "09:00", to: "09:06", lasting: 20, times: 2)
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:08")
        let clips = [ClipID(.item, "gong", times: 3), ClipID(.script, "reminder", times: 2)]
        #expect(desk.programme.map(\.content) == clips.map { .clip($0) })
        #expect(desk.record("gong")?.end == Day.at("09:00:12"))
        #expect(clips[0].description == "item/gong repeat 3")
    }

    @Test func `a promo that repeats takes its turn in the round like any other`() {
        var day = Day.withMusic(lasting: 4000)
        day.promos(every: 5...10, from: "09:00", to: "12:00", lasting: [20, 20])
        day.line("09:05", .promo, "offers", times: 2)
        let twice = ClipID(.promo(rotation: "offers"), "offers-1", times: 2)
        day.clips[twice] = .ready(ClipFacts(duration: .seconds(40)))
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:25")
        #expect(desk.programme.map(\.name) == ["offers-1", "offers-2", "offers-1"])
        #expect(desk.programme.first?.content == .clip(twice))
    }

    // MARK: As

    @Test(arguments: [BroadcastClass.promo, .notice, .urgent], [BroadcastClass.promo, .notice, .urgent])
    func `a timed item waits or takes over by the class its line gives it`(
        arriving: BroadcastClass, onAir: BroadcastClass
    ) {
        var day = Day.withMusic()
        var desk = Desk(day, at: "08:59:50")
        desk.announce("first", onAir, lasting: 30)
        desk.run(to: "08:59:55")
        // Nothing would have begun that reaches into it, had it been known.
        day.line("09:00", .say, "guide", lasting: 10, as: arriving)
        desk.load(day)
        desk.run(to: "09:02")
        let isHigher = arriving > onAir
        #expect(desk.record("guide")?.start == Day.at(isHigher ? "09:00" : "09:00:20.3"))
        #expect(desk.heard("first").count == (isHigher ? 2 : 1))
    }

    @Test func `what is urgent by its line comes before a notice of the same second`() {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", lasting: 10)
        day.line("09:00", .say, "drill", lasting: 10, as: .urgent)
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:02")
        #expect(desk.programme.map(\.name) == ["drill", "guide"])
        #expect(desk.duckLevel(at: Day.at("09:00:01")) == -8)
    }

    @Test func `an urgent announcement does not wait for an urgent line still to come`() {
        var day = Day.withMusic()
        day.line("09:00", .say, "drill", lasting: 10, as: .urgent)
        var desk = Desk(day, at: "08:59:50")
        desk.announce("lost child", .urgent, lasting: 30)
        desk.run(to: "09:02")
        #expect(desk.programme.map(\.start) == ["08:59:50", "09:00:20.3"].map(Day.at))
    }

    @Test func `a script that is a promo by its line is made good until the store closes`() {
        var day = Day.withMusic()
        day.line("09:00", .say, "tea", lasting: 30, as: .promo)
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:00:10")
        desk.announce("lost child", .urgent, lasting: 300)
        desk.run(to: "09:10")
        #expect(desk.record("tea")?.start == Day.at("09:05:10.3"))
    }

    // MARK: In order

    @Test func `music in order begins with the first song and goes on to the last, then again`() {
        var day = Day()
        day.folder("story", songs: 3, lasting: 60)
        day.line("09:00", .music, "story", inOrder: true)
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:05")
        #expect(desk.songs.prefix(5).map(\.name) == ["1", "2", "3", "1", "2"].map { "story/\($0).ogg" })
    }

    @Test func `each line in order begins anew on its second, and a rest skips no song`() {
        var day = Day()
        day.folder("story", songs: 5, lasting: 60)
        day.line("09:00", .music, "story", inOrder: true)
        day.line("09:01:30", .play, "march", lasting: 20, alone: true)
        day.line("09:03", .music, "story", inOrder: true)
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:04")
        #expect(desk.songs.map(\.name) == ["1", "2", "3", "4", "1", "2"].map { "story/\($0).ogg" })
        #expect(desk.songs[4].start == Day.at("09:03"))
    }

    @Test func `in order, a song that cannot be played is left out`() {
        var day = Day()
        day.folder("story", songs: 3, lasting: 60)
        day.line("09:00", .music, "story", inOrder: true)
        var desk = Desk(day, at: "08:59") {
            if case .song(let song) = $0.content, song.path == "story/2.ogg" {
                return Desk.Fault(breaksOff: .zero)
            }
            return Desk.Fault()
        }
        desk.run(to: "09:03")
        let heard = desk.songs.filter { $0.end > $0.start }.map(\.name)
        #expect(Array(heard.prefix(3)) == ["1", "3", "1"].map { "story/\($0).ogg" })
    }

    // MARK: Every so often, said

    @Test func `a script every so often keeps its window and takes the break between two songs`() {
        var day = Day.withMusic(lasting: 61)
        day.every(20...25, .say, "reminder", from: "09:00", to: "12:00", lasting: 20)
        var desk = Desk(day, at: "09:00")
        desk.run(to: "12:00")
        #expect(desk.records.count == 8)
        #expect(desk.records.allSatisfy { $0.verb == .say && $0.name == "reminder" })
        #expect(desk.records.allSatisfy { $0.reason == .betweenSongs })
        #expect(Set(desk.records.map(\.key)).count == 8)
    }

    @Test(arguments: [BroadcastClass.promo, nil, .urgent])
    func `whatever its class, what comes every so often waits for what is on air and keeps clear of the rest`(
        broadcastClass: BroadcastClass?
    ) {
        var day = Day.withMusic(lasting: 40_000)
        day.every(10...10, .say, "reminder", from: "09:00", to: "12:00", lasting: 20, as: broadcastClass)
        day.line("09:20:10", .say, "guide", lasting: 10, as: .promo)
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:09:50")
        desk.announce("message", .promo, lasting: 30)
        desk.run(to: "09:25")
        #expect(desk.programme.map(\.name) == ["message", "reminder", "guide", "reminder"])
        #expect(desk.heard("reminder").map(\.start).first == Day.at("09:10:20.3"))
        #expect(desk.heard("guide").map(\.start) == [Day.at("09:20:10")])
    }

    @Test(arguments: [(BroadcastClass?.none, 1), (.promo, 2)])
    func `once it is on air it gives way by its class`(broadcastClass: BroadcastClass?, soundings: Int) {
        var day = Day.withMusic(lasting: 40_000)
        day.every(10...10, .say, "reminder", from: "09:00", to: "12:00", lasting: 20, as: broadcastClass)
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:10:05")
        desk.announce("message", .notice, lasting: 30)
        desk.run(to: "09:12")
        #expect(desk.heard("reminder").count == soundings)
    }
}
