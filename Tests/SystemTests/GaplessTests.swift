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
                device: TestCard.device, facts: "crossfade: { calm: 0s }",
                timetable: """
                    open 08:00
                    close 22:00
                    07:00  music  calm
                    """)
            for name in ["a", "b", "c"] { try store.write(Self.song, to: "audio/music/calm/\(name).wav") }
            // Measured beforehand, so that no song comes late for it on a machine with other work.
            _ = try await Storecast.run(["check"] + store.places)
            let card = try await TestCard()
            try await RunningDaemon.run(store, ["--as-if", "2026-11-23T07:59:58"], environment: card.environment) {
                daemon in try await daemon.run(until: 17)
            }
            let heard = try card.recording()
            let first = try #require(heard.left.firstIndex { abs($0) > 0.0001 })
            let songs =
                first + Int(Self.song.duration * Recording.rate / 2)..<first
                + Int(2.5 * Self.song.duration * Recording.rate)
            try #require(heard.left.count > songs.upperBound)
            let level = heard.left[songs].map(abs).max() ?? 0
            // A frame too many or too few turns the wave by a 96th: 6 % of its height.
            let difference = songs.map { abs(heard.left[$0] - heard.left[$0 - Self.period]) }.max() ?? 1
            #expect(difference < 0.02 * level, "from the middle of the first song to that of the third")
            #expect(level > 0.02)
        }
    }
}
