// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// Cards fail in every way they have; the programme goes on.
    @Suite
    struct `A card that fails` {
        private static let song = Tone(500, seconds: 8)
        /// How soon the status knows; a card that takes nothing is given a second.
        private static let noticeLimit = Duration.seconds(6)
        /// The card is looked for every five seconds at the longest.
        private static let returnLimit = Duration.seconds(9)
        /// How much of a processor a daemon may use while its card fails; one that spins uses all of it.
        private static let idleLoad = 0.3
        private static let atOnce = 4

        /// A store whose song is heard on a card, for as long as a body runs.
        private static func run<Result: Sendable>(
            on card: TestCard, facts: String = "", lines: String = "", in folder: TestFolder? = nil,
            _ body: (RunningDaemon, StoreFolder) async throws -> Result
        ) async throws -> Result {
            let store = try StoreFolder(
                device: TestCard.device, facts: facts, timetable: "open 08:00\nclose 22:00\n07:00 music calm\n\(lines)",
                in: folder)
            try store.write(song, to: "audio/music/calm/song.wav")
            return try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:00", card: card) { daemon in
                try await card.hears(song, within: .seconds(20))
                return try await body(daemon, store)
            }
        }

        private static func playing(
            _ daemon: RunningDaemon, within limit: Duration = returnLimit, underruns: Int = 0
        ) async throws -> StatusReport.Output {
            try await daemon.status(within: limit, "the card plays") {
                $0.outputs[0].state == "playing" && $0.outputs[0].underruns >= underruns && $0.zones[0].bed != nil
            }.outputs[0]
        }

        // MARK: By state

        @Test func `it is prepared again after an underrun, which is counted, and woken after a suspension`()
            async throws
        {
            let card = try await TestCard()
            try await Self.run(on: card) { daemon, _ in
                _ = try await Self.playing(daemon)
                try card.command("xrun")
                let after = try await Self.playing(daemon, underruns: 1)
                #expect(after.underruns == 1)
                let busy = try ProcessFigures.busySeconds(of: daemon.child.pid)
                try card.command("suspend")
                try await Task.sleep(for: .seconds(0.7))
                try card.command("wake")
                let load = (try ProcessFigures.busySeconds(of: daemon.child.pid) - busy) / 0.7
                print("suspended: \(Int(load * 100)) % of a processor")
                #expect(load < Self.idleLoad, "it does not spin while the card sleeps")
                try await card.hears("resume", times: 1)
                // One that cannot resume.
                try card.command("suspend deaf\nwake")
                try await card.hears("prepare", times: 3)
                try await card.hears(Self.song, within: .seconds(5))
                _ = try await Self.playing(daemon, within: .seconds(1))
                #expect(try card.recording(after: .max).agreements.count == 1, "it was never closed")
            }
        }

        /// How a card is lost, and got back.
        enum Loss: String, CaseIterable, Sendable {
            case pulled = "unplug"
            case ioError = "fail EIO"
            case badState = "fail EBADFD"
            case stalled = "stall"
            case stalledLying = "stall lying"

            var remedy: String { self == .pulled ? "plug" : "mend" }
        }

        @Test func `however it is lost, the programme runs on, says why, does not spin, and is heard again`()
            async throws
        {
            // As many at once as a small machine starts in time.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (place, loss) in Loss.allCases.enumerated() {
                    if place >= Self.atOnce { try await group.next() }
                    group.addTask { try await Self.judge(loss) }
                }
                try await group.waitForAll()
            }
        }

        private static func judge(_ loss: Loss) async throws {
            let card = try await TestCard()
            try await run(on: card) { daemon, _ in
                _ = try await playing(daemon)
                try card.command(loss.rawValue)
                let lost = try await daemon.status(within: noticeLimit, "no sound after \(loss)") {
                    $0.outputs[0].state == "silent"
                }
                #expect(lost.outputs[0].reason != nil, "\(loss)")
                #expect(!lost.health.isGood, "\(loss)")
                #expect(lost.zones[0].bed?.folder == "calm", "\(loss): the programme runs on")
                let (busy, from) = (try ProcessFigures.busySeconds(of: daemon.child.pid), ContinuousClock.now)
                try await Task.sleep(for: .seconds(2))
                let span = (ContinuousClock.now - from) / .seconds(1)
                let load = (try ProcessFigures.busySeconds(of: daemon.child.pid) - busy) / span
                let status = try await daemon.status()
                print("\(loss): \(Int(load * 100)) % of a processor while lost; \(lost.outputs[0].reason ?? "")")
                #expect(load < idleLoad, "\(loss)")
                #expect(status.outputs[0].state == "silent", "\(loss): it does not seem to play in between")
                let tries = try card.recording(after: .max).events.count { ["refuse", "close"].contains($0.name) }
                #expect(tries <= 10, "\(loss): it is tried again ever more rarely")
                try card.command(loss.remedy)
                let heard = try card.frames()
                _ = try await playing(daemon)
                try await card.hears(song, after: heard, within: .seconds(5))
            }
        }

        // MARK: Coming and going

        @Test func `one that is absent at the start is played on when it appears, and on time`() async throws {
            let card = try await TestCard(commands: ["unplug ENOENT"])
            let bell = Tone(1000, seconds: 1)
            let store = try StoreFolder(
                device: TestCard.device, timetable: "open 08:00\nclose 22:00\n08:00:08 play bell")
            try store.write(bell, to: "audio/items/bell.wav")
            try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:00", card: card) { daemon in
                try await daemon.status(within: .seconds(5), "no card") { $0.outputs[0].reason != nil }
                try card.command("plug")
                try await daemon.run(until: 9.5)
                let recording = try card.recording()
                let onset = try #require(recording.onsets().first)
                let error = Double(recording.instant(at: onset - 1) - daemon.clockBegan) / 1e6 - 8_000
                print(String(format: "on a card that came late: %+.3f ms", error))
                #expect(abs(error) <= 1)
            }
        }

        @Test func `one that comes back as another under its name is played on as it now is`() async throws {
            let card = try await TestCard("channels 2\nformats S32_LE")
            try await Self.run(on: card) { daemon, _ in
                #expect(try await Self.playing(daemon).channels == 2)
                try card.command("unplug")
                try await daemon.status(within: Self.noticeLimit, "no card") { $0.outputs[0].state == "silent" }
                try card.become("channels 6\nformats S16_LE")
                let heard = try card.frames()
                try card.command("plug")
                let after = try await Self.playing(daemon)
                #expect(after.channels == 6)
                try await card.hears(Self.song, after: heard, within: .seconds(5))
                let agreements = try card.recording(after: .max).agreements
                #expect(agreements.map(\.channels) == [2, 6])
                #expect(agreements.map(\.format) == [CardRecording.Format.s32, CardRecording.Format.s16])
            }
        }

        @Test func `an urgent announcement that is cut off starts over when it is back`() async throws {
            let folder = try TestFolder()
            let speech = Tone(1500, seconds: 2.5)
            let file = try folder.write(speech.wave, to: "speech.wav")
            let facts = "chimes: { urgent: none }\nspeech: { engine: [sh, -c, \"cat '\(file)'\", \"{voice}\"] }"
            let card = try await TestCard()
            try await Self.run(on: card, facts: facts, in: folder) { daemon, store in
                _ = try await Self.playing(daemon)
                async let answer = Storecast.run(
                    ["announce", "--text", "A child is lost", "--wait", "--socket", store.socket])
                try await card.hears(speech, within: .seconds(10))
                try card.command("unplug")
                _ = try await daemon.status(within: Self.noticeLimit, "it waits for the card") {
                    $0.outputs[0].state == "silent" && $0.queue.count == 1 && $0.zones[0].onAir == nil
                }
                let heard = try card.frames()
                try card.command("plug")
                let code = try await answer.code
                #expect(code == 0)
                try await Task.sleep(for: .seconds(0.3))
                let before = try card.recording().left.prefix(heard)
                let after = try card.recording(after: heard).left
                let passages = [Array(before), after].map { ToneTrack(of: speech.frequency, in: $0).passages() }
                #expect(passages.map(\.count) == [1, 1])
                #expect(try #require(passages[0].first).duration < speech.duration - 0.3, "it was cut off")
                #expect(abs(try #require(passages[1].first).duration - speech.duration) < 0.02, "and heard whole")
            }
        }

        // MARK: The buffer

        @Test func `one that ran dry holds twice as much from then on, and plays on`() async throws {
            let card = try await TestCard()
            try await Self.run(on: card) { daemon, _ in
                // More than that on a machine that is held up.
                let before = try #require(try await Self.playing(daemon).bufferMs)
                #expect(before >= 70)
                try card.command("xrun")
                let after = try await daemon.status(within: .seconds(3), "a larger buffer") {
                    $0.outputs[0].state == "playing" && ($0.outputs[0].bufferMs ?? 0) >= min(2 * before, 500)
                }
                #expect(after.health.isGood)
                try await daemon.says("the card's buffer grows from", within: .seconds(3))
                let heard = try card.frames()
                try await card.hears(Self.song, after: heard, within: .seconds(3))
                #expect(try card.recording(after: .max).agreements.count == 1, "it was never closed")
            }
        }

        @Test func `one that has no more room is filled as far as it has`() async throws {
            // 80 ms of two channels of 32 bits.
            let card = try await TestCard("formats S32_LE\nbuffer_bytes \(3840 * 8)")
            try await Self.run(on: card) { daemon, _ in
                for underruns in 1...2 {
                    try card.command("xrun")
                    _ = try await Self.playing(daemon, underruns: underruns)
                    let heard = try card.frames()
                    _ = try await eventually("it plays on", within: .seconds(5), every: .milliseconds(50)) {
                        try card.frames() > heard + 9600 ? true : nil
                    }
                }
                let after = try await daemon.status(within: .seconds(3), "all the room it has") {
                    $0.outputs[0].state == "playing" && $0.outputs[0].bufferMs == 80
                }
                #expect(after.health.isGood)
                #expect(try card.recording(after: .max).agreements.map(\.bufferFrames) == [3840])
            }
        }
    }
}
