// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

@Suite struct RehearsedDayTests {
    /// A day as the sample store's: music all day, timed speech, promos every 5 to 10 minutes.
    private func storeDay(songs seconds: Double = 61) -> Day {
        var day = Day()
        day.folder("morning", songs: 2, lasting: seconds)
        day.folder("piano", songs: 3, lasting: seconds)
        day.line("07:50", .music, "morning")
        day.line("07:55", .play, "march", lasting: 50, alone: true)
        day.line("07:56", .say, "greeting", lasting: 39)
        day.line("08:00", .say, "welcome", lasting: 37)
        day.line("08:00", .music, "piano")
        for hour in 9...21 { day.line("\(hour < 10 ? "0" : "")\(hour):00", .say, "guide-\(hour)", lasting: 74) }
        day.line("22:00", .say, "goodbye", lasting: 31.5, ending: true)
        day.line("22:01", .silence)
        day.promos(every: 5...10, from: "08:30", to: "21:30", lasting: [25, 26, 27, 28.5])
        return day
    }

    @Test func `every cue of a whole day airs, and timed items start on their second`() {
        let records = storeDay().rehearsed()
        #expect(records.allSatisfy { $0.outcome == .aired })
        for record in records where record.verb == .say && record.name != "goodbye" {
            #expect(record.start == record.planned, "\(record.key)")
        }
        #expect(Set(records.map(\.key)).count == records.count)
    }

    @Test func `an ending item ends on its second`() {
        let goodbye = storeDay().rehearsed().named("goodbye")
        #expect(goodbye?.end == Day.at("22:00"))
        #expect(goodbye?.start == Day.at("22:00") - .seconds(31.5))
    }

    @Test(arguments: [20, 61, 187, 400, 1500])
    func `promos keep their window by both readings, whatever the songs' length`(seconds: Double) {
        let promos = storeDay(songs: seconds).rehearsed().promos
        #expect(promos.count > 70)
        var lastStart = Day.at("08:30")
        var lastEnd = lastStart
        for promo in promos {
            guard let start = promo.start, let end = promo.end else { continue }
            #expect(start - lastStart <= .minutes(10), "\(promo.key)")
            #expect(start - lastEnd >= .minutes(5), "\(promo.key)")
            (lastStart, lastEnd) = (start, end)
        }
        #expect(lastEnd <= Day.at("21:30"))
        #expect(Day.at("21:30") - lastStart <= .minutes(10) + .seconds(29))
    }

    @Test func `a promo takes the break between two songs where there is one`() {
        let promos = storeDay(songs: 61).rehearsed().promos
        let inBreak = promos.filter { $0.reason == .betweenSongs }
        #expect(Double(inBreak.count) > 0.9 * Double(promos.count))
        let overMusic = storeDay(songs: 1500).rehearsed().promos.filter { $0.reason == .endOfWindow }
        #expect(!overMusic.isEmpty)
    }

    @Test func `each promo is heard once before any is heard again`() {
        let promos = storeDay().rehearsed().promos
        for round in stride(from: 0, to: promos.count - 3, by: 4) {
            #expect(Set(promos[round..<round + 4].map(\.name)).count == 4)
        }
    }

    @Test func `no promo is still speaking when a timed item is due`() {
        let records = storeDay(songs: 187).rehearsed()
        let timed = records.filter { $0.verb == .say }.compactMap(\.start)
        for promo in records.promos {
            guard let start = promo.start, let end = promo.end else { continue }
            #expect(!timed.contains { start < $0 && $0 < end + .milliseconds(999) }, "\(promo.key)")
        }
    }

    @Test func `the same seed gives the same day`() {
        #expect(storeDay().rehearsed(seed: 7) == storeDay().rehearsed(seed: 7))
    }

    @Test func `of two items at one time the second follows the first within its lateness`() {
        var day = Day()
        day.line("09:00", .say, "one", lasting: 45)
        day.line("09:00", .say, "two", lasting: 40)
        day.line("09:00", .say, "three", lasting: 10)
        let records = day.rehearsed()
        #expect(records.named("one")?.start == Day.at("09:00"))
        #expect(records.named("two")?.start == Day.at("09:00:45") + .milliseconds(300))
        #expect(records.named("three")?.outcome == .missed)
        #expect(records.named("three")?.reason == .waited(for: "two"))
    }

    @Test func `a longer lateness lets an item wait its turn`() {
        var day = Day()
        day.line("09:00", .say, "long", lasting: 120)
        day.line("09:00", .say, "patient", lasting: 10, late: .minutes(10))
        #expect(day.rehearsed().named("patient")?.start == Day.at("09:02") + .milliseconds(300))
    }

    @Test func `what cannot be played is missed with the reason, and the rest of the day airs`() {
        var day = storeDay()
        day.clips[ClipID(.script, "welcome")] = .unavailable(words("welcome.txt is a draft"))
        let records = day.rehearsed()
        #expect(records.named("welcome")?.outcome == .missed)
        #expect(records.named("welcome")?.reason == .unavailable(words("welcome.txt is a draft")))
        #expect(records.filter { $0.outcome != .aired }.count == 1)
    }

    @Test func `started in the middle of the day, what has passed is told and the bed joins in`() {
        let records = storeDay().rehearsed(from: "12:00:30")
        let missed = records.filter { $0.outcome == .missed }
        #expect(missed.map(\.name) == ["morning", "march", "greeting", "welcome", "guide-9", "guide-10", "guide-11"])
        #expect(missed.allSatisfy { $0.reason == .pastWhenLoaded })
        #expect(records.named("guide-12")?.start == Day.at("12:00:30"), "still inside its lateness")
        #expect(records.first { $0.verb == .music && $0.outcome == .aired }?.start == Day.at("12:00:30"))
    }

    @Test func `joining late, a music line without songs leaves the music of the line before it`() {
        var day = Day()
        day.folder("bright", songs: 2, lasting: 60)
        day.folder("calm", songs: 2, lasting: 60)
        day.line("07:00", .music, "calm")
        day.line("07:30", .music, "brigt")
        var director = Director(seed: 1)
        let effects = director.handle(.load(day.plan), at: Day.at("08:00"))
        let songs = effects.compactMap { effect -> Song? in
            guard case .start(let playback) = effect, case .song(let song) = playback.content else { return nil }
            return song
        }
        #expect(songs.map { $0.path.hasPrefix("calm/") } == [true])
    }
}
