// SPDX-License-Identifier: Apache-2.0
import Playout
import Rehearsal
import TestSupport
import Testing
import Timetable

/// Days one after the other, as the daemon lives them, and announcements pushed on the way.
@Suite struct ManyDaysTests {
    private let days = 4

    /// The same day on each date: open past midnight, with promos.
    private func week() -> Day {
        var day = Day()
        day.hours = ("10:00", "25:00")
        day.folder("pop", songs: 5, lasting: 200)
        for date in 0..<days {
            func time(_ hour: Int, _ minute: Int = 0) -> String { "\(date * 24 + hour):\(minute)" }
            day.line(time(9, 50), .music, "pop", day: date)
            for hour in 10...24 { day.line(time(hour), .say, "guide", lasting: 30, day: date) }
            day.line(time(25), .say, "goodbye", lasting: 10, ending: true, day: date)
            day.line(time(25, 1), .silence, day: date)
        }
        return day
    }

    private func programme(_ records: [CueRecord]) -> [CueRecord] {
        records.filter { $0.verb == .say }.sorted { $0.planned < $1.planned }
    }

    @Test func `day by day, with a new plan each midnight, it is the same as in one plan`() {
        let plan = week().plan
        let settings = DirectorSettings()
        var whole = Rehearsal(plan, settings: settings, seed: 1, from: Day.at("00:00"))
        let together = whole.run(until: Day.at("00:00") + .hours(24 * days + 12))
        var steps = Rehearsal(around(0, of: plan), settings: settings, seed: 1, from: Day.at("00:00"))
        var apart: [CueRecord] = []
        for day in 0..<days + 1 {
            if day > 0 { steps.load(around(day, of: plan)) }
            apart += steps.advance(to: Day.at("00:00") + .hours(24 * (day + 1)))
        }
        #expect(programme(together).count == days * 16)
        #expect(programme(apart) == programme(together))
        #expect(programme(apart).allSatisfy { $0.outcome == .aired })
    }

    /// The plan of yesterday, today and tomorrow.
    private func around(_ day: Int, of plan: Plan) -> Plan {
        var plan = plan
        let dates = (day - 1...day + 1).map { Day.date.adding(days: $0) }
        plan.orders = plan.orders.filter { dates.contains($0.date) }
        return plan
    }

    @Test func `what an announcement displaces is told, and how it ended`() {
        var day = Day.withMusic()
        day.line("09:00", .say, "guide", lasting: 30)
        day.line("09:02", .say, "news", lasting: 30, late: .zero)
        var rehearsal = Rehearsal(day.plan, settings: DirectorSettings(), seed: 1, from: Day.at("08:00"))
        for (id, time) in [("lost child", "09:00:10"), ("found key", "09:01:50")] {
            let clip = ClipID(.announcement, id)
            rehearsal.announce(
                Announcement(
                    id: id, name: id, broadcastClass: .urgent, clip: clip, received: Day.at(time)),
                lasting: ClipFacts(duration: .seconds(20)))
        }
        let records = rehearsal.run(until: Day.at("10:00"))
        #expect(records.named("guide")?.reason == .gaveWay(to: "lost child", at: Day.at("09:00:10")))
        #expect(records.named("guide")?.start == Day.at("09:00:30.3"))
        #expect(records.named("news")?.outcome == .missed)
        #expect(records.named("news")?.reason == .waited(for: "found key"))
        let done = AnnouncementState.done(start: Day.at("09:01:50"), end: Day.at("09:02:10"))
        #expect(rehearsal.announcements["found key"] == done)
    }

    @Test func `the lines in force at the end come with what was rehearsed, in each zone`() {
        var day = Day.withMusic(zones: ["floor", "depot"])
        day.line("09:00", .silence, in: ["depot"])
        let records = day.rehearsed(to: "10:00")
        #expect(records.map(\.verb) == [.music, .silence])
        #expect(records.map(\.zones) == [["floor", "depot"], ["depot"]])
        #expect(records.map(\.end) == [nil, nil])
    }
}
