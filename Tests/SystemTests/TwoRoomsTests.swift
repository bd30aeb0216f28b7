// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// One stereo card feeds two rooms: the office its left channel, the warehouse its right one.
    @Suite
    struct `Two rooms on one card` {
        private static let song = Tone(500, seconds: 40)
        private static let bell = Tone(1000, seconds: 2)
        private static let call = Tone(1500, seconds: 2)

        @Test func `each hears what the timetable says for it, and what is for both begins in both at once`()
            async throws
        {
            let store = try StoreFolder(
                device: SoundServer.device, zones: "{ office: [1], warehouse: [2] }",
                timetable: """
                    open 08:00
                    close 22:00
                    07:00     music  calm  in warehouse
                    08:00:06  play   bell
                    08:00:12  play   call  in office
                    """)
            try store.write(Self.song, to: "audio/music/calm/song.wav")
            try store.write(Self.bell, to: "audio/items/bell.wav")
            try store.write(Self.call, to: "audio/items/call.wav")
            let heard = try await SoundServer.run { sound in
                let recorder = try await sound.record()
                return try await RunningDaemon.run(store, asIf: "2026-11-23T07:59:58", sound: sound) { daemon in
                    try await daemon.run(until: 18)
                    return try recorder.recording()
                }
            }
            let office = Room(heard.left)
            let warehouse = Room(heard.right)
            #expect(office.passages(of: Self.song).isEmpty)
            #expect(warehouse.passages(of: Self.call).isEmpty)
            let bells = try (
                #require(office.passages(of: Self.bell).first), #require(warehouse.passages(of: Self.bell).first)
            )
            // Windows follow each other every 2.5 ms.
            #expect(abs(bells.0.start - bells.1.start) < 0.0025)
            let call = try #require(office.passages(of: Self.call).first)
            #expect(abs(call.start - bells.0.start - 6) < 0.02)

            let under = try #require(warehouse.level(of: Self.song, in: bells.1))
            let beside = try #require(warehouse.level(of: Self.song, in: call))
            #expect(under < 0.6 * beside, "the bed falls under the bell, and not for a call in the other room")
        }
    }
}

/// What one room heard.
private struct Room {
    private let samples: [Float]

    init(_ samples: [Float]) {
        self.samples = samples
    }

    func passages(of tone: Tone) -> [Passage] {
        ToneTrack(of: tone.frequency, in: samples).passages()
    }

    /// The strength of a tone through the middle of a passage.
    func level(of tone: Tone, in passage: Passage) -> Float? {
        LevelTrack(of: [ToneTrack(of: tone.frequency, in: samples)])
            .median(from: passage.start + 0.5, to: passage.end - 0.5)
    }
}
