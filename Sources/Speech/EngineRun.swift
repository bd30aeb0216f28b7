// SPDX-License-Identifier: Apache-2.0
import Glibc
import Subprocess
import Synchronization
import SystemPackage

/// One call of the speech engine.
struct EngineRun: Sendable {
    /// How much of what the engine says on its standard error is kept, from its end.
    static let stderrTailBytes = 500

    /// How long an engine that is stopped may take to end by itself.
    static let gracePeriod: Duration = .milliseconds(200)

    let command: EngineCommand
    let deadline: Duration
    let sizeLimit: Int
    let clock: any Clock<Duration>

    /// Lets the engine read `input` and gives the WAV that it writes, with true lengths.
    ///
    /// When this returns, the engine has ended, with all it had started.
    func wave(for input: String) async -> Result<[UInt8], SpeechError> {
        let outcome = await withTaskGroup(of: Result<[UInt8], SpeechError>?.self) { group in
            group.addTask { await attempt(input) }
            group.addTask {
                // A cancelled sleep means that the engine came first; its result is already taken.
                try? await clock.sleep(for: deadline)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        return outcome ?? .failure(.timedOut(engine: command.executable, deadline: deadline))
    }

    private func attempt(_ input: String) async -> Result<[UInt8], SpeechError> {
        // The engine leads its process group. What it leaves there keeps the group's number from being given away.
        let group = Mutex<pid_t?>(nil)
        defer { if let group = group.withLock({ $0 }) { _ = kill(-group, SIGKILL) } }
        do {
            let text = try TextFile(input)
            defer { text.close() }
            let result = try await run(
                executable, arguments: Arguments(command.arguments), platformOptions: Self.ownProcessGroup,
                input: .fileDescriptor(text.descriptor, closeAfterSpawningProcess: false),
                output: .bytes(limit: sizeLimit), error: .sequence
            ) { execution in
                group.withLock { $0 = execution.processIdentifier.value }
                var tail: [UInt8] = []
                for try await chunk in execution.standardError {
                    chunk.withUnsafeBytes { tail += $0 }
                    tail = tail.suffix(Self.stderrTailBytes)
                }
                return tail
            }
            let said = Self.sentence(result.closureResult)
            return switch result.terminationStatus {
            case .exited(0): judged(result.standardOutput, said: said)
            case .exited(let code):
                .failure(.exited(engine: command.executable, code: Int(code), stderrTail: said))
            case .signaled(let signal): .failure(.crashed(engine: command.executable, signal: Int(signal)))
            }
        } catch {
            return .failure(failure(error))
        }
    }

    /// What an engine gave that ended well.
    private func judged(_ output: [UInt8], said: String) -> Result<[UInt8], SpeechError> {
        guard let wave = WAVE.repaired(output) else {
            return .failure(.noAudio(engine: command.executable, stderrTail: said))
        }
        guard !WAVE.isSilent(wave) else {
            return .failure(.onlySilence(engine: command.executable, stderrTail: said))
        }
        return .success(wave)
    }

    private func failure(_ error: any Error) -> SpeechError {
        switch (error as? SubprocessError)?.code {
        case .executableNotFound: .engineMissing(engine: command.executable)
        case .outputLimitExceeded: .tooLarge(engine: command.executable, limitBytes: sizeLimit)
        default: .engineFailed(engine: command.executable, detail: "\(error)")
        }
    }

    private var executable: Executable {
        command.executable.contains("/") ? .path(FilePath(command.executable)) : .name(command.executable)
    }

    /// An engine may be a script: stopping it stops what it has started, too.
    private static var ownProcessGroup: PlatformOptions {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: gracePeriod)
        ]
        return options
    }

    private static func sentence(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
            .split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
