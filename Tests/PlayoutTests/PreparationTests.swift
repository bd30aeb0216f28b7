// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// Sounds that come late, not at all, or break off; outputs that report late or never.
@Suite struct PreparationTests {
    private let guide = Day.clip(.say, "guide")
    private let tenSeconds = ClipState.ready(ClipFacts(duration: .seconds(10)))

    private func guideDay(ending: Bool = false) -> Day {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", ending: ending)
        return day
    }

    @Test(arguments: [
        ("08:59:30", "09:00"), ("08:59:59", "09:00"), ("09:00:20", "09:00:20"), ("09:01", "09:01"),
    ])
    func `a sound that is ready within the lateness airs`(ready: String, start: String) {
        var desk = Desk(guideDay(), at: "08:59")
        desk.run(to: ready)
        desk.prepare([guide: tenSeconds])
        desk.run(to: "09:05")
        #expect(desk.record("guide")?.start == Day.at(start))
    }

    @Test func `a sound that is not ready in time is missed, and says so`() {
        var desk = Desk(guideDay(), at: "08:59")
        desk.run(to: "09:01:01")
        desk.prepare([guide: tenSeconds])
        desk.run(to: "09:05")
        #expect(desk.record("guide")?.reason == .notReady)
        #expect(desk.heard("guide").isEmpty)
    }

    @Test(arguments: ["08:59:10", "09:00:10"])
    func `a sound that cannot be had is missed, and says why`(told: String) {
        var desk = Desk(guideDay(), at: "08:59")
        desk.run(to: told)
        desk.prepare([guide: .unavailable(words("guide.txt is a draft"))])
        desk.run(to: "09:05")
        #expect(desk.records.map(\.reason) == [.unavailable(words("guide.txt is a draft"))])
    }

    @Test func `an ending item ends on its second however late its length is known`() {
        var desk = Desk(guideDay(ending: true), at: "08:59")
        desk.run(to: "08:59:45")
        desk.prepare([guide: tenSeconds])
        desk.run(to: "09:05")
        #expect(desk.record("guide")?.end == Day.at("09:00"))
    }

    @Test func `nothing is put where a sound that is still being prepared may be due`() {
        var day = guideDay()
        day.promos(every: 5...10, from: "08:49:50", to: "10:00", lasting: [20])
        day.folder("pop", songs: 1, lasting: 4000)
        var desk = Desk(day, at: "08:49:50")
        desk.run(to: "08:59:58")
        desk.prepare([guide: tenSeconds])
        desk.run(to: "09:05")
        #expect(desk.record("guide")?.start == Day.at("09:00"))
        #expect(desk.record("offers-1")?.start == Day.at("08:59:39"))
        #expect(desk.record("offers-1")?.reason == .besideTimed("guide"))
    }

    // MARK: Breaking off

    private func desk(_ fault: Desk.Fault) -> Desk {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", lasting: 10)
        day.line("09:00:30", .say, "news", lasting: 10)
        day.line("10:00", .say, "guide", lasting: 10)
        var desk = Desk(day, at: "08:59") {
            if case .clip(let clip) = $0.content, clip.name == "guide" { fault } else { Desk.Fault() }
        }
        desk.run(to: "10:05")
        return desk
    }

    @Test func `what breaks off was aired, with the reason`() {
        let desk = desk(Desk.Fault(breaksOff: .seconds(4)))
        #expect(desk.record("guide")?.outcome == .aired)
        #expect(desk.record("guide")?.end == Day.at("09:00:04"))
        #expect(desk.record("guide")?.reason == .brokeOff(words("broken")))
        #expect(desk.duckLevel(at: Day.at("09:00:05")) == 0)
    }

    @Test func `what breaks off before its first frame is missed, and not tried again`() {
        let desk = desk(Desk.Fault(breaksOff: .zero))
        #expect(desk.records.map(\.outcome) == [.missed, .aired, .missed])
        #expect(desk.starts.count { $0.content == .clip(guide) } == 1)
    }

    @Test func `a playback nothing is reported of holds up nothing, and is told when overdue`() {
        let desk = desk(Desk.Fault(isUnreported: true))
        #expect(desk.record("news")?.start == Day.at("09:00:30"))
        let told = desk.asked.first {
            if case .record(let record) = $0.effect { record.name == "guide" } else { false }
        }
        #expect(told?.at == Day.at("09:00:25"))
        #expect(desk.record("guide")?.outcome == .missed)
        #expect(desk.starts.count { $0.content == .clip(guide) } == 2, "the clip itself is not to blame")
    }

    @Test func `an end that is never reported counts as planned, and the bed comes back`() {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", lasting: 10)
        var desk = Desk(
            day, at: "08:59",
            fault: { Desk.Fault(isUnreported: $0.content == .clip(Day.clip(.say, "guide"))) })
        desk.run(to: "09:00")
        let id = desk.starts.last { $0.content == .clip(guide) }!.id
        desk.send(.started(id, at: Day.at("09:00")))
        desk.run(to: "09:01")
        #expect(desk.record("guide")?.start == Day.at("09:00"))
        #expect(desk.record("guide")?.end == Day.at("09:00:10"))
        #expect(desk.record("guide")?.outcome == .aired)
        #expect(desk.duckLevel(at: Day.at("09:00:24.9")) == -6)
        #expect(desk.duckLevel(at: Day.at("09:00:25")) == 0)
    }

    @Test func `what follows an item that began late waits for its true end`() {
        var day = Day.withMusic()
        day.line("09:00", .say, "gong", lasting: 1)
        day.line("09:00", .say, "guide", lasting: 10)
        var desk = Desk(day, at: "08:59") {
            Desk.Fault(delay: $0.content == .clip(Day.clip(.say, "gong")) ? .milliseconds(700) : .zero)
        }
        desk.run(to: "09:01")
        #expect(desk.heard("gong").map(\.end) == [Day.at("09:00:01.7")])
        #expect(desk.heard("guide").map(\.start) == [Day.at("09:00:02")])
        #expect(desk.records.map(\.name) == ["gong", "guide"])
    }

    @Test func `what began late is heard to its end before a message of a rotation, whatever the message's class`() {
        var day = Day.withMusic(lasting: 3_600)
        day.every(5...5, .say, "guide", from: "09:00", to: "10:00", lasting: 10)
        var desk = Desk(day, at: "09:00") {
            Desk.Fault(delay: $0.content == .clip(ClipID(.announcement, "promo")) ? .seconds(2) : .zero)
        }
        desk.run(to: "09:04:56")
        desk.announce("promo", .promo, lasting: 3.5)
        desk.run(to: "09:06")
        #expect(desk.heard("promo").map(\.isWhole) == [true])
        #expect(desk.heard("guide").count == 1)
        #expect(desk.heard("guide").first.map { $0.start >= desk.heard("promo")[0].end } == true)
    }

    @Test func `what began late gives way to a higher class that is due`() {
        var day = Day.withMusic()
        day.line("09:01", .say, "guide", lasting: 30)
        var desk = Desk(day, at: "09:00") {
            Desk.Fault(delay: $0.content == .clip(ClipID(.announcement, "promo")) ? .seconds(2) : .zero)
        }
        desk.run(to: "09:00:57.5")
        desk.announce("promo", .promo, lasting: 1.5)
        desk.run(to: "09:01:10")
        #expect(desk.heard("promo").map(\.end) == [Day.at("09:01")])
        #expect(desk.heard("guide").map(\.start) == [Day.at("09:01")])
    }
}
