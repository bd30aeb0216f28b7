// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Testing
import Timetable

@testable import Station

@Suite struct StoreTests {
    private let day = CivilDate("2026-11-21")!

    private func facts(of clip: ClipID, in plan: Plan) -> ClipFacts? {
        if case .ready(let facts) = plan.clips[clip] { facts } else { nil }
    }

    @Test func `a store of recordings becomes a plan whose clips are ready`() async throws {
        try await withStore { store in
            try store.timetable(
                "open 08:00\nclose 22:00\nopen music calm\n09:00 say welcome with bell\n10:00 play march\n")
            try store.sound("music/calm/a.wav", seconds: 3)
            try store.sound("scripts/welcome.wav", seconds: 2)
            try store.sound("chimes/bell.wav", seconds: 1)
            try store.sound("items/march.wav", seconds: 4)
            let read = Store(store.paths)
            #expect(read.problems.map(\.text) == [])
            let (plan, problems) = await read.prepareAll(read.plan(around: day).plan)
            #expect(problems.map(\.text) == [])
            #expect(plan.folders["calm"]?.map(\.duration) == [.seconds(3)])
            // The chime, a breath, the recording.
            let welcome = try #require(facts(of: ClipID(.script, "welcome", chime: "bell"), in: plan))
            #expect(welcome.duration == .milliseconds(3300))
            #expect(welcome.chime == .seconds(1))
            #expect(abs((welcome.loudnessLUFS ?? 0) - -20) < 0.01)
            let march = try #require(facts(of: ClipID(.item, "march"), in: plan))
            #expect(march.duration == .seconds(4))
        }
    }

    @Test func `recorded and written promos rotate together, drafts and files that are no sound do not`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\nevery 5-10m promo offers\n")
            try store.sound("promos/offers/b-recorded.wav", seconds: 2)
            try store.write("audio/promos/offers/c-broken.wav", "no sound at all")
            try store.write("schedules/promos/offers/a-draft.txt", "title Draft\n--- en\nHello.\n")
            let read = Store(store.paths)
            let (plan, problems) = await read.prepareAll(read.plan(around: day).plan)
            #expect(plan.rotations["offers"]?.map(\.name) == ["b-recorded", "c-broken"])
            let broken = problems.filter { $0.file.hasSuffix("audio/promos/offers/c-broken.wav") }
            #expect(broken.count == 1)
            #expect(broken.first?.fix?.contains("WAV, FLAC, Ogg, Opus or MP3") == true)
        }
    }

    @Test func `a song that is no sound is left out with its name, the others play`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\nopen music calm\n")
            try store.sound("music/calm/good.wav", seconds: 3)
            try store.write("audio/music/calm/bad.wav", "no sound at all")
            let (plan, problems) = Store(store.paths).plan(around: day)
            #expect(plan.folders["calm"]?.map(\.title) == ["good"])
            #expect(problems.map(\.file) == [store.paths.audio + "/music/calm/bad.wav"])
        }
    }

    @Test func `a crossfade for a folder that is not there is shown where it is written`() async throws {
        try await withStore { store in
            try store.write("schedules/store.yaml", "crossfade:\n  default: 3s\n  clam: 0s\n")
            try store.timetable("open 08:00\nclose 22:00\nopen music calm\n")
            try store.sound("music/calm/a.wav", seconds: 3)
            let told = Store(store.paths).problems
            #expect(told.map(\.line) == [3])
            #expect(told.first?.text.contains("  clam: 0s\n  ^") == true)
            #expect(told.first?.fix == "did you mean \"calm\"?")
        }
    }

    @Test func `a timetable with a mistake starts with its other lines`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\n09:00 shout welcome\n10:00 play march\n")
            try store.sound("items/march.wav", seconds: 1)
            let read = Store(store.paths)
            #expect(read.problems.first?.line == 3)
            #expect(read.problems.first?.text.contains("09:00 shout welcome\n      ^^^^^") == true)
            #expect(!read.schedule.isSound)
            let order = read.plan(around: day).plan.orders.first { $0.date == day }
            #expect(order?.cues.map(\.name) == ["march"])
        }
    }

    @Test func `a draft, an open slot and a missing file each say what to do`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\n09:00 say draft\n10:00 say open\n11:00 play nothing\n")
            try store.write("schedules/scripts/draft.txt", "title D\n--- en\nHello.\n")
            try store.write(
                "schedules/scripts/open.txt", "title O\nslots item\napproved 2026-11-01 me\n--- en\nFound {item}.\n")
            let read = Store(store.paths)
            let (_, problems) = await read.prepareAll(read.plan(around: day).plan)
            let told = (read.problems + problems).filter { $0.file.hasSuffix("everyday.timetable") }
            #expect(told.map(\.line) == [3, 4, 5], "each told once, at its line")
            #expect(told[0].message.contains("draft") && told[0].fix?.contains("approved") == true)
            #expect(told[1].message.contains("item") && told[1].fix?.contains("announcements") == true)
            #expect(told[2].message.contains("nothing") && told[2].fix?.contains("audio/items") == true)
            #expect(problems.isEmpty)
        }
    }

    @Test func `a failing speech engine costs its scripts only`() async throws {
        try await withStore { store in
            try store.write("schedules/store.yaml", "speech: { engine: [\"false\"] }\n")
            try store.timetable("open 08:00\nclose 22:00\n09:00 say spoken\n10:00 play march\n")
            try store.write("schedules/scripts/spoken.txt", "title S\napproved 2026-11-01 me\n--- en\nHello.\n")
            try store.sound("items/march.wav", seconds: 1)
            let read = Store(store.paths)
            let (plan, problems) = await read.prepareAll(read.plan(around: day).plan)
            #expect(problems.count == 1)
            #expect(problems.first?.message.contains("false") == true)
            guard case .ready = plan.clips[ClipID(.item, "march")] else {
                Issue.record("the march is not ready")
                return
            }
        }
    }

    @Test func `without folders there is an error that says what to make, and no crash`() async throws {
        let nowhere = StationPaths(
            schedules: "/nonexistent/s", audio: "/nonexistent/a", state: "/tmp", socket: "/tmp/x")
        let read = Store(nowhere)
        #expect(
            read.problems.contains { $0.file == "/nonexistent/s" && $0.fix?.contains("everyday.timetable") == true })
        #expect(read.problems.contains { $0.file == "/nonexistent/a" })
        #expect(read.plan(around: day).plan.orders.isEmpty)
    }
}
