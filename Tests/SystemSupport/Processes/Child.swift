// SPDX-License-Identifier: Apache-2.0
package import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// A child process whose output is taken as it comes.
package final class Child: Sendable {
    /// Takes what a child wrote, and when it arrived.
    package typealias Sink = @Sendable (_ bytes: UnsafeRawBufferPointer, _ arrival: Date) -> Void

    /// How long a child may take to end after a polite signal, before it is killed.
    private static let patience = Duration.seconds(5)

    package let name: String
    package let pid: Int32
    /// An instant just before its birth.
    package let launchedAt: Date
    /// All of its standard output, unless a sink took it.
    package let output: Transcript
    /// All of its standard error.
    package let errors: Transcript
    private let ending: EndingBox

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: a path, or a name to be found in the search path.
    ///   - environment: the child's, with a search path and a locale added; the test's own does not leak in.
    ///   - sink: takes the standard output instead of `output`.
    package static func start(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], sink: Sink? = nil
    ) async throws -> Child {
        let output = Transcript()
        let errors = Transcript()
        let ending = EndingBox()
        let basic = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        let variables = basic.merging(environment) { _, given in given }
        let (births, birth) = AsyncThrowingStream.makeStream(of: Int32.self)
        let launchedAt = Date()
        Task {
            do {
                let result = try await Subprocess.run(
                    program.contains("/") ? .path(FilePath(program)) : .name(program),
                    arguments: Arguments(arguments),
                    environment: .custom(variables.map { Array("\($0)=\($1)\0".utf8) }),
                    input: .none, output: .sequence, error: .sequence
                ) { execution in
                    birth.yield(execution.processIdentifier.value)
                    async let allErrors: Void = drain(execution.standardError, into: errors.take)
                    try await drain(execution.standardOutput, into: sink ?? output.take)
                    try await allErrors
                }
                ending.set(result.terminationStatus)
            } catch {
                birth.finish(throwing: error)
            }
        }
        for try await pid in births {
            let name = URL(filePath: program).lastPathComponent
            return Child(
                name: name, pid: pid, launchedAt: launchedAt, output: output, errors: errors, ending: ending)
        }
        throw CancellationError()
    }

    private init(
        name: String, pid: Int32, launchedAt: Date, output: Transcript, errors: Transcript, ending: EndingBox
    ) {
        self.name = name
        self.pid = pid
        self.launchedAt = launchedAt
        self.output = output
        self.errors = errors
        self.ending = ending
    }

    private static func drain(_ sequence: SubprocessOutputSequence, into sink: Sink) async throws {
        for try await chunk in sequence {
            let arrival = Date()
            chunk.withUnsafeBytes { sink($0, arrival) }
        }
    }

    package var isRunning: Bool { ending.value == nil }

    package func send(_ signal: Int32) {
        guard isRunning else { return }
        kill(pid, signal)
    }

    /// Waits until the child is gone, however it ended.
    package func end(within limit: Duration) async throws {
        _ = try await ending(within: limit)
    }

    /// Waits until the child has ended by itself and all it wrote has been read.
    package func exitCode(within limit: Duration) async throws -> Int32 {
        switch try await ending(within: limit) {
        case .exited(let code): return code
        case .signaled(let signal): throw Obstacle("\(name) was ended by signal \(signal): \(errors.text)")
        }
    }

    private func ending(within limit: Duration) async throws -> TerminationStatus {
        try await eventually("\(name) ends", within: limit) { ending.value }
    }

    /// Ends the child whatever it does; also from a cancelled task.
    package func stop() async {
        send(SIGTERM)
        let limit = ContinuousClock.now + Self.patience
        while isRunning, ContinuousClock.now < limit {
            await Task { try? await Task.sleep(for: .milliseconds(10)) }.value
        }
        send(SIGKILL)
    }
}

/// How a child ended, once it has.
private final class EndingBox: Sendable {
    private let ending = Mutex<TerminationStatus?>(nil)

    var value: TerminationStatus? { ending.withLock { $0 } }

    func set(_ value: TerminationStatus) {
        ending.withLock { $0 = value }
    }
}
