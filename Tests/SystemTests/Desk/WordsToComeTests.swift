// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// An announcement begins with its chime, and its words follow as soon as they are there.
    @Suite
    struct `An announcement that was never spoken` {
        /// The quiet between a chime and its words.
        private static let pause = 0.3

        /// Announces a text through an engine that takes so long, and gives chime, words and the music under them.
        private static func hear(
            engineSeconds: Double, _ options: String...
        ) async throws -> (chimes: [Passage], words: [Passage], bed: LevelTrack, clicks: Int) {
            let store = try await TroubledStore(
                engine: "cat > /dev/null; sleep \(engineSeconds); cat \"$1/speech.wav\"", deadline: "10s")
            try await store.open { daemon in
                // The emergencies' words were made; the engine is free.
                try await daemon.says("in memory for emergencies", within: .seconds(90))
                try await store.verb(["announce", "--text", "Lunch is served", "--wait"] + options)
                #expect(try await store.latest().shown == nil)
                try await Task.sleep(for: .seconds(2))
            }
            let left = try store.card.recording().left
            let tracks = [TroubledStore.song, TroubledStore.chime, TroubledStore.speech].map {
                ToneTrack(of: $0.frequency, in: left)
            }
            return (
                tracks[1].passages(), tracks[2].passages(), LevelTrack(of: [tracks[0]]),
                ClickSearch.clicks(in: left, of: tracks).count
            )
        }

        @Test func `begins before its words are there, which follow when they are, over music that stays down`()
            async throws
        {
            let heard = try await Self.hear(engineSeconds: 1.5)
            let chime = try #require(heard.chimes.first), words = try #require(heard.words.first)
            #expect(heard.chimes.count == 1 && heard.words.count == 1)
            // The chime was heard while the engine was still at work, else the usual pause would lie between them.
            #expect(words.start - chime.end > Self.pause + 0.5)
            #expect(words.start - chime.start < 2.5)
            #expect(abs(words.duration - TroubledStore.speech.duration) < 0.01)
            let before = try #require(heard.bed.median(from: chime.start - 0.9, to: chime.start - 0.4))
            let between = try #require(heard.bed.median(from: chime.end + 0.1, to: words.start - 0.1))
            let under = try #require(heard.bed.median(from: words.start + 0.05, to: words.end - 0.05))
            let after = try #require(heard.bed.median(from: words.end + 0.9, to: words.end + 1.4))
            #expect(decibels(between, over: before) < -3)
            #expect(abs(decibels(under, over: between)) < 1)
            #expect(abs(decibels(after, over: before)) < 1)
            #expect(heard.clicks == 0)
        }

        @Test func `has its usual pause where its words are there when the chime is over`() async throws {
            let heard = try await Self.hear(engineSeconds: 0.2, "--repeat", "2 every 4s")
            try #require(heard.chimes.count == 2 && heard.words.count == 2)
            for (chime, words) in zip(heard.chimes, heard.words) {
                #expect(abs(words.start - chime.end - Self.pause) < 0.005)
            }
            #expect(abs(heard.chimes[1].start - heard.chimes[0].start - 4) < 0.01)
            #expect(heard.clicks == 0)
        }
    }
}
