// SPDX-License-Identifier: Apache-2.0
import Foundation

/// `make bench`: measures what the project promises of its speed and its sound, and says how far off each figure is.
///
/// Machines differ and are shared, so every figure is shown with its ratio to what it must reach: below 1 is good.
/// Other programs are measured in the same run, where they are installed, and only the ratio to them counts.
@main
struct Benchmarks {
    static func main() async throws {
        let settings = try Settings(ProcessInfo.processInfo.environment)
        let started = ContinuousClock.now
        var figures: [Figure] = []
        for group in settings.groups {
            tell("measuring: \(group.rawValue), \(group.explanation(settings))")
            do {
                figures += try await group.figures(settings)
            } catch {
                figures.append(Figure(name: group.rawValue, unmeasured: "\(error)"))
            }
        }
        print("\n" + Table(figures).text)
        print("measured in \((ContinuousClock.now - started).formatted(.units(allowed: [.minutes, .seconds])))")
    }

    /// Says what is going on, at once, and not in the table's way.
    private static func tell(_ line: String) {
        FileHandle.standardError.write(Data("\(line)\n".utf8))
    }
}

/// What was asked for, by environment variables, which `make bench` takes as its own.
struct Settings {
    /// `FIGURES=latency,cpu`: which groups, in the order of `Group`; all unless said.
    let groups: [Group]
    /// `BENCH_MINUTES=10`: how long each of the long figures takes; 2 unless said.
    let minutes: Double

    init(_ environment: [String: String]) throws {
        let names = environment["FIGURES", default: ""].split { $0 == "," || $0 == " " }.map(String.init)
        let unknown = names.filter { Group(rawValue: $0) == nil }
        guard unknown.isEmpty, let minutes = Double(environment["BENCH_MINUTES", default: "2"]), minutes > 0 else {
            throw BenchmarkError(
                "FIGURES is a list of \(Group.allCases.map(\.rawValue).joined(separator: ", ")); "
                    + "BENCH_MINUTES is a number above 0")
        }
        groups = Group.allCases.filter { names.isEmpty || names.contains($0.rawValue) }
        self.minutes = minutes
    }
}

/// Why a benchmark cannot go on, in a sentence.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
