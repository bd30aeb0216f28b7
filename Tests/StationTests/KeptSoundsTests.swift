// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Testing
import Timetable

@testable import Media
@testable import Station

@Suite struct `What is kept in memory for emergencies` {
    private static let zh = AnnouncementOrder.Words(language: "zh", text: "请离开")
    private static let en = AnnouncementOrder.Words(language: "en", text: "Leave")

    /// A store with an emergency and its all-clear, which are recorded, and an engine that fails.
    private func withEmergency(
        facts: String = "", _ body: (TemporaryStore, Store) async throws -> Void
    ) async throws {
        try await withStore { store in
            try store.write("schedules/store.yaml", "language: en\nspeech: { engine: [\"false\"] }\n" + facts)
            try store.timetable("open 08:00\nclose 22:00\n")
            try store.write(
                "schedules/scripts/leave.txt",
                "class emergency\nall-clear over\nchime horn\napproved 2026-11-01 me\n--- zh\n请离开\n--- en\nLeave\n")
            try store.write(
                "schedules/scripts/over.txt", "class urgent\nchime none\napproved 2026-11-01 me\n--- en\nIt is over.\n")
            try store.sound("scripts/leave.zh.wav", seconds: 2)
            try store.sound("scripts/leave.en.wav", seconds: 3)
            try store.sound("scripts/over.wav", seconds: 1)
            try store.sound("chimes/horn.wav", seconds: 1)
            try await body(store, Store(store.paths))
        }
    }

    private func order(
        _ words: [AnnouncementOrder.Words], recordedAs script: String? = "leave", chime: String? = "horn",
        as broadcastClass: BroadcastClass = .emergency
    ) -> AnnouncementOrder {
        AnnouncementOrder(
            name: "x", words: words, recordedAs: script, chime: chime, broadcastClass: broadcastClass.name)
    }

    private func isInMemory(_ clip: Clip) -> Bool {
        clip.pieces.allSatisfy { if case .file = $0 { false } else { true } }
    }

    @Test func `outlives a reload, and is given up with its script`() async throws {
        try await withEmergency { store, read in
            #expect(await read.preparer.keepSounds().map(\.message.en) == [])
            try store.timetable("open 08:00\nclose 21:00\n")
            let reloaded = try #require(StoreReading(beside: read)).store
            reloaded.preparer.dropUnneededSounds()
            #expect(reloaded.preparer.kept.contents.scripts == ["leave", "over"])
            try FileManager.default.removeItem(atPath: "\(store.root)/schedules/scripts/leave.txt")
            let without = try #require(StoreReading(beside: reloaded)).store
            without.preparer.dropUnneededSounds()
            #expect(without.preparer.kept.contents.scripts == [])
            #expect(without.preparer.keptChime("horn") == nil)
        }
    }

    @Test func `is heard in any of its languages after every file is gone, and so is what ends it`() async throws {
        try await withEmergency { store, read in
            #expect(await read.preparer.keepSounds().map(\.message.en) == [])
            try FileManager.default.removeItem(atPath: store.paths.audio)
            _ = read.preparer.shelf.look(leavingOut: [])
            for (words, seconds) in [([Self.zh, Self.en], 1 + 0.3 + 2 + 0.8 + 3), ([Self.en], 1 + 0.3 + 3)] {
                let prepared = await read.preparer.announcement(order(words))
                #expect(prepared.unspoken.isEmpty && prepared.failure == nil)
                #expect(abs(prepared.sound.facts.duration.seconds - seconds) < 1e-6)
                #expect(isInMemory(prepared.sound.clip))
            }
            let over = try await read.preparer.prepare(ClipID(.script, "over"))
            #expect(over.facts.duration == .seconds(1))
            #expect(isInMemory(over.clip))
            // Nor does a second look lose it.
            #expect(await read.preparer.keepSounds().count == 3)
            #expect(await read.preparer.announcement(order([Self.zh])).unspoken.isEmpty)
        }
    }

    @Test func `says other words than the script's only as they are spoken`() async throws {
        try await withEmergency { _, read in
            _ = await read.preparer.keepSounds()
            let other = AnnouncementOrder.Words(language: "zh", text: "请快离开")
            let prepared = await read.preparer.announcement(order([other], recordedAs: nil))
            #expect(prepared.unspoken.map(\.text) == ["请快离开"])
        }
    }

    @Test func `has a limit, beyond which it is told what is read from the disk`() async throws {
        try await withEmergency { store, read in
            try store.quietSound("scripts/leave.zh.wav", seconds: (KeptSounds.limitBytes >> 1) / 48_000 + 60)
            let failures = await read.preparer.keepSounds()
            #expect(failures.count == 1)
            #expect(failures[0].message.en.contains("more than 32 MB"))
            #expect(failures[0].message.zh.contains("超过 32 MB"))
            #expect(read.preparer.kept.contents.scripts == ["leave", "over"])
            #expect(read.preparer.kept.contents.byteCount < KeptSounds.limitBytes)
        }
    }

    @Test func `a recording that cannot be played is spoken, and one of two is heard where the engine fails too`()
        async throws
    {
        try await withEmergency { store, read in
            try store.write("audio/scripts/leave.zh.wav", "no sound at all")
            let prepared = await read.preparer.announcement(order([Self.zh, Self.en], as: .urgent))
            #expect(prepared.unspoken.map(\.language) == ["zh"])
            #expect(prepared.failure?.message.en.contains("false") == true)
            #expect(abs(prepared.sound.facts.duration.seconds - 4.3) < 1e-6)
        }
    }

    @Test
    func `without words, an emergency sounds its store's chime or the siren, others a chime or the built-in gong`()
        async throws
    {
        let seconds = { (store: Store, chime: String?, broadcastClass: BroadcastClass) in
            store.preparer.withoutWords(chime: chime, for: broadcastClass).facts.duration.seconds
        }
        try await withEmergency(facts: "chimes: { urgent: bell }\n") { store, read in
            try store.sound("chimes/bell.wav", seconds: 2)
            _ = read.preparer.shelf.look(leavingOut: [])
            // Nothing is read yet.
            #expect(seconds(read, "horn", .urgent) == 1.6)
            _ = await read.preparer.keepSounds()
            #expect(seconds(read, "horn", .urgent) == 1)
            #expect(seconds(read, nil, .urgent) == 2)
            #expect(seconds(read, "unknown", .notice) == 1.6)
            #expect(seconds(read, "horn", .emergency) == 4)
            #expect(abs((read.preparer.withoutWords(chime: nil, for: .emergency).facts.loudnessLUFS ?? 0) - -20) < 0.1)
        }
        try await withEmergency(facts: "chimes: { emergency: horn }\n") { _, read in
            _ = await read.preparer.keepSounds()
            #expect(seconds(read, nil, .emergency) == 1)
        }
    }

    @Test func `the siren falls from 1200 to 500 Hz in each of its four seconds`() throws {
        let samples = try left(of: BuiltInSound.siren)
        #expect(samples.count == 4 * 48_000)
        for second in 0..<4 {
            for (at, hertz) in [(0.1, 1130.0), (0.5, 850.0), (0.9, 570.0)] {
                // Rising zero crossings in a tenth of a second; the octave above adds none.
                let first = Int((Double(second) + at - 0.05) * 48_000)
                let window = samples[first..<first + 4800]
                let crossings = zip(window, window.dropFirst()).count { $0 < 0 && $1 >= 0 }
                #expect(abs(Double(crossings) * 10 - hertz) <= 20)
            }
        }
        for sound in [BuiltInSound.siren, BuiltInSound.gong] {
            let samples = try left(of: sound)
            #expect(samples.first == 0 && abs(samples.last ?? 1) < 0.001)
            // No step is steeper than a wave of 1200 Hz and its octave makes it.
            #expect(zip(samples, samples.dropFirst()).allSatisfy { abs($1 - $0) < 0.07 })
        }
    }

    private func left(of sound: DecodedSound) throws -> [Float] {
        let frames = Int(sound.facts.frames)
        var samples = [Float](repeating: 0, count: 2 * frames)
        try #require(sound.read(from: 0, atMost: frames, gain: 1, into: &samples) == frames)
        return stride(from: 0, to: samples.count, by: 2).map { samples[$0] }
    }
}
