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

        @Test func `an urgent announcement it cuts off starts over, and is heard whole`() async throws {
            let speech = Tone(1500, seconds: 4)
            let folder = try TestFolder()
            let file = try folder.write(speech.wave, to: "speech.wav")
            let store = try StoreFolder(
                device: SoundServer.device,
                facts: """
                    chimes: { urgent: none }
                    speech: { engine: [sh, -c, "cat '\(file)'", "{voice}"] }
                    """,
                timetable: "open 08:00\nclose 22:00\n07:00 music calm", in: folder)
            try store.write(Self.song, to: "audio/music/calm/song.wav")
            try await SoundServer.run { sound in
                try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:10", sound: sound) { daemon in
                    let recorder = try await sound.record()
                    _ = try await recorder.hears(Self.song, within: .seconds(15))
                    async let answer = Storecast.run(
                        ["announce", "--text", "A child is lost", "--wait", "--socket", store.socket])
                    _ = try await recorder.hears(speech, within: .seconds(10))
                    try await sound.crash()
                    try await daemon.status(within: Self.noticeLimit, "it waits for the card") {
                        $0.outputs[0].state == "silent" && $0.queue.count == 1 && $0.zones[0].onAir == nil
                    }

                    try await sound.start()
                    let again = try await sound.record()
                    #expect(try await answer.code == 0)
                    try await Task.sleep(for: .seconds(0.5))
                    let passages = ToneTrack(of: speech.frequency, in: try again.recording().left).passages()
                    #expect(passages.count == 1)
                    #expect(abs(try #require(passages.first).duration - speech.duration) < 0.02)
                }
            }
        }
    }
}
