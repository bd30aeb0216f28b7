// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// Two sound servers are two cards, each with a clock and a zone of its own: the hall and the garage.
    @Suite
    struct `Two cards` {
        private static let song = Tone(500, seconds: 60)
        private static let bell = Tone(1000, seconds: 2)
        private static let call = Tone(1500, seconds: 2)
        /// What is for both cards begins in both within so many seconds: a null sink moves in steps of 10 ms, and
        /// says when it does to some milliseconds.
        private static let instantLimit = 0.01

        private static func makeStore(_ timetable: String) throws -> StoreFolder {
            let store = try StoreFolder(
                outputs: [
                    "main: { device: hall, zones: { hall: [1, 2] } }",
                    "second: { device: garage, zones: { garage: [1] } }",
                ], timetable: "open 08:00\nclose 22:00\n" + timetable)
            try store.write(song, to: "audio/music/calm/song.wav")
            try store.write(bell, to: "audio/items/bell.wav")
            try store.write(call, to: "audio/items/call.wav")
            return store
        }

        /// A store on two cards, for as long as a scope lasts.
        private static func run<Result>(
            _ store: StoreFolder, asIf: String,
            _ body: (_ daemon: RunningDaemon, _ hall: SoundServer, _ garage: SoundServer) async throws -> Result
        ) async throws -> Result {
            try await SoundServer.run(device: "hall") { hall in
                try await SoundServer.run(device: "garage") { garage in
                    let environment = hall.environment(with: garage)
                    return try await RunningDaemon.run(store, ["--as-if", asIf], environment: environment) { daemon in
                        try await body(daemon, hall, garage)
                    }
                }
            }
        }

        @Test func `each plays its own programme, and what is for both begins in both at the same instant`()
            async throws
        {
            let store = try Self.makeStore(
                """
                07:00     music  calm  in hall
                08:00:07  play   bell
                08:00:11  play   bell
                08:00:15  play   bell
                08:00:20  play   call  in garage
                """)
            let (hall, garage) = try await Self.run(store, asIf: "2026-11-23T07:59:58") { daemon, hall, garage in
                let recorders = (try await hall.record(), try await garage.record())
                try await daemon.run(until: 26)
                return (try recorders.0.recording(), try recorders.1.recording())
            }
            func passages(of tone: Tone, in recording: Recording) -> [Passage] {
                ToneTrack(of: tone.frequency, in: recording.left).passages()
            }
            #expect(passages(of: Self.song, in: garage).isEmpty)
            #expect(passages(of: Self.call, in: hall).isEmpty)
            #expect(passages(of: Self.song, in: hall).count >= 1)
            let inHall = passages(of: Self.bell, in: hall)
            let inGarage = passages(of: Self.bell, in: garage)
            try #require(inHall.count == 3 && inGarage.count == 3)
            let apart = zip(inHall, inGarage).map {
                hall.instant(at: $0.start).timeIntervalSince(garage.instant(at: $1.start))
            }
            print("the bells begin apart by ms:", apart.map { ($0 * 10_000).rounded() / 10 })
            // A machine that was busy at one of them is not to blame on the station.
            #expect(apart.map(abs).sorted()[1] < Self.instantLimit)
            let call = try #require(passages(of: Self.call, in: garage).first)
            #expect(abs(call.start - inGarage[2].start - 5) < 0.02)
        }

        @Test func `when one is lost the other plays on, and the log, the status and its health name it`() async throws
        {
            let store = try Self.makeStore("07:00 music calm")
            try await Self.run(store, asIf: "2026-11-23T08:00:10") { daemon, hall, garage in
                let recorder = try await hall.record()
                _ = try await garage.record().hears(Self.song, within: .seconds(15))
                _ = try await recorder.hears(Self.song, within: .seconds(15))
                try await Task.sleep(for: .seconds(2))
                let lostAt = recorder.duration
                try await garage.crash()
                let lost = try await daemon.status(within: .seconds(5), "no sound in the garage") {
                    $0.outputs.map(\.state) == ["playing", "silent"]
                }
                #expect(lost.outputs.map(\.zones) == [["hall"], ["garage"]])
                #expect(lost.health.problems.count == 1)
                #expect(lost.health.problems.first?.contains("garage (output second)") == true)
                try await daemon.says("NO SOUND in garage (output second)", within: .seconds(1))

                try await garage.start()
                _ = try await garage.record().hears(Self.song, within: .seconds(15))
                try await daemon.status(within: .seconds(1), "both play") {
                    $0.outputs.map(\.state) == ["playing", "playing"]
                }
                let passages = ToneTrack(of: Self.song.frequency, in: try recorder.recording().left).passages()
                #expect(passages.count == 1, "the hall hears nothing of it")
                let passage = try #require(passages.first)
                #expect(passage.start < lostAt && passage.end > lostAt + 2)
            }
        }
    }
}
