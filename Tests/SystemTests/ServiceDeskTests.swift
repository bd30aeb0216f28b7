// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What the service desk pushes, and what it is told.
    @Suite
    struct `The service desk` {
        private static let song = Tone(500, seconds: 30)
        /// What the speech engine of these tests says, whatever it is given to read.
        private static let speech = Tone(1500, seconds: 1.5)
        private static let chime = Tone(2000, seconds: 0.5)

        private static func makeStore(device: String) throws -> StoreFolder {
            try StoreFolder.speaking(speech, chime: chime, song: song, device: device)
        }

        @Test func `an announcement airs over the bed and is followed to its end`() async throws {
            try await SoundServer.run { sound in
                let recorder = try await sound.record()
                let store = try Self.makeStore(device: SoundServer.device)
                let start = try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:10", sound: sound) { daemon in
                    _ = try await recorder.hears(Self.song, within: .seconds(15))
                    try await Task.sleep(for: .seconds(1))
                    let answer = try await Storecast.run(
                        ["announce", "--text", "A red umbrella was found", "--wait", "--socket", store.socket])
                    #expect(answer.code == 0, "\(answer.errors)")
                    #expect(answer.output.hasSuffix("done\n"))
                    try await Task.sleep(for: .seconds(2))
                    return daemon.startedAt
                }
                let recording = try recorder.recording()
                try Self.judge(recording, from: recording.position(of: start))
            }
        }

        private static func judge(_ recording: Recording, from start: Double) throws {
            let tracks = [song, speech, chime].map { ToneTrack(of: $0.frequency, in: recording.left) }
            let bed = LevelTrack(of: [tracks[0]])
            let spoken = try #require(tracks[1].passages().first, "the announcement is heard")
            let gong = try #require(tracks[2].passages().first, "the chime is heard")
            #expect(abs(spoken.duration - speech.duration) < 0.02)
            #expect(gong.end < spoken.start)
            let before = try #require(bed.median(from: gong.start - 1, to: gong.start - 0.4))
            let under = try #require(bed.median(from: spoken.start + 0.1, to: spoken.end - 0.1))
            let after = try #require(bed.median(from: spoken.end + 0.9, to: spoken.end + 1.4))
            #expect((-12...(-4)).contains(decibels(under, over: before)))
            #expect(abs(decibels(after, over: before)) < 2)
            let clicks = ClickSearch.clicks(in: recording.left, of: tracks)
            #expect(clicks.isEmpty, "also not when the daemon is stopped")
            let song = try #require(tracks[0].passages(above: 0.3, edge: 0.01).last)
            let fade = try #require(tracks[0].passages(above: 0.9).last)
            #expect(song.end - fade.end > 0.1, "the daemon fades out before it ends")
        }

        @Test(arguments: [["status"], ["announce", "--text", "Hello"]])
        func `with no daemon there the client says so with exit code 3`(verb: [String]) async throws {
            let folder = try TestFolder()
            let answer = try await Storecast.run(verb + ["--socket", "\(folder.path)/socket"])
            #expect(answer.code == 3)
            #expect(answer.errors.contains("no station answers at \(folder.path)/socket"))
            #expect(answer.errors.contains("storecast daemon"))
        }

        @Test func `the status has the documented shape`() async throws {
            let store = try Self.makeStore(device: StoreFolder.noCard)
            try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:10") { daemon in
                let status = try await daemon.status(within: .seconds(5), "music") { $0.zones[0].bed != nil }
                #expect(status.language == "en")
                #expect(status.clock.isAsIf)
                #expect(status.clock.timezone == "Asia/Shanghai")
                #expect(status.clock.now.hasPrefix("2026-11-21T08:00:"))
                #expect(status.clock.now.hasSuffix("+08:00"))
                #expect(status.zones.map(\.name) == ["store"])
                #expect(status.zones[0].bed?.folder == "calm")
                #expect(status.zones[0].onAir == nil)
                #expect(status.queue.isEmpty)
                #expect(status.outputs.map(\.device) == [StoreFolder.noCard])
            }
        }
    }
}
