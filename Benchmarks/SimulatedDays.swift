// SPDX-License-Identifier: Apache-2.0
import Simulation
import TestSupport

/// What a day of a made-up store takes in the simulator, with all that goes wrong in it and is checked.
enum SimulatedDays {
    private static let days = 1_000

    static func figure() async throws -> Figure {
        let name = "a simulated store-day"
        let started = ProcessorTime.ofProgram
        var (days, seed) = (0, UInt64(1))
        while days < Self.days {
            let outcome = try await Simulation.run(seed: seed)
            if let broken = outcome.broken {
                return Figure(
                    name: name, unmeasured: "a promise is broken: make simulate SEED=\(seed); \(broken.sentence)")
            }
            days += outcome.days
            seed += 1
        }
        return Figure(
            name: name, measured: (ProcessorTime.ofProgram - started).milliseconds / Double(days), limit: 5,
            unit: "ms of a core")
    }
}
