// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Speech

@Suite struct SynthesizerTests {
    private func synthesizer(_ engine: EngineFixture, arguments: [String] = []) -> Synthesizer {
        Synthesizer(settings: engine.settings(arguments: arguments), cacheDirectory: engine.cacheDirectory)
    }

    private func files(_ spoken: SpokenText) -> [String] {
        spoken.pieces.compactMap { piece in
            if case .file(let path) = piece { path } else { nil }
        }
    }

    @Test func `a text becomes its phrases and the pauses between them`() async throws {
        let engine = try EngineFixture()
        let spoken = try await synthesizer(engine, arguments: ["-m"]).audio(
            for: SpeechRequest(language: "en", text: "Attention | a *red* bag || thank you"))
        let paths = files(spoken)
        #expect(paths.count == 3)
        #expect(
            spoken.pieces == [
                .file(path: paths[0]), .pause(.milliseconds(250)), .file(path: paths[1]),
                .pause(.milliseconds(600)), .file(path: paths[2]),
            ])
        #expect(
            engine.log().sorted() == [
                "-m -v en-gb <Attention>",
                "-m -v en-gb <a <prosody rate=\"80%\"><emphasis level=\"strong\">red</emphasis></prosody> bag>",
                "-m -v en-gb <thank you>",
            ])
        let sound = try Data(contentsOf: URL(filePath: paths[0]))
        #expect(Array(sound) == EngineFixture.wave(sound: EngineFixture.speech))
    }

    @Test func `a phrase that was spoken before is not spoken again, not even after a restart`() async throws {
        let engine = try EngineFixture()
        let request = SpeechRequest(language: "en", text: "Welcome | Welcome")
        let first = try await synthesizer(engine).audio(for: request)
        let second = try await synthesizer(engine).audio(for: request)
        #expect(first == second)
        #expect(engine.log().count == 1)
    }

    @Test func `another voice or another command is another sound`() async throws {
        let engine = try EngineFixture()
        let english = try await synthesizer(engine).audio(for: SpeechRequest(language: "en", text: "Hello"))
        let chinese = try await synthesizer(engine).audio(for: SpeechRequest(language: "zh", text: "Hello"))
        let faster = try await synthesizer(engine, arguments: ["-s", "200"]).audio(
            for: SpeechRequest(language: "en", text: "Hello"))
        #expect(Set(files(english) + files(chinese) + files(faster)).count == 3)
    }

    @Test func `what is written is read before the engine gets it, by the store's words, which are part of the sound`()
        async throws
    {
        let engine = try EngineFixture()
        let request = SpeechRequest(language: "zh", text: "长乐专柜 | 9:05 | 电话13800138000，¥19.90")
        let plain = try await synthesizer(engine).audio(for: request)
        let store = Synthesizer(
            settings: engine.settings(), pronunciations: [Pronunciation(written: "长乐", spoken: "常乐")],
            cacheDirectory: engine.cacheDirectory)
        let corrected = try await store.audio(for: request)
        #expect(
            Set(engine.log()) == [
                "-v cmn <长乐专柜>", "-v cmn <常乐专柜>", "-v cmn <九点零五分>", "-v cmn <电话幺三八，零零幺三，八零零零，十九元九角>",
            ])
        #expect(Set(files(plain)).intersection(files(corrected)).count == 2)
    }

    @Test func `a voice that hangs is not waited for phrase by phrase`() async throws {
        let engine = try EngineFixture(
            "case \"$*\" in *cmn*) printf x >> \"${wav%/*}/hangs\"; sleep 1000;; *) cat \"$wav\";; esac")
        let settings = engine.settings()
        let hangs = engine.path + "/hangs"
        let synthesizer = Synthesizer(
            settings: settings, cacheDirectory: engine.cacheDirectory,
            clock: EventClock {
                // Both engines that may run at once.
                FileManager.default.contents(atPath: hangs)?.count ?? 0 >= Synthesizer.maximumEngines
            })
        let phrases = (1...9).map { "第\($0)句" }.joined(separator: " | ")
        await #expect(throws: SpeechError.timedOut(engine: settings.engine[0], deadline: settings.deadline)) {
            _ = try await synthesizer.audio(for: SpeechRequest(language: "zh", text: phrases))
        }
        try FileManager.default.removeItem(atPath: hangs)
        // Another voice stands behind them in line, and is heard.
        _ = try await synthesizer.audio(for: SpeechRequest(language: "en", text: "Hello"))
        #expect(engine.log().count { $0.contains("cmn") } <= Synthesizer.maximumEngines)
        // It is tried again by who comes later.
        try Data("x".utf8).write(to: URL(filePath: hangs))
        _ = try? await synthesizer.audio(for: SpeechRequest(language: "zh", text: "再来"))
        #expect(engine.log().contains { $0.contains("再来") })
    }

    @Test func `requests at the same time share one run of the engine`() async throws {
        let engine = try EngineFixture()
        let synthesizer = synthesizer(engine)
        let request = SpeechRequest(language: "en", text: "Hello")
        let spoken = try await withThrowingTaskGroup(of: SpokenText.self) { group in
            for _ in 0..<10 { group.addTask { try await synthesizer.audio(for: request) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(spoken.count == 10)
        #expect(engine.log().count == 1)
    }

    @Test func `a cached file that lost its end is spoken again`() async throws {
        let engine = try EngineFixture()
        let synthesizer = synthesizer(engine)
        let request = SpeechRequest(language: "en", text: "Hello")
        let path = try #require(files(try await synthesizer.audio(for: request)).first)
        let whole = try Data(contentsOf: URL(filePath: path))
        for damage in [Data(), whole.prefix(100), Data(count: whole.count)] {
            try damage.write(to: URL(filePath: path))
            _ = try await synthesizer.audio(for: request)
            #expect(try Data(contentsOf: URL(filePath: path)) == whole)
        }
        #expect(engine.log().count == 4)
    }

    @Test func `a failure is not kept: the next request tries again`() async throws {
        let engine = try EngineFixture()
        let synthesizer = synthesizer(engine)
        let request = SpeechRequest(language: "en", text: "Hello")
        try engine.setSound([])
        await #expect(throws: SpeechError.self) { try await synthesizer.audio(for: request) }
        try engine.setSound(EngineFixture.wave(sound: EngineFixture.speech))
        #expect(files(try await synthesizer.audio(for: request)).count == 1)
    }

    @Test func `a text without a word and a language without a voice are refused`() async throws {
        let engine = try EngineFixture()
        let synthesizer = synthesizer(engine)
        await #expect(throws: SpeechError.nothingToSay) {
            try await synthesizer.audio(for: SpeechRequest(language: "en", text: " | "))
        }
        await #expect(throws: SpeechError.noVoice(language: "fr")) {
            try await synthesizer.audio(for: SpeechRequest(language: "fr", text: "Bonjour"))
        }
        #expect(engine.log().isEmpty)
    }

    @Test func `a cache that cannot be written is named`() async throws {
        let engine = try EngineFixture()
        let synthesizer = Synthesizer(settings: engine.settings(), cacheDirectory: engine.path + "/engine")
        let error = await #expect(throws: SpeechError.self) {
            try await synthesizer.audio(for: SpeechRequest(language: "en", text: "Hello"))
        }
        guard case .cacheFailed(let path, "File exists") = try #require(error) else {
            Issue.record("another error")
            return
        }
        #expect(path.hasPrefix(engine.path + "/engine/"))
    }

    @Test(.timeLimit(.minutes(1))) func `espeak-ng speaks English and Chinese`() async throws {
        let engine = try EngineFixture()
        let synthesizer = Synthesizer(settings: SpeechSettings(), cacheDirectory: engine.cacheDirectory)
        for (language, text) in [("en", "Fish & chips are *half* price"), ("zh", "各位顾客请注意")] {
            let spoken = try await synthesizer.audio(for: SpeechRequest(language: language, text: text))
            let path = try #require(files(spoken).first)
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            #expect(WAVE.isComplete(header: Array(bytes.prefix(12)), fileBytes: bytes.count))
            // Half a second of 16-bit sound at 22.05 kHz at least.
            #expect(bytes.count > 22_050)
            #expect(bytes.dropFirst(44).contains { $0 != 0 })
        }
    }
}
