// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// A daemon on a store, for as long as a scope lasts.
package final class RunningDaemon: Sendable {
    /// How soon the control socket must answer.
    private static let startLimit = Duration.seconds(15)

    package let child: Child
    /// When the process began, by the kernel's account: the instant at which its as-if clock was set.
    package let startedAt: Date
    private let socket: String

    /// Runs `body` while a daemon runs and its control socket answers; ends the daemon afterwards, whatever happens.
    ///
    /// - Parameters:
    ///   - asIf: what its clock shows at the start: `2026-11-21T07:59:50`.
    ///   - sound: the sound server whose device the store plays to.
    package static func run<Result>(
        _ store: StoreFolder, asIf: String, sound: SoundServer? = nil,
        _ body: (RunningDaemon) async throws -> Result
    ) async throws -> Result {
        try await run(store, ["--as-if", asIf], environment: sound?.environment ?? [:], body)
    }

    /// Runs `body` while a daemon runs with more options and variables.
    package static func run<Result>(
        _ store: StoreFolder, _ options: [String], environment: [String: String],
        _ body: (RunningDaemon) async throws -> Result
    ) async throws -> Result {
        let child = try await Child.start(
            Storecast.program(), ["daemon"] + options + store.places, environment: environment)
        do {
            let daemon = try RunningDaemon(child, socket: store.socket)
            try await daemon.answers()
            let result = try await body(daemon)
            await child.stop()
            return result
        } catch {
            await child.stop()
            throw Obstacle("\(error)\nthe daemon said:\n\(child.output.text)\(child.errors.text)")
        }
    }

    private init(_ child: Child, socket: String) throws {
        self.child = child
        self.socket = socket
        startedAt = max(child.launchedAt, try ProcessFigures.birth(of: child.pid))
    }

    /// Its log so far.
    package var log: String { child.output.text }

    /// What it does now.
    package func status() async throws -> StatusReport {
        let answer = try await Storecast.run(["status", "--json", "--socket", socket])
        guard answer.code == 0 else { throw Obstacle("status ended with \(answer.code): \(answer.errors)") }
        return try JSONDecoder().decode(StatusReport.self, from: Data(answer.output.utf8))
    }

    /// Waits until the control socket answers.
    package func answers() async throws {
        _ = try await eventually("the control socket answers", within: Self.startLimit) {
            try await Storecast.run(["status", "--socket", socket]).code == 0 ? true : nil
        }
    }

    /// Waits until the status is as wished.
    @discardableResult
    package func status(
        within limit: Duration, _ what: String, _ condition: (StatusReport) -> Bool
    ) async throws -> StatusReport {
        try await eventually(what, within: limit, every: .milliseconds(100)) {
            let status = try await status()
            return condition(status) ? status : nil
        }
    }

    /// Waits until the log says something.
    package func says(_ text: String, within limit: Duration) async throws {
        _ = try await eventually("the daemon says \"\(text)\"", within: limit) { log.contains(text) ? true : nil }
    }

    /// Waits until the station's clock is so many seconds past the start.
    package func run(until seconds: Double) async throws {
        try await Task.sleep(for: .seconds(max(0, startedAt.timeIntervalSinceNow + seconds)))
    }
}
