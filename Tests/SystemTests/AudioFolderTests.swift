// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// Staff put files into the audio folder while the daemon runs.
    @Suite
    struct `The audio folder` {
        private static let song = Tone(500, seconds: 6)

        @Test func `is followed: new songs join, half-copied ones wait, a missing item airs, gone ones leave`()
            async throws
        {
            let store = try StoreFolder.lackingBell(song: Self.song)
            try await RunningDaemon.run(store, asIf: "2026-11-23T07:59:55") { daemon in
                try await daemon.says("music   first", within: .seconds(10))
                // A copy under way.
                let half = store.path("audio/music/calm/half.wav")
                let bytes = Self.song.wave
                try #require(FileManager.default.createFile(atPath: half, contents: nil))
                let copy = try #require(FileHandle(forWritingAtPath: half))
                try copy.write(contentsOf: bytes.prefix(bytes.count / 2))
                try store.write(Self.song, to: "audio/music/calm/second.wav")
                try store.write(Tone(1000, seconds: 1), to: "audio/items/bell.wav")
                try await daemon.says("audio   new items/bell.wav, music/calm/second.wav", within: .seconds(10))
                #expect(!daemon.log.contains("half.wav"))
                try copy.write(contentsOf: bytes.suffix(bytes.count - bytes.count / 2))
                try copy.close()
                try await daemon.says("audio   new music/calm/half.wav", within: .seconds(10))
                try await daemon.says("music   second", within: .seconds(40))
                try await daemon.says("on air  play bell", within: .seconds(40))
                // What plays is replaced by what is no sound, and the others go.
                try store.write("no sound at all", to: "audio/music/calm/first.wav")
                try store.remove("audio/music/calm/half.wav")
                try await daemon.says("gone music/calm/half.wav", within: .seconds(10))
                let status = try await daemon.status()
                #expect(status.zones.first?.bed != nil)
                #expect(!daemon.child.errors.text.contains("Fatal"))
            }
        }

        @Test func `takes in what ffmpeg can read, and plays it`() async throws {
            let store = try StoreFolder.lackingBell(song: Self.song)
            let ffmpeg = Process()
            ffmpeg.executableURL = URL(filePath: "/usr/bin/ffmpeg")
            ffmpeg.arguments = [
                "-nostdin", "-v", "error", "-i", store.path("audio/music/calm/first.wav"), store.path("song.m4a"),
            ]
            try ffmpeg.run()
            ffmpeg.waitUntilExit()
            try await RunningDaemon.run(store, asIf: "2026-11-23T07:59:55") { daemon in
                try FileManager.default.moveItem(
                    atPath: store.path("song.m4a"), toPath: store.path("audio/music/calm/phone.m4a"))
                try await daemon.says("audio   new music/calm/phone.m4a", within: .seconds(10))
                try await daemon.says("music   phone", within: .seconds(40))
            }
        }
    }
}
