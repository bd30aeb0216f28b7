// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// The numbers of the rules change in the middle of a day.
@Suite struct OtherSettingsTests {
    @Test func `songs that are still to begin go by them, and the end of the one that sounds stays as it was`() {
        let day = Day.withMusic(lasting: 600)
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:05")
        let first = desk.songs[0]
        var settings = DirectorSettings()
        settings.crossfade = .zero
        settings.giveWayFade = .milliseconds(500)
        desk.director.follow(settings)
        desk.load(day)
        desk.run(to: "09:25")
        #expect(desk.songs[0].start == first.start)
        #expect(desk.songs[1].start == first.start + .seconds(600 - 3))
        #expect(desk.songs[1].fadesFrom == nil, "without an overlap no song is faded")
        #expect(desk.songs[2].start == desk.songs[1].end)
    }

    @Test func `what is said after them stands as far above the bed as they say`() {
        var day = Day.withMusic(lasting: 600)
        day.line("09:01", .say, "one", lasting: 5)
        day.line("09:02", .say, "two", lasting: 5)
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:01:30")
        var settings = DirectorSettings()
        settings.aboveBed[.notice] = 20
        desk.director.follow(settings)
        desk.load(day)
        desk.run(to: "09:03")
        let depths = desk.asked.compactMap { asked -> Double? in
            guard case .duck(_, let decibels, _, _) = asked.effect, decibels < 0 else { return nil }
            return decibels
        }
        #expect(depths.count == 2)
        #expect(depths.last.map { $0 == depths[0] - 8 } == true, "20 LU instead of 12: \(depths)")
    }

    @Test func `a clip that is forgotten is as one that is being prepared`() {
        var day = Day.withMusic(lasting: 600)
        day.line("09:01", .say, "guide", lasting: 5)
        var desk = Desk(day, at: "09:00")
        desk.director.forget([ClipID(.script, "guide")])
        var plan = desk.plan
        plan.clips = [:]
        _ = desk.director.handle(.load(plan), at: desk.now)
        desk.run(to: "09:03")
        #expect(desk.heard("guide").isEmpty)
        #expect(desk.record("guide")?.outcome == .missed)
    }
}
