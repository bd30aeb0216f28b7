// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// How far the bed goes down is computed from the loudness of this message and of this music.
@Suite struct LoudnessTests {
    /// A day of songs of a minute, each as loud as that, heard in order.
    private func day(songs: [Double?], lasting seconds: Double = 60, zones: [String] = ["store"]) -> Day {
        var day = Day()
        day.zones = zones
        day.folders["pop"] = songs.enumerated().map { number, loudness in
            Song(path: "pop/\(number).ogg", duration: .seconds(seconds), loudnessLUFS: loudness)
        }
        day.line("00:00", .music, "pop", inOrder: true)
        return day
    }

    @Test(arguments: [
        (BroadcastClass.promo, -22.0, -26.0, -6.0), (.promo, -28, -26, -12), (.notice, -20, -26, -6),
        (.notice, -31, -26, -17), (.notice, -20, -33, 0), (.notice, -20, -50, 0), (.urgent, -20, -26, -8),
        (.urgent, -22.5, -25.5, -11),
    ])
    func `the bed goes down until the message stands clear of the music`(
        of broadcastClass: BroadcastClass, speech: Double, music: Double, depth: Double
    ) {
        var desk = Desk(day(songs: [music]), at: "09:00")
        desk.run(to: "09:00:10")
        desk.announce("message", broadcastClass, lasting: 10, loudness: speech)
        #expect(desk.duckLevel(at: Day.at("09:00:11")) == depth)
        desk.run(to: "09:00:22")
        #expect(desk.duckLevel(at: desk.now) == 0)
    }

    @Test func `what is not known counts as its class is levelled to`() {
        var desk = Desk(day(songs: [nil]), at: "09:00")
        desk.run(to: "09:00:10")
        desk.announce("message", .notice, lasting: 10, loudness: -25)
        #expect(desk.duckLevel(at: Day.at("09:00:11")) == -11)
    }

    @Test func `a song that is measured while it plays counts as measured`() {
        var desk = Desk(day(songs: [nil]), at: "09:00")
        desk.run(to: "09:00:10")
        desk.send(.measured(Song(path: "pop/0.ogg", duration: .seconds(50), loudnessLUFS: -23)))
        desk.announce("message", .notice, lasting: 10, loudness: -20)
        #expect(desk.duckLevel(at: Day.at("09:00:11")) == -9)
        desk.run(to: "09:01")
        #expect(desk.songs[1].start == Day.at("09:00:47"), "its true length counts as well")
    }

    @Test func `a louder song that begins under the message takes the bed down further before it is heard`() {
        var desk = Desk(day(songs: [-30, -24]), at: "09:00")
        desk.run(to: "09:00:30")
        desk.announce("message", .notice, lasting: 40, loudness: -20)
        desk.run(to: "09:01:20")
        let change = desk.songs[1].start
        #expect(change == Day.at("09:00:57"))
        #expect(desk.duckLevel(at: change - .milliseconds(301)) == -2)
        #expect(desk.ducks.contains(.init(decibels: -8, at: change - .milliseconds(300), ramp: .milliseconds(300))))
        #expect(desk.duckLevel(at: Day.at("09:01:09.9")) == -8)
        #expect(desk.duckLevel(at: Day.at("09:01:11")) == 0)
    }

    @Test func `a message at a song change stands clear of the louder of the two`() {
        var desk = Desk(day(songs: [-30, -24]), at: "09:00")
        desk.run(to: "09:00:55")
        desk.announce("message", .notice, lasting: 10, loudness: -20)
        #expect(desk.duckLevel(at: Day.at("09:00:56")) == -8)
    }

    @Test func `a softer message after a loud one takes the bed further down, a louder one waits with bringing it up`()
    {
        var desk = Desk(day(songs: [-26]), at: "09:00")
        desk.run(to: "09:00:10")
        desk.announce("loud", .notice, lasting: 5, loudness: -20)
        desk.announce("soft", .notice, lasting: 5, loudness: -26)
        desk.announce("loud again", .notice, lasting: 5, loudness: -20)
        desk.run(to: "09:00:40")
        #expect(desk.duckLevel(at: Day.at("09:00:14.9")) == -6)
        #expect(desk.duckLevel(at: Day.at("09:00:15.3")) == -12)
        #expect(desk.duckLevel(at: Day.at("09:00:20.2")) == -12)
        #expect(desk.duckLevel(at: Day.at("09:00:20.7")) == -6)
    }

    @Test func `each area goes down by its own music`() {
        var day = day(songs: [-26], zones: ["shop", "park"])
        day.folders["loud"] = [Song(path: "loud/1.ogg", duration: .seconds(600), loudnessLUFS: -22)]
        day.line("00:00:01", .music, "loud", in: ["park"])
        var desk = Desk(day, at: "09:00")
        desk.run(to: "09:00:10")
        desk.announce("message", .notice, lasting: 10, loudness: -20)
        #expect(desk.duckLevel(at: Day.at("09:00:11"), in: "shop") == -6)
        #expect(desk.duckLevel(at: Day.at("09:00:11"), in: "park") == -10)
    }

    // MARK: How songs follow each other

    private func settings(_ crossfades: [String: Duration]) -> DirectorSettings {
        var settings = DirectorSettings()
        settings.folderCrossfades = crossfades
        return settings
    }

    @Test func `songs of a folder without crossfade follow each other frame by frame`() {
        var desk = Desk(day(songs: [-26, -26, -26]), at: Day.at("09:00"), settings: settings(["pop": .zero]))
        desk.run(to: "09:02:30")
        #expect(desk.songs.map(\.start) == ["09:00", "09:01", "09:02"].map(Day.at))
        #expect(desk.songs.allSatisfy { $0.fadesFrom == nil })
        #expect(desk.starts.map(\.follows) == [nil, desk.starts[0].id, desk.starts[1].id])
        #expect(desk.starts.dropFirst().allSatisfy { $0.fadeIn == .zero })
    }

    @Test func `a folder's own crossfade counts, and what is cut off in the middle fades in any case`() {
        var day = day(songs: [-26, -26, -26])
        day.folder("piano", songs: 2, lasting: 60)
        day.line("09:02:30", .music, "piano")
        var desk = Desk(
            day, at: Day.at("09:00"), settings: settings(["pop": .zero, "piano": .seconds(5)]))
        desk.run(to: "09:03:40")
        #expect(desk.songs[2].fadesFrom == Day.at("09:02:30"))
        #expect(desk.songs[2].end == Day.at("09:02:30.15"))
        #expect(desk.songs[3].start == Day.at("09:02:30"))
        #expect(desk.songs[4].start == Day.at("09:03:25"))
        #expect(desk.songs[4].fadeIn == .seconds(5))
    }
}
