// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// No song returns within half a folder's length, whatever becomes of the plan meanwhile.
@Suite struct ShuffleTests {
    /// Songs as they were heard in a zone, and how many the folder had when each began.
    private struct Heard {
        var name: String
        var folderSize: Int
    }

    /// Between two hearings of a song lie at least half as many others as the folder had at the least.
    private func tooSoon(_ heard: [Heard]) -> [String] {
        heard.indices.compactMap { index in
            guard let before = heard[..<index].lastIndex(where: { $0.name == heard[index].name }) else { return nil }
            let smallest = heard[before...index].map(\.folderSize).min() ?? 0
            return index - before > smallest / 2
                ? nil : "\(heard[index].name) returned after \(index - before) of \(smallest)"
        }
    }

    @Test(arguments: 1...20)
    func `songs keep their distance across reloads that add and remove some`(seed: Int) {
        var random = Seeded(UInt64(seed))
        var day = Day.withMusic(songs: random.number(1...12), lasting: 20)
        var desk = Desk(day, at: "08:00", seed: UInt64(seed))
        var sizes: [(from: Instant, size: Int)] = [(Day.at("08:00"), day.folders["pop"]?.count ?? 0)]
        for minute in stride(from: 5, to: 120, by: 5) {
            desk.run(to: Day.at("08:00") + .minutes(minute))
            var songs = day.folders["pop"] ?? []
            for _ in 0..<random.number(0...3) where songs.count > 1 {
                songs.remove(at: random.number(0...songs.count - 1))
            }
            for added in 0..<random.number(0...3) {
                songs.append(Song(path: "pop/\(minute)-\(added).ogg", duration: .seconds(20)))
            }
            day.folders["pop"] = songs
            desk.load(day)
            sizes.append((desk.now, songs.count))
        }
        let heard = desk.songs.map { song in
            // Chosen up to the lead before it begins.
            let present = sizes.filter { $0.from <= song.start && $0.from >= song.start - .seconds(4) }
            let before = sizes.last { $0.from < song.start - .seconds(4) }
            let choices = ([before].compactMap { $0 } + present).map(\.size)
            return Heard(name: song.name, folderSize: choices.min() ?? 0)
        }
        #expect(heard.count > 200)
        #expect(tooSoon(heard) == [])
    }

    @Test func `a day that follows goes on with the same order`() {
        var day = Day.withMusic(songs: 8, lasting: 60)
        var desk = Desk(day, at: "23:00")
        desk.run(to: "23:59")
        day.line("24:00", .music, "pop", day: 1)
        desk.load(day)
        desk.run(to: "26:00")
        #expect(tooSoon(desk.songs.map { Heard(name: $0.name, folderSize: 8) }) == [])
    }

    @Test func `an edit that divides the store forgets nothing that was heard`() {
        for seed in 1...20 {
            var day = Day.withMusic(songs: 8, lasting: 60, zones: ["shop", "park"])
            var desk = Desk(day, at: "09:00", seed: UInt64(seed))
            desk.run(to: "09:20")
            day.line("22:00", .silence, in: ["park"])
            desk.load(day)
            desk.run(to: "10:00")
            for zone in ["shop", "park"] {
                let songs = desk.heard(in: zone).filter(\.isSong)
                #expect(tooSoon(songs.map { Heard(name: $0.name, folderSize: 8) }) == [], "\(zone), seed \(seed)")
            }
        }
    }
}
