// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// A rotation whose promos are tones, so that they are found in the file.
    @Suite
    struct `Promos in a rendered file` {
        private static let day = "2026-11-23"
        private static let promos = [Tone(1000, seconds: 1.5), Tone(1400, seconds: 2), Tone(1900, seconds: 2.5)]

        private static func makeStore() throws -> StoreFolder {
            let store = try StoreFolder(
                timetable: """
                    open  08:00
                    close 08:30
                    08:00         music calm
                    every 12-20s  promo offers  from open+5s to close
                    08:02         play  notice
                    """)
            // Songs that end inside the window, and one that does not.
            for (frequency, seconds) in [(300, 15.0), (400, 17), (600, 40)] {
                try store.write(Tone(frequency, seconds: seconds), to: "audio/music/calm/\(frequency).wav")
            }
            for promo in promos { try store.write(promo, to: "audio/promos/offers/\(promo.frequency).wav") }
            try store.write(Tone(2500, seconds: 3), to: "audio/items/notice.wav")
            return store
        }

        @Test func `are heard where the rehearsal says, to the millisecond, between songs and over them`() async throws
        {
            let store = try Self.makeStore()
            let rehearsal = try await Storecast.run(["rehearse", "--date", Self.day, "--json"] + store.places)
            let answer = try JSONDecoder().decode(RehearsalAnswer.self, from: Data(rehearsal.output.utf8))
            let rendering = try await Storecast.run(
                [
                    "render", "--date", Self.day, "--from", "08:00", "--to", "08:05", "-o",
                    store.path("morning.wav"),
                ] + store.places)
            #expect(rendering.code == 0, "\(rendering.errors)")

            let cues = try answer.cues.filter { cue in
                try cue.verb == "promo" && cue.outcome == "aired" && Self.seconds(cue.end) < 300
            }
            let samples = try RenderedFile.left(store.path("morning.wav"))
            let heard = Self.promos.flatMap { tone in
                ToneTrack(of: tone.frequency, in: samples).passages().map { (tone: tone, passage: $0) }
            }.filter { $0.passage.end < 300 }.sorted { $0.passage.start < $1.passage.start }

            #expect(cues.count > 12)
            for reason in ["in the break between two songs", "over the music"] {
                #expect(cues.contains { $0.reason?.hasPrefix(reason) == true }, "\(reason)")
            }
            #expect(heard.map { "\($0.tone.frequency)" } == cues.map(\.name))
            for (cue, one) in zip(cues, heard) {
                #expect(abs(one.passage.start - (try Self.seconds(cue.start))) < 0.001, "\(cue.key)")
                #expect(abs(one.passage.end - (try Self.seconds(cue.end))) < 0.001, "\(cue.key)")
                #expect(abs(one.passage.duration - one.tone.duration) < 0.001, "\(cue.key) is whole")
            }
        }

        /// From 08:00 of the day on.
        private static func seconds(_ instant: String?) throws -> Double {
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            let open = try style.parse("\(day)T08:00:00.000+08:00")
            return try style.parse(#require(instant)).timeIntervalSince(open)
        }
    }
}
