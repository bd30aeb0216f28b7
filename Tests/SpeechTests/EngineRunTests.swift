// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Speech

@Suite(.timeLimit(.minutes(1))) struct EngineRunTests {
    private func run(
        _ settings: SpeechSettings, clock: any Clock<Duration> = ContinuousClock(), text: String = "Hello"
    ) async throws -> Result<[UInt8], SpeechError> {
        let command = try #require(EngineCommand(settings, voice: "en-gb"))
        return await EngineRun(
            command: command, deadline: settings.deadline, sizeLimit: settings.sizeLimit, clock: clock
        )
        .wave(for: text)
    }

    private func failure(_ result: Result<[UInt8], SpeechError>) throws -> SpeechError {
        guard case .failure(let error) = result else {
            Issue.record("it spoke")
            return .nothingToSay
        }
        return error
    }

    @Test func `an engine that is not installed is missing`() async throws {
        for engine in ["storecast-no-such-engine", "/nowhere/engine"] {
            let result = try await run(SpeechSettings(engine: [engine]))
            let error = try failure(result)
            #expect(error == .engineMissing(engine: engine))
            #expect(error.description.contains(engine))
        }
    }

    @Test func `an engine that fails says why in its own last words`() async throws {
        let engine = try EngineFixture("echo noise; seq 10000 >&2; echo 'no such voice' >&2; exit 3")
        let settings = engine.settings()
        let error = try failure(try await run(settings))
        guard case .exited(settings.engine[0], 3, let tail) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(tail.hasSuffix("9999 10000 no such voice"))
        #expect(tail.utf8.count <= EngineRun.stderrTailBytes)
    }

    @Test func `an engine that ends without reading its text is judged by how it ended`() async throws {
        let text = String(repeating: "word ", count: 100_000)
        let settings = SpeechSettings(engine: ["false"])
        #expect(
            try failure(try await run(settings, text: text))
                == .exited(engine: "false", code: 1, stderrTail: ""))
    }

    @Test func `an engine that crashes is told from one that fails`() async throws {
        let engine = try EngineFixture("kill -SEGV $$")
        let settings = engine.settings()
        #expect(try failure(try await run(settings)) == .crashed(engine: settings.engine[0], signal: 11))
    }

    @Test func `an engine that hangs is killed at the deadline, with what it has started`() async throws {
        // It does not even listen to a polite request to end.
        let engine = try EngineFixture("trap '' TERM; sleep 1000 & echo $! > \"${wav%/*}/child\"; sleep 1000")
        let settings = engine.settings(deadline: .seconds(20))
        let childFile = engine.path + "/child"
        let clock = EventClock { (try? Data(contentsOf: URL(filePath: childFile)))?.last == 10 }
        let result = try await run(settings, clock: clock)
        #expect(try failure(result) == .timedOut(engine: settings.engine[0], deadline: .seconds(20)))
        let child = try String(contentsOfFile: childFile, encoding: .utf8).dropLast()
        while isAlive(String(child)) { await Task.yield() }
    }

    @Test func `what an engine leaves running when it has spoken is ended`() async throws {
        let engine = try EngineFixture(
            "sleep 1000 </dev/null >/dev/null 2>&1 & echo $! > \"${wav%/*}/child\"; cat \"$wav\"")
        _ = try await run(engine.settings()).get()
        let child = try String(contentsOfFile: engine.path + "/child", encoding: .utf8).dropLast()
        while isAlive(String(child)) { await Task.yield() }
    }

    /// Whether a process runs; one that has ended may still be listed, as a zombie.
    private func isAlive(_ process: String) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
            return false
        }
        return !status.contains(") Z")
    }

    @Test func `an engine that never stops talking is killed at the limit`() async throws {
        let engine = try EngineFixture("cat \"$wav\"; exec cat /dev/zero")
        let settings = engine.settings(sizeLimit: 100_000)
        #expect(
            try failure(try await run(settings))
                == .tooLarge(engine: settings.engine[0], limitBytes: 100_000))
    }

    @Test(arguments: [":", "echo hello", "head -c 44 \"$wav\"", "head -c 20 \"$wav\""])
    func `an engine that gives no sound says so`(commands: String) async throws {
        let engine = try EngineFixture(commands + "; echo 'cannot speak' >&2")
        let settings = engine.settings()
        #expect(
            try failure(try await run(settings))
                == .noAudio(engine: settings.engine[0], stderrTail: "cannot speak"))
    }

    @Test(arguments: [[0, 0], [7, 7], [0x12, 0x34]] as [[UInt8]])
    func `an engine that gives only silence has failed`(frame: [UInt8]) async throws {
        let engine = try EngineFixture("cat \"$wav\"; echo 'voice not found' >&2")
        try engine.setSound(EngineFixture.wave(sound: (0..<5_000).flatMap { _ in frame }))
        let settings = engine.settings()
        let error = try failure(try await run(settings))
        #expect(error == .onlySilence(engine: settings.engine[0], stderrTail: "voice not found"))
        #expect(error.problem.hasSuffix("gave only silence, saying: voice not found"))
    }

    @Test func `an engine that complains without end is killed at the deadline`() async throws {
        let engine = try EngineFixture("echo ready > \"${wav%/*}/ready\"; exec yes complaint >&2")
        let settings = engine.settings()
        let ready = engine.path + "/ready"
        let result = try await run(settings, clock: EventClock { FileManager.default.fileExists(atPath: ready) })
        #expect(try failure(result) == .timedOut(engine: settings.engine[0], deadline: settings.deadline))
    }

    @Test(arguments: [0, 0x7fff_f000, 0xffff_ffff] as [UInt32])
    func `a wave of unknown length gets its true one`(announced: UInt32) async throws {
        let engine = try EngineFixture()
        let sound = (0..<1_000).map { UInt8($0 % 251) }
        // Half a sample more, which is not kept.
        try engine.setSound(EngineFixture.wave(sound: sound + [9], announced: announced))
        let result = try await run(engine.settings())
        #expect(try result.get() == EngineFixture.wave(sound: sound))
    }
}
