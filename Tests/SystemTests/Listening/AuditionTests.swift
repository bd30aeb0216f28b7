// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What is heard of an announcement before it is announced.
    @Suite
    struct `An audition` {
        private static let song = Tone(500, seconds: 60)
        private static let speech = Tone(1500, seconds: 0.7)
        private static let chime = Tone(2000, seconds: 0.3)

        private struct Answer: Decodable {
            let id: String
            let seconds: Double
            let texts: [String]
            let estimatedStart: String?
            let unspoken: String?
        }

        private static func ask(
            _ store: StoreFolder, _ json: String, at path: String = "/v1/auditions"
        ) throws -> Answer {
            let answer = try DeskConnection(store.socket).ask("POST", path, json: json)
            #expect(answer.status == 201, "\(answer.body)")
            return try JSONDecoder().decode(Answer.self, from: Data(answer.body.utf8))
        }

        /// The left channel of its sound.
        private static func sound(_ store: StoreFolder, _ id: String) async throws -> [Float] {
            let folder = try TestFolder()
            let child = try await Child.start(
                "curl",
                [
                    "--silent", "--fail", "--unix-socket", store.socket, "http://x/v1/auditions/\(id)", "--output",
                    "\(folder.path)/heard.wav",
                ])
            #expect(try await child.exitCode(within: .seconds(20)) == 0)
            let bytes = try Data(contentsOf: URL(filePath: "\(folder.path)/heard.wav"))
            return bytes.withUnsafeBytes { raw in
                stride(from: 44, to: raw.count, by: 4).map {
                    Float(raw.loadUnaligned(fromByteOffset: $0, as: Int16.self)) / 0x1p15
                }
            }
        }

        private static func passages(_ samples: [Float]) throws -> (chime: Passage, words: Passage, peak: Float) {
            let words = ToneTrack(of: speech.frequency, in: samples)
            return (
                try #require(ToneTrack(of: chime.frequency, in: samples).passages().last),
                try #require(words.passages().last), words.amplitudes.max() ?? 0
            )
        }

        @Test func `sounds as what airs then, as long and as loud, and nothing airs of it`() async throws {
            let card = try await TestCard()
            let store = try StoreFolder.speaking(
                Self.speech, chime: Self.chime, song: Self.song, device: TestCard.device)
            try await RunningDaemon.run(store, asIf: "2026-11-21T09:00:00", card: card) { _ in
                try await card.hears(Self.song, within: .seconds(20))
                let audition = try Self.ask(store, #"{"text": "A child", "repeat": {"times": 3, "every": "5m"}}"#)
                #expect(audition.texts == ["A child"] && audition.unspoken == nil)
                #expect(audition.estimatedStart?.hasPrefix("2026-11-21T09:00:") == true)
                let samples = try await Self.sound(store, audition.id)
                #expect(abs(audition.seconds - Double(samples.count) / Recording.rate) < 0.01)
                let alone = try Self.passages(samples)
                #expect(try DeskConnection(store.socket).ask("GET", "/v1/announcements").body == "[]")
                #expect(ToneTrack(of: Self.speech.frequency, in: try card.recording().left).passages().isEmpty)
                let asked = try await Storecast.run([
                    "announce", "--text", "A child", "--wait", "--socket", store.socket,
                ])
                #expect(asked.code == 0, "\(asked.errors)")
                try await card.hears(Self.speech, within: .seconds(10))
                let aired = try Self.passages(try card.recording().left)
                #expect(abs((aired.words.end - aired.chime.start) - audition.seconds) < 0.01)
                #expect(abs((aired.words.start - aired.chime.start) - (alone.words.start - alone.chime.start)) < 0.01)
                #expect(abs(decibels(aired.peak, over: alone.peak)) < 0.2)
            }
        }

        @Test func `of what cannot be spoken is its chime and the reason, and a mistake is refused as it would be`()
            async throws
        {
            let store = try StoreFolder(
                facts: "chimes: { urgent: gong }\nspeech: { engine: [sh, -c, \"exit 3\", \"{voice}\"] }",
                timetable: "open 08:00\nclose 22:00\n07:00 music calm")
            try store.write(Self.song, to: "audio/music/calm/song.wav")
            try store.write(Self.chime, to: "audio/chimes/gong.wav")
            try await RunningDaemon.run(store, asIf: "2026-11-21T09:00:00") { _ in
                let audition = try Self.ask(store, #"{"text": "A child"}"#)
                #expect(audition.unspoken?.isEmpty == false)
                let samples = try await Self.sound(store, audition.id)
                #expect(abs(Double(samples.count) / Recording.rate - Self.chime.duration) < 0.001)
                #expect(ToneTrack(of: Self.chime.frequency, in: samples).passages().count == 1)
                let desk = try DeskConnection(store.socket)
                for json in [#"{"text": ""}"#, #"{"script": "no-such"}"#, #"{"text": "A", "zones": ["nowhere"]}"#] {
                    let (heard, announced) = (
                        try desk.ask("POST", "/v1/auditions", json: json),
                        try desk.ask("POST", "/v1/announcements", json: json)
                    )
                    #expect(heard.status == announced.status && heard.body == announced.body && heard.status >= 400)
                }
                for _ in 0..<8 { _ = try Self.ask(store, #"{"text": "Another"}"#) }
                #expect(try desk.ask("GET", "/v1/auditions/\(audition.id)").status == 404, "the oldest has gone")
            }
        }

        @Test func `of a script is what is written, draft or not, and its recording where that is what airs`()
            async throws
        {
            let recorded = Tone(900, seconds: 1)
            let store = try StoreFolder.speaking(
                Self.speech, chime: Self.chime, song: Self.song, device: StoreFolder.noCard)
            let text = "title Tea\nclass urgent\napproved 2026-11-01 li\n--- en\nTea is served.\n"
            try store.write(text, to: "schedules/scripts/tea.txt")
            try store.write(recorded, to: "audio/scripts/tea.wav")
            func json(_ text: String, path: String = "scripts/tea.txt", fields: String = "{}") throws -> String {
                let text = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
                return #"{"path": "\#(path)", "text": \#(text), "fields": \#(fields)}"#
            }
            try await RunningDaemon.run(store, asIf: "2026-11-21T09:00:00") { _ in
                let path = "/v1/texts/audition"
                let asAired = try await Self.sound(store, try Self.ask(store, try json(text), at: path).id)
                #expect(ToneTrack(of: recorded.frequency, in: asAired).passages().count == 1)
                let changed = text.replacing("served", with: "served here").replacing(
                    "approved 2026-11-01 li\n", with: "")
                let audition = try Self.ask(store, try json(changed), at: path)
                #expect(audition.texts == ["Tea is served here."])
                let spoken = try await Self.sound(store, audition.id)
                #expect(ToneTrack(of: recorded.frequency, in: spoken).passages().isEmpty)
                _ = try Self.passages(spoken)
                let slotted = "slots place\n--- en\nTea at {place}.\n"
                let new = "promos/offers/new.txt"
                #expect(
                    try Self.ask(store, try json(slotted, path: new, fields: #"{"place": "the roof"}"#), at: path).texts
                        == ["Tea at the roof."])
                let desk = try DeskConnection(store.socket)
                for (body, says) in [
                    (try json(slotted, path: new), "place"), (try json("class loud\n--- en\nA.\n"), "loud"),
                    (try json(text, path: "everyday.timetable"), "only scripts"),
                    (try json("--- en\n" + String(repeating: "Tea.\n", count: 2000)), "shorten it to 6000"),
                ] {
                    let answer = try desk.ask("POST", path, json: body)
                    #expect(answer.status == 422 && answer.body.contains(says), "\(answer.body)")
                }
            }
        }
    }
}
