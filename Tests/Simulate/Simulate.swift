// SPDX-License-Identifier: Apache-2.0
import Foundation
import Simulation
import TestSupport
import Timetable

/// `make simulate`: runs made-up stores until one breaks a promise, or so many of their days are over.
@main
struct Simulate {
    static func main() async throws {
        let wish: Wish
        do {
            wish = try Wish(ProcessInfo.processInfo.environment)
        } catch {
            print("simulate: \(error)")
            exit(2)
        }
        var figures = Figures()
        var (days, stores) = (0, UInt64(0))
        var broken = 0
        while days < wish.days, stores < wish.seeds {
            let seed = wish.seed &+ stores
            let outcome = try await Simulation.run(seed: seed, story: wish.story)
            figures += outcome.figures
            days += outcome.days
            stores += 1
            guard let promise = outcome.broken else { continue }
            broken += 1
            tell(promise, of: outcome, briefly: wish.keepsGoing)
            if !wish.keepsGoing { exit(1) }
        }
        print("\(days) days of \(stores) stores, \(broken) promises broken: \(figures)")
        print("\(Int(Double(days) / ProcessorTime.ofProgram.seconds)) days a second of one core")
        exit(broken == 0 ? 0 : 1)
    }

    private static func tell(_ promise: BrokenPromise, of outcome: Simulation.Outcome, briefly: Bool) {
        if !briefly {
            print(promise.story.joined(separator: "\n"))
            print("\ntroubles: \(outcome.troubles.map { "\($0)" }.sorted().joined(separator: ", "))")
        }
        print("seed \(outcome.seed), step \(promise.step): \(promise.sentence)")
        if !briefly { print("again: make simulate SEED=\(outcome.seed) DAYS=1") }
    }
}

/// What was asked for, by environment variables, which `make simulate` takes as its own.
struct Wish {
    /// `SEED=7`: the first seed; 1 unless said.
    let seed: UInt64
    /// `DAYS=5000`: so many store-days are run, 1,000 unless said; and `SEEDS=200`, so many stores at most.
    let days: Int, seeds: UInt64
    /// `STORY=1000`: how many events are told before a broken promise, 40 unless said.
    let story: Int
    /// `KEEP=1`: goes on after a broken promise, and tells of each in a line.
    let keepsGoing: Bool

    init(_ environment: [String: String]) throws(WishError) {
        seed = try Self.number(environment, "SEED") ?? 1
        days = try Self.number(environment, "DAYS") ?? (environment["SEEDS"] == nil ? 1_000 : .max)
        seeds = try Self.number(environment, "SEEDS") ?? .max
        story = max(1, try Self.number(environment, "STORY") ?? 40)
        keepsGoing = environment["KEEP"].map { !$0.isEmpty } ?? false
    }

    private static func number<Number: FixedWidthInteger>(
        _ environment: [String: String], _ name: String
    ) throws(WishError) -> Number? {
        guard let text = environment[name], !text.isEmpty else { return nil }
        guard let number = Number(text) else { throw WishError(description: "\(name) is a number, not \(text)") }
        return number
    }
}

/// Why nothing is simulated, in a sentence.
struct WishError: Error, CustomStringConvertible {
    let description: String
}
