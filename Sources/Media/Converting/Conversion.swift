// SPDX-License-Identifier: Apache-2.0
import Glibc
import Subprocess
import SystemPackage

/// One run of ffmpeg, which makes a FLAC file of the first sound in a file.
struct Conversion: Sendable {
    /// How much of what ffmpeg says is kept, from its end.
    private static let sayingBytes = 300
    /// How long a run that is stopped may take to end by itself.
    private static let gracePeriod = Duration.milliseconds(200)
    /// What a shell and `nice` answer for a program that is not there.
    private static let missingCode: Int32 = 127

    let program: String
    let deadline: Duration
    let sizeLimitBytes: Int
    let clock: any Clock<Duration>

    /// Converts; what was written of a run that failed is left to the caller.
    func run(from source: String, to target: String) async -> Result<Void, MediaError> {
        let outcome = await withTaskGroup(of: Result<Void, MediaError>?.self) { group in
            group.addTask { await attempt(from: source, to: target) }
            group.addTask {
                // A cancelled sleep means that ffmpeg came first; its result is already taken.
                try? await clock.sleep(for: deadline)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        let late = MediaError.notConverted(path: source, detail: "it took longer than \(deadline)")
        return outcome ?? .failure(late)
    }

    private func attempt(from source: String, to target: String) async -> Result<Void, MediaError> {
        do {
            let result = try await Subprocess.run(
                .name("nice"), arguments: Arguments(arguments(from: source, to: target)),
                platformOptions: Self.ownProcessGroup, input: .none, output: .discarded, error: .sequence
            ) { execution in
                var tail: [UInt8] = []
                for try await chunk in execution.standardError {
                    unsafe chunk.withUnsafeBytes { unsafe tail += $0 }
                    tail = tail.suffix(Self.sayingBytes)
                }
                return tail
            }
            return ended(result.terminationStatus, saying: result.closureResult, source, target)
        } catch {
            return .failure(.notConverted(path: source, detail: "\(error)"))
        }
    }

    private func ended(
        _ status: TerminationStatus, saying bytes: [UInt8], _ source: String, _ target: String
    ) -> Result<Void, MediaError> {
        let saying =
            String(decoding: bytes, as: UTF8.self)
            .split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        switch status {
        case .exited(0): break
        case .exited(Self.missingCode): return .failure(.converterMissing(path: source))
        default: return .failure(.notConverted(path: source, detail: saying.isEmpty ? "\(status)" : saying))
        }
        var file = stat()
        guard unsafe stat(target, &file) == 0, file.st_size > 0 else {
            return .failure(.notConverted(path: source, detail: "it gave no sound"))
        }
        guard Int(file.st_size) < sizeLimitBytes else {
            return .failure(.notConverted(path: source, detail: "it would be larger than \(sizeLimitBytes >> 20) MB"))
        }
        return .success(())
    }

    /// It reads local files only, whatever a playlist in disguise says, and gives way to everybody.
    private func arguments(from source: String, to target: String) -> [String] {
        [
            "-n", "19", program, "-nostdin", "-v", "error", "-protocol_whitelist", "file", "-i", "file:\(source)",
            "-map", "0:a:0", "-c:a", "flac", "-f", "flac", "-fs", "\(sizeLimitBytes)", "-y", "file:\(target)",
        ]
    }

    private static var ownProcessGroup: PlatformOptions {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: gracePeriod)
        ]
        return options
    }
}
