// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// `make soak`: runs the daemon as users run it for `MINUTES` in a store in which much happens at once, and fails when
/// memory, descriptors, threads, the load of the processor or the files of the state folder grow: docs/soak.md.
///
/// It runs at real speed. The test card could be clocked faster, but the wall clock cannot, and cues, rotations and
/// repeats go by that: a card that runs ahead would be a fault, not a day. Instead a minute holds as much as an hour of an
/// ordinary store does.
@main
struct Soak {
    private static let beat = Duration.seconds(2)
    /// A line is written each minute in the first hour, each hour afterwards.
    private static let minutesInHour = 60

    static func main() async {
        do {
            let settings = try Settings(ProcessInfo.processInfo.environment)
            exit(try await run(settings) ? 0 : 1)
        } catch {
            tell("soak: \(error)")
            exit(2)
        }
    }

    /// At once, also where the output is no terminal.
    private static func tell(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }

    /// - Returns: Whether nothing grew.
    private static func run(_ settings: Settings) async throws -> Bool {
        let store = try await SoakStore()
        return try await RunningDaemon.run(
            store.folder, ["--as-if", SoakStore.asIf], environment: store.environment
        ) { daemon in
            tell("soak: \(settings.minutes.formatted()) min, process \(daemon.child.pid)")
            let traffic = Traffic(store, leak: settings.leak)
            let samples = try await withThrowingTaskGroup(of: Samples?.self) { group in
                defer {
                    group.cancelAll()
                    traffic.end()
                }
                try traffic.begin(in: &group)
                group.addTask { try await look(at: daemon, store, for: settings.minutes, traffic) }
                // Traffic never ends before it is told to, unless something cannot be done.
                guard let samples = try await group.next() ?? nil else { throw Obstacle("the traffic ended") }
                return samples
            }
            let verdict = Verdict(samples.kept)
            tell(verdict.text)
            return verdict.isGood
        }
    }

    private static func look(
        at daemon: RunningDaemon, _ store: SoakStore, for minutes: Double, _ traffic: Traffic
    ) async throws -> Samples {
        var samples = Samples()
        let began = ContinuousClock.now
        var tellsAt = 1
        while ContinuousClock.now - began < .seconds(minutes * 60) {
            try await Task.sleep(for: beat)
            guard daemon.child.isRunning else { throw Obstacle("the daemon ended") }
            let sample = try Sample(of: daemon.child.pid, state: store.folder.path("state"), since: began)
            samples.add(sample)
            if sample.seconds >= Double(tellsAt * 60) {
                tell("\(tellsAt) min: \(sample.text); \(traffic.text)")
                tellsAt += tellsAt < minutesInHour ? 1 : minutesInHour
            }
        }
        return samples
    }
}

/// What was asked for, by environment variables, which `make soak` takes as its own.
struct Settings {
    /// What the daemon is made to lose whenever it writes something down, to see the soak fail.
    enum Leak: String, CaseIterable {
        case memory, descriptors, threads
        /// Writing takes longer and longer.
        case load
    }

    /// `MINUTES`: 10 unless said.
    let minutes: Double
    /// `LEAK`: none unless said.
    let leak: Leak?

    init(_ environment: [String: String]) throws {
        let name = environment["LEAK", default: ""]
        guard let minutes = Double(environment["MINUTES", default: "10"]), minutes >= 1,
            name.isEmpty || Leak(rawValue: name) != nil
        else {
            throw Obstacle(
                "MINUTES is a number, at least 1; LEAK is one of \(Leak.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        self.minutes = minutes
        leak = Leak(rawValue: name)
    }
}
