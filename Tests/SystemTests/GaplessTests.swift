// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// A folder whose songs follow each other without a gap, heard at the card.
    @Suite
    struct `A gapless folder` {
        /// Each song ends where the next begins: in the zero at the end of a period.
        private static let song = Tone(500, seconds: 5.13)
        /// Frames of a period.
        private static let period = 96

        @Test func `goes on from song to song to the frame`() async throws {
            let store = try StoreFolder(
                device: SoundServer.device, facts: "crossfade: { calm: 0s }",
                timetable: """
                    open 08:00
                    close 22:00
                    07:00  music  calm
                    """)
            for name in ["a", "b", "c"] { try store.write(Self.song, to: "audio/music/calm/\(name).wav") }
            // Measured beforehand, so that no song comes late for it on a machine with other work.
            _ = try await Storecast.run(["check"] + store.places)
            let heard = try await SoundServer.run { sound in
                let recorder = try await sound.record()
                return try await RunningDaemon.run(store, asIf: "2026-11-23T07:59:58", sound: sound) { daemon in
                    try await daemon.run(until: 17)
                    return try recorder.recording()
                }
            }
            let first = try #require(heard.left.firstIndex { abs($0) > 0.0001 })
            for join in 1...2 {
                let at = first + Int(Double(join) * Self.song.duration * Recording.rate)
                // The rest is left out: on a machine with other work the sound server drops out now and then.
                let around = at - 2_400..<at + 2_400
                try #require(heard.left.count > around.upperBound)
                let level = heard.left[around].map(abs).max() ?? 0
                // A frame too many or too few turns the wave by a 96th: 6 % of its height.
                let difference = around.map { abs(heard.left[$0] - heard.left[$0 - Self.period]) }.max() ?? 1
                #expect(difference < 0.02 * level, "at the end of song \(join)")
                #expect(level > 0.02)
            }
        }
    }
}
