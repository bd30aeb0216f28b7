// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// The machine's clock is set while the station runs, or is wrong when it starts.
    @Suite
    struct `A clock that is set` {
        private static let song = Tone(500, seconds: 8)
        /// How far from its second a cue may begin: a turn of the audio thread, and how exactly the clock is read.
        private static let exact = 20_000_000.0
        /// What is shorter than this in the music is no gap: a cue ducks it, but never so far.
        private static let gap = 0.05

        private static let cues: [(time: String, name: String, tone: Tone)] = [
            ("09:00:04", "early", Tone(1000, seconds: 0.4)), ("09:10:00", "passed", Tone(1100, seconds: 0.4)),
            ("09:30:00", "again", Tone(1200, seconds: 0.4)), ("10:00:00", "fourth", Tone(1300, seconds: 0.4)),
            ("10:00:06", "near", Tone(1400, seconds: 0.4)),
        ]

        private static func store() throws -> StoreFolder {
            let lines = cues.map { "\($0.time) play \($0.name)" }.joined(separator: "\n")
            let store = try StoreFolder(
                device: TestCard.device, timetable: "open 08:00\nclose 22:00\n07:00 music calm\n\(lines)")
            try store.write(song, to: "audio/music/calm/song.wav")
            for cue in cues { try store.write(cue.tone, to: "audio/items/\(cue.name).wav") }
            return store
        }

        private static func at(_ time: String) -> String { "2026-11-28T\(time)+08:00" }

        /// When each cue was heard at the card, on CLOCK_MONOTONIC.
        private static func heard(_ name: String, in recording: CardRecording) throws -> [Int64] {
            let tone = try #require(cues.first { $0.name == name }).tone
            return ToneTrack(of: tone.frequency, in: recording.left).passages().map {
                recording.instant(at: Int($0.start * Recording.rate))
            }
        }

        private static func isExact(_ heard: [Int64], _ expected: Int64) -> Bool {
            heard.count == 1 && abs(Double(heard[0] - expected)) < exact
        }

        @Test func `nothing is heard twice, nothing is left out without a reason, music goes on`() async throws {
            let (card, store) = (try await TestCard(), try Self.store())
            let clock = try await SettableClock(Self.at("08:59:59"))
            let environment = card.environment.merging(clock.environment) { one, _ in one }
            var due: [String: Int64] = [:]
            let recording = try await RunningDaemon.run(store, [], environment: environment) { daemon in
                try await card.hears(Self.song, within: .seconds(20))
                due["early"] = try clock.monotonic(of: Self.at("09:00:04"))
                try await card.hears(Self.cues[0].tone, within: .seconds(10))
                // Over two cues, one of which has its time again later.
                try clock.set(Self.at("09:59:56"))
                due["fourth"] = try clock.monotonic(of: Self.at("10:00:00"))
                try await card.hears(Self.cues[3].tone, within: .seconds(10))
                try clock.set(Self.at("09:29:56"))
                due["again"] = try clock.monotonic(of: Self.at("09:30:00"))
                try await card.hears(Self.cues[2].tone, within: .seconds(10))
                // What was heard is not heard again; a second forward and back just before a cue.
                try clock.set(Self.at("09:59:58"))
                try await Task.sleep(for: .seconds(3.5))
                try clock.set(by: 1)
                try await Task.sleep(for: .seconds(1.5))
                try clock.set(by: -1)
                due["near"] = try clock.monotonic(of: Self.at("10:00:06"))
                try await card.hears(Self.cues[4].tone, within: .seconds(10))
                let log = try await Storecast.run(
                    ["log", "--date", "2026-11-28", "--json", "--socket", store.socket])
                let record = try JSONDecoder().decode(AsRun.self, from: Data(log.output.utf8))
                let outcomes = record.cues.filter { $0.verb == "play" }.map { "\($0.name) \($0.outcome)" }
                #expect(
                    outcomes == ["early aired", "passed missed", "again aired", "fourth aired", "near aired"],
                    "\(log.errors)")
                let reason = record.cues.first { $0.name == "passed" }?.reason ?? ""
                #expect(reason.hasPrefix("the clock was set from 09:00:0"), "\(reason)")
                return try card.recording()
            }
            for (name, instant) in due {
                let heard = try Self.heard(name, in: recording)
                #expect(Self.isExact(heard, instant), "\(name): \(heard.map { Double($0 - instant) / 1e6 }) ms")
            }
            #expect(try Self.heard("passed", in: recording).isEmpty)
            let song = ToneTrack(of: Self.song.frequency, in: recording.left)
            let level = LevelTrack(of: [song])
            let begin = try #require(song.passages().first).start + 1
            let length = Double(recording.left.count) / Recording.rate
            let median = try #require(level.median(from: begin, to: length))
            // Two songs of one tone that crossfade out of step may cancel each other for a moment.
            let gaps = level.gaps(below: median / 100, from: begin, to: length)
            #expect(gaps.filter { $0.duration > Self.gap }.isEmpty, "\(gaps)")
        }

        @Test func `what ran until it was killed, after its clock was set back, ended by the clock as it was then`()
            async throws
        {
            let (card, store) = (try await TestCard(), try Self.store())
            let clock = try await SettableClock(Self.at("11:59:58"))
            let environment = card.environment.merging(clock.environment) { one, _ in one }
            try await RunningDaemon.run(store, [], environment: environment) { daemon in
                try await card.hears(Self.song, within: .seconds(20))
                try clock.set(Self.at("11:00:00"))
                try await daemon.says("the clock was set from", within: .seconds(5))
                try await Task.sleep(for: .seconds(1))
                daemon.child.send(SIGKILL)
                try await daemon.child.end(within: .seconds(5))
            }
            try clock.set(Self.at("11:20:00"))
            try await RunningDaemon.run(store, [], environment: environment) { daemon in
                _ = try await daemon.status(within: .seconds(10), "music") { $0.zones[0].bed != nil }
            }
            let record = try #require(try KeptRecord(at: store.path("state/storecast.sqlite")))
            let end = try #require(record.runs.first?.end)
            let expected = try Date(Self.at("11:00:00"), strategy: .iso8601).timeIntervalSince1970
            #expect(Double(end) / 1e9 - expected < 30, "\(record.runs)")
        }

        @Test func `a machine that starts in 1970 plays music and announcements, and the day once its clock is set`()
            async throws
        {
            let (card, store) = (try await TestCard(), try Self.store())
            let spoken = Tone(2000, seconds: 0.5)
            try store.write(spoken, to: "audio/scripts/lost.wav")
            try store.write(
                "title lost\nclass urgent\nchime none\napproved 2026-11-01 manager\n--- en\nWords.\n",
                to: "schedules/scripts/lost.txt")
            let clock = try await SettableClock("1970-01-01T00:00:20+08:00")
            let environment = card.environment.merging(clock.environment) { one, _ in one }
            let (recording, due) = try await RunningDaemon.run(store, [], environment: environment) { daemon in
                try await card.hears(Self.song, within: .seconds(20))
                let before = try await daemon.status()
                #expect(!before.clock.isTrusted)
                #expect(before.health.problems.contains { $0.hasPrefix("the clock is wrong") })
                #expect(before.next.isEmpty)
                let answer = try await Storecast.run(["announce", "lost", "--socket", store.socket])
                #expect(answer.code == 0, "\(answer.errors)")
                try await card.hears(spoken, within: .seconds(5))
                try clock.set(Self.at("09:59:55"))
                let due = try clock.monotonic(of: Self.at("10:00:00"))
                try await card.hears(Self.cues[3].tone, within: .seconds(10))
                let after = try await daemon.status()
                #expect(after.clock.isTrusted)
                #expect(!after.health.problems.contains { $0.hasPrefix("the clock") })
                return (try card.recording(), due)
            }
            #expect(Self.isExact(try Self.heard("fourth", in: recording), due))
            #expect(try Self.heard("early", in: recording).isEmpty)
        }
    }
}

/// What `storecast log --json` prints, as far as these tests read it.
struct AsRun: Decodable {
    struct Cue: Decodable {
        let key: String, verb: String, name: String, outcome: String
        let start: String?, end: String?, reason: String?
    }
    let cues: [Cue]
}
