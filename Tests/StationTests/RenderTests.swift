// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Testing
import Timetable

@testable import Station

@Suite struct `A stretch of a day as sound` {
    @Test func `has a cue on the exact frame of its second, and silence up to it`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 10:00\n09:00 play bell\n09:00:02 play bell")
            try store.sound("items/bell.wav", seconds: 1)
            let day = try await RenderedDay(store)
            let sound = try await day.render("08:59:59.5", lasting: 4, "bell.wav").samples
            // The first frame of the tone is a zero of its sine.
            #expect(sound.firstIndex { $0 != 0 } == 24_000 + 1)
            let second = 24_000 + 2 * 48_000
            // The tone is cut off in the middle of its wave; what the mixer makes of the step dies away.
            #expect(sound[74_400...second].allSatisfy { $0 == 0 })
            #expect(sound[second + 1] != 0)
            #expect(Array(sound[24_000..<72_000]) == Array(sound[second..<second + 48_000]))
        }
    }

    @Test func `is the same, bit for bit, from run to run, and whatever it is cut out of`() async throws {
        try await withStore { store in
            try Self.fill(store)
            let day = try await RenderedDay(store)
            let once = try await day.render("08:00:40", lasting: 20, "once.wav")
            let again = try await day.render("08:00:40", lasting: 20, "again.wav")
            #expect(once.file == again.file)
            let longer = try await day.render("08:00:20", lasting: 45, "longer.wav")
            #expect(once.samples == Array(longer.samples[20 * 48_000..<40 * 48_000]))
            #expect(once.samples.contains { $0 != 0 })
        }
    }

    @Test func `airs everything when the rehearsal says, to the millisecond`() async throws {
        try await withStore { store in
            try Self.fill(store)
            let day = try await RenderedDay(store)
            let (from, length) = (try day.instant("08:00:05"), 110)
            let rendered = try await day.render("08:00:05", lasting: length, "minute.wav").stretch
            let rehearsed = day.store.rehearse(day.order, day.plan).records.filter { record in
                guard let end = record.end, record.verb != .music else { return false }
                return end >= from && end < from + .seconds(length)
            }
            let heard = rendered.records.filter { $0.verb != .music }
            #expect(rendered.failures == [])
            #expect(heard.count > 8)
            #expect(heard.map(\.key) == rehearsed.map(\.key))
            for (one, other) in zip(heard, rehearsed) {
                let start = try #require(one.start) - (try #require(other.start))
                #expect(abs(start.seconds) < 0.001, "\(one.key)")
                let end = try #require(one.end) - (try #require(other.end))
                #expect(abs(end.seconds) < 0.001, "\(one.key)")
            }
        }
    }

    @Test func `has its music lowered under speech`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 10:00\nopen music calm\n08:00:20 play pause")
            try store.sound("music/calm/a.wav", seconds: 60)
            // Speech that is as good as silent, so that the music under it is heard alone.
            try store.quietSound("items/pause.wav", seconds: 4)
            let day = try await RenderedDay(store)
            let sound = try await day.render("08:00:10", lasting: 20, "duck.wav").samples
            func loudest(_ second: Double) -> Double {
                let first = Int(second * 48_000)
                return Double(sound[first..<first + 4800].map { abs($0) }.max() ?? 0)
            }
            let depth = day.store.schedule.settings.director.duckDepth(under: .notice, speech: nil, bed: nil)
            let fall = 20 * log10(loudest(11) / loudest(5))
            #expect(abs(fall + depth) < 0.1)
            #expect(abs(loudest(17) - loudest(5)) < 0.001 * loudest(5))
        }
    }

    @Test func `goes on with the next song where one breaks off, and tells of it`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 10:00\nopen music calm")
            try store.sound("music/calm/a.wav", seconds: 20)
            try store.sound("music/calm/b.wav", seconds: 20)
            let day = try await RenderedDay(store)
            // Gone after the plan was made.
            try FileManager.default.removeItem(atPath: "\(store.paths.audio)/music/calm/a.wav")
            let rendered = try await day.render("08:00:00", lasting: 30, "broken.wav")
            #expect(rendered.stretch.failures.contains { $0.en.contains("a.wav") })
            let last = rendered.samples[20 * 48_000..<28 * 48_000]
            #expect(last.contains { $0 != 0 })
        }
    }

    @Test func `names why it cannot be written, and leaves nothing behind`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 10:00\n09:00 play bell")
            try store.sound("items/bell.wav", seconds: 1)
            let day = try await RenderedDay(store)
            await #expect(throws: RenderFailure.self) {
                try await day.render("09:00:00", lasting: 1, "nowhere/bell.wav")
            }
            try store.folder("bell.wav")
            await #expect(throws: RenderFailure.self) { try await day.render("09:00:00", lasting: 1, "bell.wav") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: store.root + "/bell.wav").isEmpty)
        }
    }

    /// Two minutes of everything: songs of odd lengths, promos between and over them, what is said alone.
    private static func fill(_ store: TemporaryStore) throws {
        try store.timetable(
            """
            open 08:00
            close 08:02
            open music calm
            08:00:30 play bell alone
            08:00:45 play bell
            08:01 music bright
            08:01:20 play bell with gong
            every 8-15s promo offers from open to close
            """)
        try store.sound("items/bell.wav", seconds: 2)
        try store.sound("chimes/gong.wav", seconds: 1)
        for (index, frames) in [70_001, 82_003, 95_005].enumerated() {
            try store.sound("music/calm/\(index).wav", frames: frames, rate: 8_000)
            try store.sound("music/bright/\(index).wav", frames: frames + 12_345, rate: 11_025)
        }
        for frames in [9_001, 12_007] { try store.sound("promos/offers/\(frames).wav", frames: frames, rate: 8_000) }
    }
}

/// A day of a temporary store, ready to be rendered.
private struct RenderedDay {
    let store: Store
    let order: RunningOrder
    let plan: Plan
    private let root: String
    private static let date = "2026-11-23"

    init(_ folder: TemporaryStore) async throws {
        store = Store(folder.paths)
        root = folder.root
        let date = try #require(CivilDate(Self.date))
        order = try #require(store.schedule.timetables.runningOrder(on: date, clock: store.schedule.clock))
        plan = await store.prepareAll(store.plan(of: [order]).plan).plan
    }

    /// A time of the day, which may have tenths of a second.
    func instant(_ time: String) throws -> Instant {
        let parts = time.split(separator: ".")
        let second = try #require(store.schedule.clock.instant(parsing: "\(Self.date)T\(parts[0])"))
        return second + .milliseconds(parts.count > 1 ? 100 * (Int(parts[1]) ?? 0) : 0)
    }

    /// What came of rendering: the file, and the samples of its left channel.
    struct Rendered {
        var stretch: RenderedStretch
        var file: Data
        var samples: [Int]
    }

    @discardableResult
    func render(_ from: String, lasting seconds: Int, _ name: String) async throws -> Rendered {
        let start = try instant(from)
        let path = "\(root)/\(name)"
        let stretch = try await store.render(
            RenderRequest(from: start, to: start + .seconds(seconds), zone: 0, path: path, format: .wav),
            of: order, plan)
        let file = try Data(contentsOf: URL(filePath: path))
        // Behind a head of 44 bytes come frames of two samples of three bytes, the lowest first.
        let bytes = [UInt8](file.dropFirst(44))
        #expect(bytes.count == seconds * 48_000 * 6)
        let samples = stride(from: 0, to: bytes.count - 5, by: 6).map { index in
            Int(bytes[index]) | Int(bytes[index + 1]) << 8 | Int(Int8(bitPattern: bytes[index + 2])) << 16
        }
        return Rendered(stretch: stretch, file: file, samples: samples)
    }
}
