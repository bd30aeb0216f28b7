// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What a level meter is told.
    @Suite
    struct `A level meter` {
        private static let song = Tone(1000, seconds: 60)
        /// What `store.yaml` has music levelled to unless it says otherwise, in LUFS.
        private static let musicLUFS = -26.0

        private struct Level: Decodable {
            let zone: String
            let peaks: [Double]
            let loudness: Double?
        }

        /// The events of a stream, each with its kind.
        private static func events(_ text: String) -> [(kind: String, lines: [Substring])] {
            text.components(separatedBy: "\n\n").compactMap { message in
                let lines = message.split(separator: "\n")
                return lines.first { $0.hasPrefix("event: ") }.map { (String($0.dropFirst(7)), lines) }
            }
        }

        private static func listen(
            _ store: StoreFolder, _ query: String, _ body: (Child) async throws -> Void
        ) async throws {
            let child = try await Child.start(
                "curl",
                ["--silent", "--no-buffer", "--unix-socket", store.socket, "http://x/v1/events\(query)"])
            do {
                try await body(child)
                await child.stop()
            } catch {
                await child.stop()
                throw error
            }
        }

        @Test func `shows a tone as the card plays it, and nobody else is told`() async throws {
            let card = try await TestCard()
            let store = try StoreFolder(
                device: TestCard.device, zones: "{ hall: [1, 2], yard: [3, 4] }",
                timetable: "open 08:00\nclose 22:00\n07:00 music calm in hall")
            try store.write(Self.song, to: "audio/music/calm/song.wav")
            try await RunningDaemon.run(store, asIf: "2026-11-21T09:00:00", card: card) { _ in
                try await card.hears(Self.song, within: .seconds(20))
                try await Self.listen(store, "") { plain in
                    try await Self.listen(store, "?levels=true") { meter in
                        let levels = try await eventually("levels are told", within: .seconds(15)) {
                            let events = Self.events(meter.output.text).filter { $0.kind == "level" }
                            return events.count >= 24 ? events : nil
                        }
                        #expect(levels.allSatisfy { event in !event.lines.contains { $0.hasPrefix("id:") } })
                        try Self.judge(levels.map(\.lines), peakOf: card)
                    }
                    #expect(!plain.output.text.contains("event: level") && plain.output.text.contains("event: zone"))
                }
            }
        }

        private static func judge(_ events: [[Substring]], peakOf card: TestCard) throws {
            let levels = try events.map { lines in
                let data = try #require(lines.first { $0.hasPrefix("data: ") }).dropFirst(6)
                return try JSONDecoder().decode(Level.self, from: Data(data.utf8))
            }
            // The first may have been measured from the middle of its time on.
            let hall = levels.filter { $0.zone == "hall" }.suffix(8)
            let expected = decibels(
                ToneTrack(of: song.frequency, in: try card.recording().left).amplitudes.max() ?? 0, over: 1)
            for level in hall {
                #expect(level.peaks.count == 2 && level.peaks.allSatisfy { abs($0 - expected) < 1 }, "\(level)")
                #expect(abs(try #require(level.loudness) - musicLUFS) < 1, "\(level)")
            }
            let yard = levels.filter { $0.zone == "yard" }
            #expect(hall.count == 8 && yard.count > 8)
            #expect(yard.allSatisfy { $0.peaks == [-120, -120] && $0.loudness == nil })
        }
    }
}
