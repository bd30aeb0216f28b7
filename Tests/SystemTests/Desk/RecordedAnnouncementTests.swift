// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What somebody recorded, as it is heard at the card, and what they are told when it cannot be.
    @Suite
    struct `A recording that is announced` {
        private static let song = Tone(500, seconds: 60)
        private static let message = Tone(1500, seconds: 2)
        private static let spoken = Tone(1000, seconds: 2)
        private static let chime = Tone(2000, seconds: 0.3)

        private static func makeStore(device: String = StoreFolder.noCard, language: String = "en") throws
            -> StoreFolder
        {
            try StoreFolder.speaking(spoken, chime: chime, song: song, device: device, language: language)
        }

        /// The message as a telephone might record it: far too quiet, with silence around it.
        private static func recording(silence seconds: Double, decibels: Float) -> Data {
            let silence = [Float](repeating: 0, count: Int(seconds * 48_000))
            let gain = pow(10, decibels / 20)
            return wave(silence + message.samples.map { $0 * gain } + silence)
        }

        /// Samples as a mono WAV file of 16 bits.
        private static func wave(_ samples: [Float]) -> Data {
            WaveFile.data(of: samples.map { Int16(($0 * 32_767).rounded()) }, channels: 1)
        }

        @Test func `is heard behind its chime without its silence, as loud as speech`() async throws {
            let store = try Self.makeStore(device: TestCard.device)
            try store.write(Self.recording(silence: 20, decibels: -12), to: "padded.wav")
            let card = try await TestCard("formats S32_LE")
            try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:10", card: card) { _ in
                try await card.hears(Self.song, within: .seconds(15))
                for source in [["--file", store.path("padded.wav")], ["--text", "Hello"]] {
                    let answer = try await Storecast.run(["announce", "--wait", "--socket", store.socket] + source)
                    #expect(answer.code == 0, "\(answer.errors)")
                    #expect(answer.output.hasSuffix("done\n"))
                }
                try await Task.sleep(for: .seconds(1))
            }
            let heard = try card.recording()
            let tracks = [Self.song, Self.chime, Self.message, Self.spoken].map {
                ToneTrack(of: $0.frequency, in: heard.left)
            }
            let chime = try #require(tracks[1].passages().first)
            let message = try #require(tracks[2].passages().first)
            let spoken = try #require(tracks[3].passages().first)
            // 300 ms after a chime, and what is kept before the first sound.
            #expect((0.3...0.6).contains(message.start - chime.end), "\(message.start - chime.end) s")
            #expect(abs(message.duration - Self.message.duration) < 0.03)
            let level = try #require(
                LevelTrack(of: [tracks[2]]).median(from: message.start + 0.2, to: message.end - 0.2))
            let speech = try #require(
                LevelTrack(of: [tracks[3]]).median(from: spoken.start + 0.2, to: spoken.end - 0.2))
            // BS.1770 weighs 1500 Hz some tenths more than 1000 Hz.
            #expect(abs(decibels(level, over: speech)) < 1.5)
            #expect(ClickSearch.clicks(in: heard.left, of: tracks).isEmpty)
        }

        @Test func `is kept over a restart, and sent twice it is the same`() async throws {
            let store = try Self.makeStore()
            try store.write(Self.recording(silence: 1, decibels: 0), to: "message.wav")
            var ids: [String] = []
            for _ in 0..<2 {
                try await RunningDaemon.run(store, asIf: "2026-11-21T09:00:00") { _ in
                    let answer = try await Self.post("message.wav", of: store)
                    #expect(answer.hasPrefix("HTTP/1.1 201"), "\(answer)")
                    ids.append(String(try #require(answer.firstMatch(of: #/"id":"([0-9a-f]{32})"/#)).1))
                    #expect(answer.lowercased().contains("location: /v1/recordings/\(ids[0])"))
                    #expect(answer.contains(#""trimmed":1.58"#), "\(answer)")
                    let facts = try await Self.curl(["http://storecast/v1/recordings/\(ids[0])"], of: store)
                    #expect(facts.contains(#""duration":2.42"#), "\(facts)")
                    let announced = try await Self.curl(
                        ["--json", #"{"audio": "\#(ids[0])"}"#, "http://storecast/v1/announcements"], of: store)
                    #expect(announced.contains(#""name":"recording \#(ids[0].prefix(4))""#), "\(announced)")
                }
            }
            #expect(ids[0] == ids[1])
            let files = try FileManager.default.contentsOfDirectory(atPath: store.path("state/recordings"))
            #expect(files.sorted() == ["\(ids[0]).flac", "\(ids[0]).json", "incoming"])
        }

        @Test(arguments: ["en", "zh"])
        func `is refused with what to do when it cannot be heard, in the store's language`(
            language: String
        ) async throws {
            let store = try Self.makeStore(language: language)
            let refused: [(name: String, content: Data, en: String, zh: String)] = [
                (
                    "silent", Self.wave([Float](repeating: 0, count: 96_000)), "has no sound; see that the microphone",
                    "没有声音"
                ),
                ("text", Data("Hello".utf8), "not audio that can be decoded", "不是可以解码的音频"),
                ("quiet", Self.recording(silence: 0, decibels: -40), "too quiet", "太轻"),
                ("broken", Self.recording(silence: 0, decibels: 0).prefix(96_044), "breaks off after 1.0 s", "1.0 秒处"),
                ("large", Data(count: 20 << 20 | 1), "20 are the most", "最多 20 MiB"),
                ("empty", Data(), "the file holds no sound", "文件里没有声音"),
            ]
            try await RunningDaemon.run(store, asIf: "2026-11-21T09:00:00") { daemon in
                for (name, content, en, zh) in refused {
                    try store.write(content, to: name)
                    let answer = try await Storecast.run(
                        ["announce", "--file", store.path(name), "--socket", store.socket])
                    #expect(answer.code == 1, "\(name): \(answer.output)")
                    #expect(answer.errors.contains(language == "en" ? en : zh), "\(answer.errors)")
                }
                let missing = try await Storecast.run([
                    "announce", "--file", store.path("none"), "--socket", store.socket,
                ])
                #expect(missing.errors.contains(language == "en" ? "there is no such file" : "没有这个文件"))
                #expect(try await daemon.status().queue.isEmpty)
                let left = try FileManager.default.contentsOfDirectory(atPath: store.path("state/recordings/incoming"))
                #expect(left.isEmpty)
            }
        }

        @Test func `is stored nowhere where the state folder may not be written, and the answer is 507`() async throws {
            let store = try Self.makeStore()
            try store.write(Self.recording(silence: 0, decibels: 0), to: "message.wav")
            // A file where the folder would be: no user may make a folder there, root neither.
            try store.write("", to: "state/recordings")
            try await RunningDaemon.run(store, asIf: "2026-11-21T09:00:00") { _ in
                let answer = try await Self.post("message.wav", of: store)
                #expect(answer.hasPrefix("HTTP/1.1 507"), "\(answer)")
                #expect(answer.contains("Not a directory") && answer.contains("room"), "\(answer)")
            }
        }

        // MARK: Asking

        private static func post(_ name: String, of store: StoreFolder) async throws -> String {
            try await curl(
                ["-i", "--data-binary", "@\(store.path(name))", "http://storecast/v1/recordings"], of: store)
        }

        private static func curl(_ words: [String], of store: StoreFolder) async throws -> String {
            let child = try await Child.start("curl", ["-s", "--unix-socket", store.socket] + words)
            _ = try await child.exitCode(within: .seconds(20))
            return child.output.text
        }
    }
}
