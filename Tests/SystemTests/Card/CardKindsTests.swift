// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// Cards that are not stereo at 48 kHz.
    @Suite
    struct `Kinds of cards` {
        private static let song = Tone(500, seconds: 4)

        /// A card and what it agrees to.
        struct Kind: Sendable {
            let facts: String
            let rate: Int
            let channels: Int
        }

        private static let kinds = [
            Kind(facts: "rate 44100", rate: 44_100, channels: 2),
            Kind(facts: "rate 44100\nchannels 1\nformats FLOAT_LE", rate: 44_100, channels: 1),
            Kind(facts: "channels 6", rate: 48_000, channels: 6),
        ]

        @Test func `one of another rate or number of channels plays at the right pitch, in periods of 20 ms`()
            async throws
        {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for kind in Self.kinds { group.addTask { try await Self.judge(kind) } }
                try await group.waitForAll()
            }
        }

        private static func judge(_ kind: Kind) async throws {
            let card = try await TestCard(kind.facts)
            let store = try StoreFolder(
                device: TestCard.device, timetable: "open 08:00\nclose 22:00\n07:00 music calm")
            try store.write(song, to: "audio/music/calm/song.wav")
            try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:00", card: card) { daemon in
                let recording = try await eventually("two seconds of sound", within: .seconds(20)) {
                    let recording = try card.recording()
                    let first = recording.left.firstIndex { $0 != 0 } ?? recording.left.count
                    return recording.left.count - first > 2 * kind.rate ? recording : nil
                }
                let agreement = try #require(recording.agreements.last)
                #expect(agreement.rate == kind.rate)
                #expect(agreement.channels == kind.channels)
                #expect(agreement.periodFrames == kind.rate / 50)
                #expect(agreement.bufferFrames == kind.rate / 2)
                // A sine crosses zero upwards once a period.
                let left = recording.left
                let crossings = left.indices.dropLast().filter { left[$0] <= 0 && left[$0 + 1] > 0 }
                let periods = zip(crossings, crossings.dropFirst()).map { $1 - $0 }.sorted()
                let period = try #require(periods.isEmpty ? nil : periods[periods.count / 2])
                #expect(abs(period - kind.rate / song.frequency) <= 1, "\(kind.facts)")
            }
        }
    }
}
