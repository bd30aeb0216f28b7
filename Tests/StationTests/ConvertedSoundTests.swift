// SPDX-License-Identifier: Apache-2.0
import Foundation
import Media
import Playout
import Testing
import Timetable

@testable import Station

/// Sound in formats that have to be converted first, as `check`, `rehearse` and the daemon see it.
@Suite struct ConvertedSoundTests {
    private let day = CivilDate("2026-11-21")!

    /// Has ffmpeg make another format of a sound of the store.
    private func convert(_ from: String, to: String, in store: TemporaryStore) throws {
        let ffmpeg = Process()
        ffmpeg.executableURL = URL(filePath: "/usr/bin/ffmpeg")
        ffmpeg.arguments = [
            "-nostdin", "-v", "error", "-i", "\(store.paths.audio)/\(from)", "\(store.paths.audio)/\(to)",
        ]
        try ffmpeg.run()
        ffmpeg.waitUntilExit()
        try #require(ffmpeg.terminationStatus == 0)
        try FileManager.default.removeItem(atPath: "\(store.paths.audio)/\(from)")
    }

    @Test func `songs and items are taken in like any other, and what was made of them goes with them`() async throws {
        try await withStore { folder in
            try folder.timetable("open 08:00\nclose 22:00\nopen music calm\n10:00 play march\n")
            try folder.sound("music/calm/song.wav", seconds: 4)
            try folder.sound("items/march.wav", seconds: 2)
            try convert("music/calm/song.wav", to: "music/calm/song.m4a", in: folder)
            try convert("items/march.wav", to: "items/march.wma", in: folder)
            let store = Store(folder.paths)
            #expect(store.problems.map(\.text) == [])
            #expect(store.plan(around: day).plan.folders.isEmpty, "it is not converted yet")
            #expect(await store.convertAll().count == 2)
            #expect(await store.convertAll().count == 0)
            let (plan, problems) = await store.prepareAll(store.plan(around: day).plan)
            #expect(problems.map(\.text) == [])
            let song = try #require(plan.folders["calm"]?.first)
            #expect(song.title == "song")
            #expect(abs(song.duration.seconds - 4) < 0.1)
            guard case .ready(let march) = plan.clips[ClipID(.item, "march")] else {
                Issue.record("the march is not ready")
                return
            }
            #expect(abs((march.loudnessLUFS ?? 0) - -20) < 0.5)
            await store.preparer.converter.drop(except: [])
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.paths.state)/converted").isEmpty)
        }
    }

    @Test func `what ffmpeg cannot read is a warning that names the file, in both languages`() async throws {
        for (language, words) in [("en", "ffmpeg could not convert"), ("zh", "ffmpeg 无法转换")] {
            try await withStore { folder in
                try folder.write("schedules/store.yaml", "language: \(language)\n")
                try folder.timetable("open 08:00\nclose 22:00\nopen music calm\n")
                try folder.sound("music/calm/good.wav", seconds: 3)
                try folder.write("audio/music/calm/bad.m4a", "no sound at all")
                let check = await Store(folder.paths).check(from: day)
                let told = check.problems.filter { $0.file.hasSuffix("bad.m4a") }
                #expect(told.count == 1)
                #expect(told.first?.severity == "warning")
                #expect(told.first?.message.contains(words) == true)
            }
        }
    }

    @Test func `a missing ffmpeg is a warning that says what to install`() {
        let failure = PreparationFailure("a.m4a", .converterMissing(path: "a.m4a"))
        #expect(failure.isWarning)
        #expect(failure.fix?.text(in: .en).contains("apt install ffmpeg") == true)
        #expect(failure.fix?.text(in: .zh).contains("apt install ffmpeg") == true)
    }
}
