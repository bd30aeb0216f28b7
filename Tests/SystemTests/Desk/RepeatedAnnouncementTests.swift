// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// Announcements that go on until somebody ends them, as they are heard at the card.
    @Suite
    struct `What is announced again and again` {
        private static let song = Tone(500, seconds: 60)
        private static let message = Tone(1500, seconds: 1.2)
        private static let chime = Tone(2000, seconds: 0.3)

        private static func makeStore() throws -> StoreFolder {
            let store = try StoreFolder(
                device: TestCard.device, facts: "chimes: { notice: none, urgent: none }",
                timetable: "open 08:00\nclose 22:00\n07:00 music calm")
            try store.write(song, to: "audio/music/calm/song.wav")
            try store.write(chime, to: "audio/chimes/gong.wav")
            for (name, kind, chime) in [("leave", "emergency", "gong"), ("found", "urgent", "none")] {
                try store.write(message, to: "audio/scripts/\(name).wav")
                try store.write(
                    "title \(name)\nclass \(kind)\nchime \(chime)\napproved 2026-11-01 manager\n--- en\nWords.\n",
                    to: "schedules/scripts/\(name).txt")
            }
            return store
        }

        /// Runs a store and hears it; `body` gets a way to call a verb, and how to wait until the card has heard more.
        private static func hear(
            _ body: (_ verb: ([String]) async throws -> String, _ hears: (Tone, Int) async throws -> Void) async throws
                -> Void
        ) async throws -> CardRecording {
            let store = try makeStore()
            let card = try await TestCard("formats S32_LE")
            try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:10", card: card) { daemon in
                try await card.hears(song, within: .seconds(15))
                // The bed comes up.
                try await Task.sleep(for: .seconds(1.5))
                try await body(
                    { words in
                        let answer = try await Storecast.run(words + ["--socket", store.socket])
                        try #require(answer.code == 0, "\(words): \(answer.errors)")
                        return String(answer.output.prefix { $0 != " " && $0 != "\n" })
                    },
                    { tone, times in
                        _ = try await eventually("\(tone.frequency) Hz \(times) times", within: .seconds(20)) {
                            let heard = ToneTrack(of: tone.frequency, in: try card.recording().left).passages()
                            return heard.count >= times ? true : nil
                        }
                    })
            }
            return try card.recording()
        }

        @Test func `an emergency is heard without a pause until a person ends it, and the music is silent under it`()
            async throws
        {
            let heard = try await Self.hear { verb, hears in
                let id = try await verb(["announce", "leave"])
                try await hears(Self.message, 3)
                #expect(try await verb(["cancel", String(id.prefix(8))]) == id)
                try await Task.sleep(for: .seconds(4))
            }
            let tracks = [Self.song, Self.message, Self.chime].map { ToneTrack(of: $0.frequency, in: heard.left) }
            let messages = tracks[1].passages()
            try #require(messages.count >= 3)
            // Chime, quiet and message each time: nothing else lies between two messages.
            for (one, next) in zip(messages, messages.dropFirst()) {
                #expect(abs(next.start - one.start - (Self.chime.duration + 0.3 + Self.message.duration)) < 0.005)
            }
            let bed = LevelTrack(of: [tracks[0]])
            let before = try #require(bed.median(from: messages[0].start - 1.4, to: messages[0].start - 0.9))
            let under = try #require(bed.median(from: messages[0].start, to: messages[2].start))
            let last = try #require(messages.last)
            let after = try #require(bed.median(from: last.end + 2.8, to: last.end + 3.2))
            #expect(decibels(under, over: before) < -50)
            #expect(abs(decibels(after, over: before)) < 1)
            #expect(ClickSearch.clicks(in: heard.left, of: tracks).isEmpty)
        }

        @Test func `a message keeps its spacing, and is not heard again once it was claimed`() async throws {
            let heard = try await Self.hear { verb, hears in
                let id = try await verb(["announce", "found", "--repeat", "5 every 3s until claimed"])
                try await hears(Self.message, 2)
                #expect(try await verb(["claimed", id]) == id)
                try await Task.sleep(for: .seconds(4))
            }
            let messages = ToneTrack(of: Self.message.frequency, in: heard.left).passages()
            try #require(messages.count == 2)
            #expect(abs(messages[1].start - messages[0].start - 3) < 0.002)
            #expect(messages.allSatisfy { abs($0.duration - Self.message.duration) < 0.01 })
        }

        @Test func `one that is cancelled on air fades out at once`() async throws {
            let heard = try await Self.hear { verb, hears in
                let id = try await verb(["announce", "found", "--repeat", "9 every 2s"])
                try await hears(Self.message, 2)
                try await hears(Self.message, 3)
                #expect(try await verb(["cancel", id]) == id)
                try await Task.sleep(for: .seconds(3))
            }
            let track = ToneTrack(of: Self.message.frequency, in: heard.left)
            let song = ToneTrack(of: Self.song.frequency, in: heard.left)
            #expect((3...4).contains(track.passages().count))
            #expect(ClickSearch.clicks(in: heard.left, of: [track, song]).isEmpty)
        }

        @Test func `a muted store hears emergencies alone, and its music is back afterwards`() async throws {
            let heard = try await Self.hear { verb, hears in
                _ = try await verb(["mute"])
                let id = try await verb(["announce", "leave"])
                try await hears(Self.message, 1)
                _ = try await verb(["cancel", id])
                _ = try await verb(["announce", "found"])
                try await Task.sleep(for: .seconds(2))
                _ = try await verb(["unmute"])
                try await hears(Self.message, 2)
                try await Task.sleep(for: .seconds(4))
            }
            let messages = ToneTrack(of: Self.message.frequency, in: heard.left).passages()
            let bed = LevelTrack(of: [ToneTrack(of: Self.song.frequency, in: heard.left)])
            let emergency = try #require(messages.first), found = try #require(messages.last)
            let before = try #require(bed.median(from: 1.0, to: 1.5))
            let muted = try #require(bed.median(from: emergency.end + 0.5, to: emergency.end + 1.5))
            let after = try #require(bed.median(from: found.end + 1, to: found.end + 1.5))
            #expect(decibels(muted, over: before) < -50)
            #expect(abs(decibels(after, over: before)) < 1)
        }
    }
}
