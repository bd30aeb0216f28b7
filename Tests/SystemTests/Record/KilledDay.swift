// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import TestSupport

/// A day on which the daemon is killed again and again: one seed, the same instants.
struct KilledDay: Sendable {
    /// How a life ended, on CLOCK_MONOTONIC, and what it left.
    struct Past: Sendable {
        let life: KilledStore.Life
        let killed: Int64
        let record: KeptRecord?
        /// The messages that were acknowledged until then.
        let acknowledged: [KilledDesk.Message]
    }

    /// When a life ends.
    private struct Death {
        /// After its birth.
        let kill: Duration
        /// When it is asked to stop before, so that the kill comes while it fades out.
        let stop: Duration?

        /// Nearly half end while they start, some while they fade out, the rest in the middle of things.
        ///
        /// - Parameter start: how long a start takes.
        init(_ random: inout Seeded, start: Duration) {
            let kind = Int.random(in: 0..<100, using: &random)
            let part = Double.random(in: 0..<1, using: &random)
            switch kind {
            case 0..<45: (kill, stop) = (.milliseconds(3) + start * part, nil)
            case 45..<82: (kill, stop) = (start + .seconds(0.6 * part), nil)
            case 82..<94: (kill, stop) = (start + .seconds(0.8 + part), nil)
            default:
                let stop = start + .seconds(Double.random(in: 0..<0.5, using: &random))
                (kill, self.stop) = (stop + .seconds(0.5 * part), stop)
            }
        }
    }

    /// The first life is not cut off, as that of a store is not, and nor is the last.
    private static let firstLife = Duration.seconds(3), lastLimit = Duration.seconds(40)
    /// A start takes as long as that on a machine that does hardly anything else, and no longer is waited for.
    private static let longestStart = Duration.milliseconds(500)
    private static let reapLimit = Duration.seconds(5)

    let store: KilledStore
    let desk: KilledDesk
    private(set) var past: [Past] = []
    /// When the last life was told to end, on CLOCK_MONOTONIC, and the life.
    private(set) var stopped: (life: KilledStore.Life, at: Int64)?
    private(set) var lastRecord: KeptRecord?

    init() async throws {
        store = try await KilledStore()
        desk = KilledDesk(socket: store.folder.socket)
    }

    /// Kills so often, and then lets it play until all that was acknowledged is over.
    ///
    /// - Parameter start: how long a start takes; measured, where it is nil.
    /// - Returns: how long a start takes.
    mutating func live(kills: Int, seed: UInt64, start: Duration?) async throws -> Duration {
        var random = Seeded(seed)
        try await live(Self.firstLife, &random)
        let measured = try store.card.recording(after: .max).events.first { $0.name == "start" }.map {
            Duration.nanoseconds($0.at - past[0].life.born)
        }
        let start = start ?? min(measured ?? Self.longestStart, Self.longestStart)
        for _ in 0..<kills {
            let death = Death(&random, start: start)
            try await live(death.stop ?? death.kill, &random, grace: death.stop.map { death.kill - $0 })
        }
        try await liveOut()
        return start
    }

    /// One life that is killed.
    ///
    /// - Parameters:
    ///   - span: how long after its birth it is killed, or asked to stop.
    ///   - grace: how long after it was asked to stop it is killed; nil where it is not asked.
    private mutating func live(
        _ span: Duration, _ random: inout Seeded, grace: Duration? = nil
    ) async throws {
        let seeds = (0..<KilledDesk.clients).map { _ in random.next() }
        let life = try await store.start()
        let isOver = Flag()
        let desk = desk
        async let work: [Void] = onThreads(seeds.count) { desk.work(Seeded(seeds[$0])) { isOver.isSet } }
        try await Self.sleep(until: life.born, span)
        if let grace {
            life.child.send(SIGTERM)
            try await Task.sleep(for: grace)
        }
        let killed = KilledStore.monotonic
        life.child.send(SIGKILL)
        isOver.set()
        try await life.child.end(within: Self.reapLimit)
        _ = try await work
        past.append(
            Past(
                life: life, killed: killed, record: try store.record(),
                acknowledged: desk.messages.filter { $0.id != nil }))
    }

    /// The last life, in which all comes to its end.
    private mutating func liveOut() async throws {
        let life = try await store.start()
        do {
            _ = try await eventually("the last daemon answers", within: .seconds(15)) {
                // It does not listen yet.
                try? DeskConnection(store.folder.socket)
            }
            try desk.finish()
            _ = try await eventually(
                "all that was acknowledged is over", within: Self.lastLimit, every: .milliseconds(500)
            ) {
                try isAllOver() ? true : nil
            }
            // What was on air when a daemon was killed may be heard as late.
            try await Task.sleep(for: .seconds(KilledStore.lateness + 2))
            stopped = (life, KilledStore.monotonic)
            await life.child.stop()
            try await life.child.end(within: Self.reapLimit)
        } catch {
            await life.child.stop()
            throw Obstacle("\(error)\nthe daemon said:\n\(life.child.output.text)\(life.child.errors.text)")
        }
        lastRecord = try store.record()
    }

    private func isAllOver() throws -> Bool {
        let over = try KilledDesk.over(DeskConnection(store.folder.socket))
        return Set(desk.messages.compactMap(\.id)).isSubset(of: over)
    }

    private static func sleep(until born: Int64, _ span: Duration) async throws {
        let rest = Duration.nanoseconds(born - KilledStore.monotonic) + span
        if rest > .zero { try await Task.sleep(for: rest) }
    }
}
