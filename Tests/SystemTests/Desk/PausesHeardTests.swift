// SPDX-License-Identifier: Apache-2.0
import SystemSupport
import Testing

extension SystemTests {
    /// The marks of a script in the sound that leaves the station.
    @Suite
    struct `The pauses of a script` {
        private static let phrase = Tone(1500, seconds: 0.5)

        @Test func `are a quarter of a second for one bar and six tenths for two, to the hundredth`() async throws {
            let folder = try TestFolder()
            let sound = try folder.write(Self.phrase.wave, to: "phrase.wav")
            let store = try StoreFolder(
                facts: """
                    chimes: { notice: none }
                    speech: { engine: [sh, -c, "cat '\(sound)'", "{voice}"] }
                    """,
                timetable: "open 08:00\nclose 09:00\n08:00:02 say marked", in: folder)
            try store.write(
                "approved 2026-11-20 duty manager\n--- en\nOne | two || three ｜ four\n",
                to: "schedules/scripts/marked.txt")
            let answer = try await Storecast.run(
                ["render", "--date", "2026-11-23", "--from", "08:00", "--to", "08:00:08", "-o", store.path("day.wav")]
                    + store.places)
            #expect(answer.code == 0, "\(answer.errors)")
            let heard = ToneTrack(of: Self.phrase.frequency, in: try RenderedFile.left(store.path("day.wav")))
                .passages()
            try #require(heard.count == 4)
            let pauses = zip(heard, heard.dropFirst()).map { $1.start - $0.end }
            for (pause, expected) in zip(pauses, [0.25, 0.6, 0.25]) {
                #expect(abs(pause - expected) < 0.01, "\(pause) s")
            }
        }
    }
}
