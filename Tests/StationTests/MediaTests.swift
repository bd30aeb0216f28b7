// SPDX-License-Identifier: Apache-2.0
import Foundation
import Media
import SystemSupport
import Testing
import Timetable

@testable import Station

@Suite struct MediaPathTests {
    @Test(arguments: [
        ("music/calm/rain.flac", MediaPath.Kind.music, "calm" as String?, "rain"),
        ("items/bell.wav", .item, nil, "bell"),
        ("promos/offers/茶.mp3", .promo, "offers", "茶"), ("chimes/gong.ogg", .chime, nil, "gong"),
        ("scripts/welcome.zh.m4a", .script, nil, "welcome.zh"), ("items/Wait... what.MP3", .item, nil, "Wait... what"),
    ])
    func `the sound files of a store are reached by their paths`(
        path: String, kind: MediaPath.Kind, group: String?, name: String
    ) throws {
        let media = try #require(MediaPath(path))
        #expect(media.kind == kind && media.group == group && media.name == name)
        #expect(media.isSound)
    }

    @Test(arguments: [
        "", "/", "/etc/passwd", "items/../a.wav", "../items/a.wav", "items//a.wav", "items/.a.wav", "music/a.wav",
        "music/a/b/c.wav", "items/a/b.wav", "other/a.wav", ".former/1.wav", "items/a\n.wav", "items",
        "items/\(String(repeating: "长", count: 70)).wav", "music/../../../etc/a.wav",
    ])
    func `nothing else is reached`(path: String) {
        #expect(MediaPath(path) == nil)
    }

    @Test func `files of one name are one item, one chime, one promo, and two songs`() throws {
        func collide(_ a: String, _ b: String) throws -> Bool {
            try #require(MediaPath(a)).collides(with: try #require(MediaPath(b)))
        }
        #expect(try collide("items/bell.wav", "items/bell.mp3"))
        #expect(try collide("promos/offers/tea.wav", "promos/offers/tea.flac"))
        #expect(try !collide("promos/offers/tea.wav", "promos/winter/tea.wav"))
        #expect(try !collide("scripts/welcome.wav", "scripts/welcome.zh.wav"))
        #expect(try !collide("music/calm/rain.wav", "music/calm/rain.mp3"))
        #expect(try collide("music/calm/rain.wav", "music/calm/rain.wav"))
    }
}

@Suite struct MediaShelfTests {
    private static let change = MediaShelf.Change(by: "anna", at: "2026-11-21T09:00:00+08:00")

    private func withShelf(_ body: (MediaShelf, TemporaryStore) throws -> Void) async throws {
        try await withStore { store in try body(MediaShelf(root: store.paths.audio), store) }
    }

    /// A file that has come, with that content.
    private func arrived(_ text: String, _ store: TemporaryStore) throws -> String {
        try store.write("audio/.incoming/a", text)
        return "\(store.paths.audio)/.incoming/a"
    }

    private func text(_ path: MediaPath, _ shelf: MediaShelf) throws -> String {
        try String(contentsOfFile: shelf.file(path), encoding: .utf8)
    }

    @Test func `a new file comes into its place, in a new folder, for every editor to change`() async throws {
        try await withShelf { shelf, store in
            let path = try #require(MediaPath("music/winter/雪.wav"))
            #expect(shelf.occupant(of: path) == nil)
            try shelf.put(try arrived("snow", store), at: path, replacing: nil, Self.change)
            #expect(try text(path, shelf) == "snow")
            #expect(shelf.occupant(of: path) == path)
            func mode(_ file: String) throws -> Int? {
                try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            }
            #expect(try mode(shelf.file(path)) == 0o664)
            #expect(try (mode("\(store.paths.audio)/music/winter") ?? 0) & 0o775 == 0o775)
            #expect(shelf.former().isEmpty)
        }
    }

    @Test func `where something is nothing is overwritten unless it is to be replaced, and then it is kept`()
        async throws
    {
        try await withShelf { shelf, store in
            let old = try #require(MediaPath("items/bell.mp3")), new = try #require(MediaPath("items/bell.wav"))
            try shelf.put(try arrived("old", store), at: old, replacing: nil, Self.change)
            #expect(shelf.occupant(of: new) == old)
            #expect(throws: MediaShelf.Failure.taken) {
                try shelf.put(try arrived("new", store), at: old, replacing: nil, Self.change)
            }
            #expect(try text(old, shelf) == "old")
            try shelf.put(try arrived("new", store), at: new, replacing: old, Self.change)
            #expect(try text(new, shelf) == "new")
            #expect(shelf.stamp(old) == nil)
            try shelf.put(try arrived("newest", store), at: new, replacing: new, Self.change)
            #expect(try text(new, shelf) == "newest")
            let former = shelf.former()
            #expect(former.map(\.path) == ["items/bell.wav", "items/bell.mp3"])
            #expect(
                former[0]
                    == FormerMedia(
                        id: "2", path: "items/bell.wav", at: Self.change.at, by: "anna", why: .replaced, bytes: 3))
        }
    }

    @Test func `what was removed is brought back to the byte, unless something took its place`() async throws {
        try await withShelf { shelf, store in
            let path = try #require(MediaPath("promos/offers/tea.flac"))
            try shelf.put(try arrived("tea", store), at: path, replacing: nil, Self.change)
            try shelf.remove(path, Self.change)
            #expect(shelf.stamp(path) == nil)
            let former = try #require(shelf.former().first)
            #expect(former.why == .removed)
            try shelf.put(try arrived("coffee", store), at: path, replacing: nil, Self.change)
            #expect(throws: MediaShelf.Failure.taken) { try shelf.bringBack(former, to: path) }
            try shelf.remove(path, Self.change)
            try shelf.bringBack(former, to: path)
            #expect(try text(path, shelf) == "tea")
            #expect(shelf.former().count == 1)
        }
    }

    @Test func `so many are kept that the disk does not fill, and the oldest go`() async throws {
        try await withShelf { shelf, store in
            let path = try #require(MediaPath("items/bell.wav"))
            for number in 0...MediaShelf.mostFormer + 2 {
                try shelf.put(
                    try arrived("\(number)", store), at: path, replacing: number == 0 ? nil : path, Self.change)
            }
            let former = shelf.former()
            #expect(former.count == MediaShelf.mostFormer)
            #expect(former.first?.id == "\(MediaShelf.mostFormer + 2)")
            let kept = try FileManager.default.contentsOfDirectory(atPath: "\(store.paths.audio)/.former")
            #expect(kept.count == 2 * MediaShelf.mostFormer)
        }
    }

    @Test func `what a crash left of a file that was to be kept is not in the way of the next`() async throws {
        try await withShelf { shelf, store in
            let path = try #require(MediaPath("items/bell.wav"))
            try shelf.put(try arrived("old", store), at: path, replacing: nil, Self.change)
            // Its note is there, and nothing more.
            try store.write(
                "audio/.former/1.json",
                #"{"id": "1", "path": "items/bell.wav", "at": "", "by": "anna", "why": "removed", "bytes": 3}"#)
            try shelf.remove(path, Self.change)
            #expect(shelf.former().map(\.id) == ["2"])
        }
    }

    @Test func `what an earlier run left unfinished is gone, and the library looks at none of it`() async throws {
        try await withShelf { shelf, store in
            _ = try arrived("half", store)
            try store.sound("items/bell.wav", seconds: 1)
            try shelf.remove(try #require(MediaPath("items/bell.wav")), Self.change)
            shelf.removeUnfinished()
            #expect(try FileManager.default.contentsOfDirectory(atPath: shelf.incoming).isEmpty)
            let inventory = AudioLibrary(root: store.paths.audio).scan()
            #expect(inventory.allPaths.isEmpty && inventory.problems.isEmpty, "\(inventory)")
        }
    }
}

@Suite struct MediaFindingsTests {
    private func warnings(_ path: String, _ facts: AudioFacts?, _ timetable: String = "") async throws -> [String] {
        var warnings: [String] = []
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\n" + timetable)
            try store.write("schedules/scripts/welcome.txt", "approved 2026-11-01 anna\n--- en\nWelcome.\n")
            warnings = MediaFindings(Store(store.paths).schedule)
                .warnings(about: try #require(MediaPath(path)), facts).map { "\($0.message); \($0.fix)" }
        }
        return warnings
    }

    private static func facts(
        seconds: Int64 = 10, loudness: Double = -18, peak: Double = -3, rate: Int = 44_100
    ) -> AudioFacts {
        AudioFacts(
            frames: seconds * 48_000, loudnessLUFS: loudness, truePeakDBTP: peak, sourceRate: rate, sourceChannels: 2)
    }

    @Test func `a good file that something plays has no warning`() async throws {
        #expect(try await warnings("items/bell.wav", Self.facts(), "09:00 play bell").isEmpty)
        #expect(try await warnings("scripts/welcome.zh.wav", Self.facts()).isEmpty)
        #expect(try await warnings("chimes/gong-4.wav", Self.facts(seconds: 3)).isEmpty)
        #expect(try await warnings("promos/offers/tea.wav", nil, "every 5-10m promo offers").isEmpty)
    }

    @Test(arguments: [
        (facts(loudness: -45, peak: -30), "it will sound 10 dB quieter than the others"),
        (facts(loudness: -30, peak: 0), "it will sound 11 dB quieter than the others"),
        (facts(loudness: -6, peak: 2.5), "it was recorded too loud and may distort (2.5 dBTP)"),
        (facts(rate: 8_000), "it sounds dull: it has 8 kHz"),
    ])
    func `how a file was made is told with what to do`(facts: AudioFacts, says: String) async throws {
        let warnings = try await warnings("items/bell.wav", facts, "09:00 play bell")
        #expect(warnings.count == 1)
        #expect(warnings.first?.hasPrefix(says) == true, "\(warnings)")
    }

    @Test func `a chime for which people wait, and what nothing plays, are told`() async throws {
        #expect(
            try await warnings("chimes/gong-4.wav", Self.facts(seconds: 20))
                == ["people wait 20 s for the words; cut it to two or three seconds"])
        #expect(
            try await warnings("music/calm/rain.flac", Self.facts(), "09:00 music pop")
                == ["nothing plays it; write into a timetable: 09:00 music calm"])
        #expect(
            try await warnings("items/bell.wav", nil)
                == ["nothing plays it; write into a timetable: 09:00 play bell"])
        #expect(
            try await warnings("items/my bell.wav", nil)
                == ["no timetable can name it; give it a name of letters, digits and hyphens"])
    }
}
