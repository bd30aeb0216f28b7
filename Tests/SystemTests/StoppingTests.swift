// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// How the daemon is stopped.
    @Suite
    struct `Stopping` {
        private static let limit = Duration.seconds(2)
        /// A song that takes some time to be looked into.
        private static let longSong = Tone(500, seconds: 180)

        /// Starts a daemon, waits as told, and expects it to end soon and well.
        private static func stop(song: Tone, when ready: (RunningDaemon) async throws -> Void) async throws {
            let store = try StoreFolder(timetable: "open 08:00\nclose 22:00\n07:00 music calm")
            try store.write(song, to: "audio/music/calm/song.wav")
            try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:10") { daemon in
                try await ready(daemon)
                daemon.child.send(SIGTERM)
                let code = try await daemon.child.exitCode(within: limit)
                #expect(code == 0)
            }
            #expect(!FileManager.default.fileExists(atPath: store.socket))
        }

        @Test func `SIGTERM ends a daemon that plays within two seconds`() async throws {
            try await Self.stop(song: Tone(500, seconds: 5)) { daemon in
                try await daemon.status(within: .seconds(10), "music") { $0.zones[0].bed != nil }
                try await Task.sleep(for: .seconds(1))
            }
        }

        @Test func `SIGTERM ends a daemon that still looks into its music within two seconds`() async throws {
            try await Self.stop(song: Self.longSong) { _ in }
        }
    }
}
