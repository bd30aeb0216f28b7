// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Simulation

/// Whatever happens in a store, the promises hold.
@Suite struct SimulationTests {
    private static let fixed: ClosedRange<UInt64> = 1...50
    /// Others in each run of the tests; printed, so that they can be run again.
    private static let fresh: [UInt64] = {
        var chance = SystemRandomNumberGenerator()
        let seeds = (0..<50).map { _ in UInt64.random(in: 1_000...999_999, using: &chance) }
        print("fresh seeds, each run again by make simulate SEED=…: \(seeds.map(String.init).joined(separator: " "))")
        return seeds
    }()

    private func run(_ seed: UInt64) async throws {
        let outcome = try await Simulation.run(seed: seed)
        #expect(
            outcome.broken == nil,
            "seed \(seed), step \(outcome.broken?.step ?? 0): \(outcome.broken?.sentence ?? "")")
    }

    @Test(arguments: fixed)
    func `a store keeps its promises`(_ seed: UInt64) async throws {
        try await run(seed)
    }

    @Test(arguments: fresh)
    func `a store that nobody has seen before keeps its promises`(_ seed: UInt64) async throws {
        try await run(seed)
    }

    @Test func `the same seed is the same run`() async throws {
        for seed in [3, 24, 30] as [UInt64] {
            let (one, other) = (try await Simulation.run(seed: seed), try await Simulation.run(seed: seed))
            #expect(one.figures == other.figures, "seed \(seed)")
        }
    }

    @Test func `what staff of a made-up store write has no mistake, and is of every kind`() {
        var kinds: Set = [
            "drop promo", "closed", "over everyday", " ending", " alone", " late ", " repeat 2", " as urgent",
            " in-order",
            " in floor", " on weekend", "close 26:", "silence", "every 1h", "适用",
        ]
        for seed in 1...400 as ClosedRange<UInt64> {
            var random = Seeded(seed)
            let store = SimulatedStore(&random)
            #expect(store.mistakes.isEmpty, "seed \(seed): \(store.mistakes.prefix(3).joined(separator: "; "))")
            for text in store.texts { kinds = kinds.filter { !text.contains($0) } }
        }
        #expect(kinds.isEmpty, "never written")
    }
}
