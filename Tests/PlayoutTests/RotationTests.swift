// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// Promos every so often, each heard once before any is heard again.
@Suite struct RotationTests {
    private func day(songs: Double = 61, lasting: [Double] = [20, 21, 22]) -> Day {
        var day = Day.withMusic(lasting: songs)
        day.promos(every: 5...10, from: "09:00", to: "12:00", lasting: lasting)
        return day
    }

    @Test func `each member is heard once in each round`() {
        var desk = Desk(day(), at: "09:00")
        desk.run(to: "12:00")
        let names = desk.programme.map(\.name)
        #expect(names.count > 15)
        for round in stride(from: 0, through: names.count - 3, by: 3) {
            #expect(Set(names[round..<round + 3]).count == 3)
        }
    }

    @Test func `a promo takes the break between two songs, or goes over the music as its window ends`() {
        var between = Desk(day(songs: 61), at: "09:00")
        between.run(to: "10:00")
        #expect(between.records.allSatisfy { $0.reason == .betweenSongs })
        #expect(between.programme.allSatisfy { promo in between.songs.contains { $0.start == promo.start } })
        var over = Desk(day(songs: 4000), at: "09:00")
        over.run(to: "10:00")
        #expect(over.records.allSatisfy { $0.reason == .endOfWindow })
        #expect(over.programme.map(\.start) == (1...6).map { Day.at("09:00") + .minutes(10 * $0) })
    }

    @Test func `a promo keeps clear of a timed item, or comes after what filled its window`() {
        var day = day(songs: 40_000)
        day.line("09:10:10", .say, "guide", lasting: 60)
        for second in stride(from: 0, to: 360, by: 20) {
            let time = "09:\(14 + second / 60):\(second % 60 < 10 ? "0" : "")\(second % 60)"
            day.line(time, .say, "series-\(second)", lasting: 19)
        }
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:30")
        let promos = desk.records.filter { $0.verb == .promo }
        #expect(promos[0].start == Day.at("09:09:49"))
        #expect(promos[0].reason == .besideTimed("guide"))
        #expect(promos[1].start == Day.at("09:19:59") + .milliseconds(300))
        #expect(promos[1].reason == .afterWindow("series-340"))
    }

    @Test func `two rotations never speak at once, and both keep their window`() {
        var day = day(songs: 61)
        day.promos("news", every: 5...10, from: "09:00", to: "12:00", lasting: [30, 31])
        var desk = Desk(day, at: "09:00")
        desk.run(to: "12:00")
        for (one, next) in zip(desk.programme, desk.programme.dropFirst()) {
            #expect(next.start >= one.end + .milliseconds(300))
        }
        for name in ["offers", "news"] {
            let starts = desk.programme.filter { $0.name.hasPrefix(name) }.map(\.start)
            #expect(zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 <= .minutes(10) })
        }
    }

    @Test func `no promo begins that would not end inside the span`() {
        var day = Day.withMusic(lasting: 40_000)
        day.promos(every: 5...10, from: "09:00", to: "09:30:25", lasting: [30, 20])
        var desk = Desk(day, at: "09:00")
        desk.run(to: "10:00")
        #expect(desk.programme.map(\.name) == ["offers-1", "offers-2", "offers-2"])
        #expect(desk.programme.last?.end == Day.at("09:30:20"))
        #expect(desk.records.map(\.outcome) == [.aired, .aired, .aired])
    }

    @Test func `members that cannot be played are left out, and join when they can`() {
        var day = day(songs: 4000)
        let second = day.rotations["offers"]![1]
        day.clips[second] = nil
        day.clips[day.rotations["offers"]![2]] = .unavailable(words("unreadable"))
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:25")
        #expect(desk.programme.map(\.name) == ["offers-1", "offers-1"])
        desk.prepare([second: .ready(ClipFacts(duration: .seconds(20)))])
        desk.run(to: "09:45")
        #expect(desk.programme.map(\.name) == ["offers-1", "offers-1", "offers-2", "offers-1"])
    }

    @Test func `a rotation whose members are ready too late says that it was not ready`() {
        var day = day(songs: 4000, lasting: [20])
        let only = day.rotations["offers"]![0]
        day.clips[only] = nil
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:15")
        desk.prepare([only: .ready(ClipFacts(duration: .seconds(20)))])
        desk.run(to: "09:20")
        #expect(desk.heard("offers-1").map(\.start) == [Day.at("09:15")])
        #expect(desk.records.first?.reason == .notReady)
    }

    @Test func `a member that was not heard after all has its turn still before it`() {
        var desk = Desk(day(songs: 4000), at: "09:00") {
            $0.content == .clip(ClipID(.promo(rotation: "offers"), "offers-1"))
                ? Desk.Fault(breaksOff: .zero) : Desk.Fault()
        }
        desk.run(to: "09:10:30")
        #expect(desk.records.map(\.outcome) == [.missed, .aired])
        let member = ClipID(.promo(rotation: "offers"), "offers-1")
        desk.prepare([member: .ready(ClipFacts(duration: .seconds(20)))])
        desk.fault = { _ in Desk.Fault() }
        desk.run(to: "09:21")
        #expect(desk.heard("offers-1").map(\.start).last == Day.at("09:20"))
    }

    // MARK: Timed promos

    @Test func `a timed promo takes the next member of the round`() {
        var day = day(songs: 4000)
        day.line("09:12", .promo, "offers")
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:25")
        #expect(desk.programme.map(\.name) == ["offers-1", "offers-2", "offers-3"])
        #expect(desk.programme[1].start == Day.at("09:12"))
        #expect(desk.record("offers-2")?.key.contains("09:12/promo/offers") == true)
    }

    @Test func `a timed promo of an empty rotation is missed with the reason`() {
        var day = Day.withMusic()
        day.line("09:12", .promo, "nothing")
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:30")
        #expect(desk.records.map(\.outcome) == [.missed])
        guard case .unavailable = desk.records.first?.reason else {
            Issue.record("the reason is \(String(describing: desk.records.first?.reason))")
            return
        }
    }

    @Test func `a timed promo waits for its sound like any timed item`() {
        var day = Day.withMusic()
        day.line("09:12", .promo, "offers")
        let member = ClipID(.promo(rotation: "offers"), "tea")
        day.rotations["offers"] = [member]
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:12:10")
        desk.prepare([member: .ready(ClipFacts(duration: .seconds(20)))])
        desk.run(to: "09:30")
        #expect(desk.heard("tea").map(\.start) == [Day.at("09:12:10")])
    }

    @Test func `two promos that wait for sounds that are being prepared are given different ones`() {
        var day = Day.withMusic(lasting: 600)
        day.promos(every: 30...40, from: "12:00", to: "14:00", lasting: [10, 10, 10])
        let clips = day.clips
        for clip in clips.keys { day.clips[clip] = nil }
        day.line("09:00", .promo, "offers", late: .minutes(10))
        day.line("09:01", .promo, "offers", late: .minutes(10))
        var desk = Desk(day, at: "08:59")
        desk.run(to: "09:02")
        desk.prepare(clips)
        desk.run(to: "09:05")
        #expect(desk.programme.map(\.name) == ["offers-1", "offers-2"])
    }

}
