// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// The card goes away and comes back while the station plays.
    @Suite
    struct `The sound server crashes and returns` {
        /// How soon the daemon must notice that the card is gone, and play on one that is back: it looks every
        /// five seconds at the longest.
        private static let noticeLimit = Duration.seconds(5)
        private static let returnLimit = 6.0
        private static let song = Tone(500, seconds: 30)

        @Test func `the daemon plays on unheard, says so, and is heard again`() async throws {
            let store = try StoreFolder(
                device: SoundServer.device, timetable: "open 08:00\nclose 22:00\n07:00 music calm")
            try store.write(Self.song, to: "audio/music/calm/song.wav")
            try await SoundServer.run { sound in
                try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:10", sound: sound) { daemon in
                    _ = try await sound.record().hears(Self.song, within: .seconds(15))
                    try await sound.crash()
                    let lost = try await daemon.status(within: Self.noticeLimit, "no sound") {
                        $0.outputs[0].state == "silent"
                    }
                    #expect(lost.outputs[0].reason != nil)
                    #expect(!lost.health.isGood)
                    #expect(lost.zones[0].bed?.folder == "calm", "the programme runs on")

                    let restart = Date()
                    try await sound.start()
                    let heardAt = try await sound.record().hears(Self.song, within: .seconds(15))
                    let wait = heardAt.timeIntervalSince(restart)
                    print(String(format: "sound is back %.1f s after the sound server", wait))
                    #expect(wait < Self.returnLimit)
                    let found = try await daemon.status(within: .seconds(1), "the status knows") {
                        $0.outputs[0].state == "playing"
                    }
                    #expect(found.health.isGood)
                }
            }
        }
    }
}
