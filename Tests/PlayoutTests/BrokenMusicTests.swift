// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// No music that cannot be played makes dead air where other music can.
@Suite struct BrokenMusicTests {
    private static func breaks(_ path: String, after seconds: Double) -> (Playback) -> Desk.Fault {
        {
            if case .song(let song) = $0.content, song.path.hasPrefix(path) {
                return Desk.Fault(breaksOff: .seconds(seconds))
            }
            return Desk.Fault()
        }
    }

    @Test func `a song that breaks off is followed by another at once, and not tried again`() {
        var desk = Desk(.withMusic(songs: 4), at: "08:00", fault: Self.breaks("pop/2", after: 7))
        desk.run(to: "10:00")
        let all = desk.songs
        let index = all.firstIndex { $0.name == "pop/2.ogg" }!
        #expect(all[index + 1].start == all[index].end)
        #expect(all.count { $0.name == "pop/2.ogg" } == 1)
    }

    @Test func `a song that fails ahead of its time leaves the one before it in peace`() {
        var desk = Desk(.withMusic(songs: 4), at: "09:00")
        desk.run(to: "09:00:55")
        desk.send(.failed(desk.starts.last!.id, words("unreadable")))
        desk.run(to: "09:01:30")
        let next = desk.starts.last!
        #expect(next.at == Day.at("09:00:57"))
        #expect(next.fadeIn == .seconds(3))
        #expect(desk.songs[0].fadesFrom == Day.at("09:00:57"))
    }

    @Test func `a song that ends before the next begins brings that forward`() {
        var desk = Desk(.withMusic(songs: 4), at: "09:00") {
            $0.id == PlaybackID(1) ? Desk.Fault(breaksOff: .seconds(55)) : Desk.Fault()
        }
        desk.run(to: "09:01:30")
        #expect(desk.songs.prefix(2).map(\.start) == [Day.at("09:00"), Day.at("09:00:55")])
    }

    @Test func `where a folder has no song left another's music sounds`() {
        var day = Day.withMusic(songs: 2)
        day.folder("piano", songs: 2, lasting: 90)
        var desk = Desk(day, at: "09:00", fault: Self.breaks("pop/", after: 0))
        desk.run(to: "09:05")
        #expect(desk.songs.filter { $0.end > $0.start }.first?.start == Day.at("09:00"))
        #expect(desk.songs.filter { $0.end > $0.start }.allSatisfy { $0.name.hasPrefix("piano/") })
    }

    @Test func `where no song can be played one is tried every half minute, until one can`() {
        var desk = Desk(.withMusic(songs: 3), at: "09:00", fault: Self.breaks("pop/", after: 0))
        desk.run(to: "09:04:59")
        #expect(desk.starts.count == 3 + 9)
        #expect(desk.ticks < 20)
        desk.fault = { _ in Desk.Fault() }
        desk.run(to: "09:08")
        #expect(Set(desk.songs.filter { $0.end > $0.start }.map(\.name)).count > 1, "all have another chance")
        #expect(desk.songs.filter { $0.end > $0.start }.first?.start == Day.at("09:05"))
    }

    @Test func `without any music nothing sounds, and nothing is tried`() {
        var day = Day()
        day.line("08:00", .music, "pop")
        var desk = Desk(day, at: "09:00")
        #expect(desk.starts.isEmpty)
        #expect(desk.director.nextDeadline == nil)
        desk.run(to: "10:00")
        #expect(desk.director.linesInForce.first?.reason == .emptyFolder("pop"))
    }

    @Test func `an empty folder leaves the music as it is, and its line is missed with the reason`() {
        var day = Day.withMusic(lasting: 600)
        day.line("09:01", .music, "empty")
        day.line("09:02", .music, "pop")
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:03")
        #expect(desk.songs.count == 1)
        #expect(desk.record("empty")?.outcome == .missed)
        #expect(desk.record("empty")?.reason == .emptyFolder("empty"))
    }

    @Test func `an empty folder after silence gives way to other music, on its second`() {
        var day = Day()
        day.folder("piano", songs: 2, lasting: 90)
        day.line("09:01", .music, "empty")
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:02")
        #expect(desk.songs.map(\.start) == [Day.at("09:01")])
    }
}
