// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// Music under everything, without a gap.
@Suite struct BedTests {
    @Test func `one song fades in while the other fades out, from the same instant`() {
        var desk = Desk(.withMusic(lasting: 60), at: "09:00")
        desk.run(to: "09:00:58")
        let (one, two) = (desk.songs[0], desk.songs[1])
        #expect(two.start == Day.at("09:00:57"))
        #expect(two.fadeIn == .seconds(3))
        #expect(one.fadesFrom == two.start)
        #expect(one.end == Day.at("09:01"))
        #expect(desk.asked.filter { $0.at == Day.at("09:00:54") }.count == 2, "both by the lead")
    }

    @Test func `songs overlap by a quarter of the shorter one at most`() {
        var desk = Desk(.withMusic(lasting: 8), at: "09:00")
        desk.run(to: "09:01")
        #expect(desk.songs[1].start == Day.at("09:00:06"))
        #expect(desk.songs[1].fadeIn == .seconds(2))
    }

    @Test(arguments: [1.0, 2.5, 8, 61, 300])
    func `songs of any length follow each other without a gap`(seconds: Double) {
        var desk = Desk(.withMusic(lasting: seconds), at: "09:00")
        desk.run(to: "09:10")
        for (one, next) in zip(desk.songs, desk.songs.dropFirst()) { #expect(next.start <= one.end) }
        #expect(desk.songs.last!.end >= Day.at("09:10"))
    }

    @Test func `songs of no length do not keep the director busy`() {
        var desk = Desk(.withMusic(lasting: 0), at: "09:00")
        desk.run(to: "09:00:10")
        #expect(desk.starts.count < 10)
        #expect(desk.ticks < 10)
    }

    @Test func `music changes on its second`() {
        var day = Day.withMusic()
        day.folder("piano", songs: 2, lasting: 90)
        day.line("09:00:30", .music, "piano")
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:01")
        #expect(desk.songs.map(\.start) == [Day.at("09:00"), Day.at("09:00:30")])
        #expect(desk.songs[0].fadesFrom == Day.at("09:00:30"))
        #expect(desk.songs[1].name.hasPrefix("piano/"))
        #expect(desk.record("pop")?.end == Day.at("09:00:30"))
    }

    @Test(arguments: ["09:00:57", "09:00:58"])
    func `no song begins for a second or two before the music changes`(time: String) {
        var day = Day.withMusic(lasting: 60)
        day.folder("piano", songs: 2, lasting: 90)
        day.line(time, .music, "piano")
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:01:30")
        #expect(desk.songs.map(\.start) == [Day.at("09:00"), Day.at(time)])
    }

    // MARK: Silence

    @Test func `silence fades the music, and the next line brings it back on its second`() {
        var day = Day.withMusic(lasting: 600)
        day.line("09:01", .silence)
        day.line("09:02", .music, "pop")
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:03")
        #expect(desk.songs.map(\.start) == [Day.at("09:00"), Day.at("09:02")])
        #expect(desk.songs[0].fadesFrom == Day.at("09:01"))
        #expect(desk.songs[0].end == Day.at("09:01:03"))
    }

    @Test(arguments: [(true, "09:00:40"), (false, "09:00:38.5")])
    func `music that ends a silence is not early, music that follows music does not leave a gap`(
        isSilent: Bool, start: String
    ) {
        var day = Day.withMusic()
        day.folder("piano", songs: 2, lasting: 90)
        if isSilent { day.line("08:59", .silence) }
        day.line("09:00:10", .play, "march", lasting: 60, alone: true)
        day.line("09:00:40", .music, "piano")
        var desk = Desk(day, at: "09:00") {
            if case .clip = $0.content { Desk.Fault(breaksOff: .seconds(28.5)) } else { Desk.Fault() }
        }
        desk.run(to: "09:00:39")
        #expect(desk.starts.last?.at == Day.at(start))
    }

    // MARK: Alone

    @Test func `the music has gone when an item plays alone, and is back when it ends`() {
        var day = Day.withMusic(lasting: 600)
        day.line("09:01", .play, "march", lasting: 30, alone: true)
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:03")
        #expect(desk.songs[0].fadesFrom == Day.at("09:00:59"))
        #expect(desk.songs[0].end == Day.at("09:01"))
        #expect(desk.songs[1].start == Day.at("09:01:30"))
        #expect(desk.songs[1].fadeIn == .milliseconds(500))
        #expect(desk.ducks.isEmpty)
    }

    @Test func `music that changed meanwhile is what comes back after it`() {
        var day = Day.withMusic()
        day.folder("piano", songs: 2, lasting: 90)
        day.line("09:00:10", .play, "march", lasting: 30, alone: true)
        day.line("09:00:39", .music, "piano")
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:01")
        #expect(desk.songs.map(\.start) == [Day.at("09:00"), Day.at("09:00:40")])
        #expect(desk.songs[1].name.hasPrefix("piano/"))
    }

    @Test func `music that changes by an edit while it plays does not sound before its end`() {
        var day = Day.withMusic()
        day.line("09:00:10", .play, "march", lasting: 30, alone: true)
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:00:38")
        day.folder("piano", songs: 2, lasting: 90)
        day.line("09:00:01", .music, "piano")
        desk.load(day)
        desk.run(to: "09:01")
        #expect(desk.songs.map(\.start) == [Day.at("09:00"), Day.at("09:00:40")])
        #expect(desk.songs[1].name.hasPrefix("piano/"))
    }

    @Test(arguments: [5.0, 28]) func `when it breaks off the music is back at once`(after: Double) {
        var day = Day.withMusic()
        day.line("09:00:10", .play, "march", lasting: 30, alone: true)
        var desk = Desk(day, at: "09:00") {
            if case .clip = $0.content { Desk.Fault(breaksOff: .seconds(after)) } else { Desk.Fault() }
        }
        desk.run(to: "09:01")
        #expect(desk.songs.map(\.start) == [Day.at("09:00"), Day.at("09:00:10") + .seconds(after)])
        #expect(desk.songs[1].fadeIn == .milliseconds(500))
    }

    @Test func `when it begins late the music is back at its true end`() {
        var day = Day.withMusic()
        day.line("09:00:10", .play, "gong", lasting: 2, alone: true)
        var desk = Desk(day, at: "09:00") {
            if case .clip = $0.content { Desk.Fault(delay: .milliseconds(700)) } else { Desk.Fault() }
        }
        desk.run(to: "09:01")
        #expect(desk.songs.map(\.start) == [Day.at("09:00"), Day.at("09:00:12.7")])
    }

    @Test func `when it gives way the music is back under what took its place`() {
        var day = Day.withMusic()
        day.line("09:00:10", .play, "march", lasting: 30, alone: true)
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:00:20")
        desk.announce("lost child", .urgent, lasting: 20)
        desk.run(to: "09:02")
        #expect(desk.songs[1].start == Day.at("09:00:20"))
        #expect(desk.songs[1].fadesFrom == Day.at("09:00:39.3"), "it rests again when the item starts over")
        #expect(desk.songs[2].start == Day.at("09:01:10.3"))
    }

    @Test func `one that ends does not bring the music back into the next`() {
        var day = Day.withMusic()
        day.line("09:00:10", .play, "march", lasting: 10, alone: true)
        day.line("09:00:10", .say, "greeting", lasting: 10, alone: true)
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:01")
        #expect(desk.songs.map(\.start) == [Day.at("09:00"), Day.at("09:00:30.3")])
    }
}
