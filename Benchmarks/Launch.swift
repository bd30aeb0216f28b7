// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// From the start of the program to the first sample of music at the card.
enum Launch {
    private static let runs = 10
    private static let limit = 300.0

    static func figures() async throws -> [Figure] {
        try await PulseCard.run { card in
            let store = try BeepStore(device: card.device, bed: .left)
            // The first start measures the songs; the others find that done, as after a crash.
            let first = try await time(store, card)
            var times: [Double] = []
            for _ in 0..<runs { times.append(try await time(store, card)) }
            return [
                Figure(name: "start to first sample, first time", measured: first, limit: limit, unit: "ms"),
                Figure(
                    name: "start to first sample, p50 of \(runs)", measured: times.percentile(0.5), limit: limit,
                    unit: "ms"),
                Figure(name: "start to first sample, longest", measured: times.percentile(1), limit: limit, unit: "ms"),
            ]
        }
    }

    private static func time(_ store: BeepStore, _ card: PulseCard) async throws -> Double {
        let onset = try await RunningDaemon.run(store.folder, [], environment: card.environment) { daemon in
            let started = daemon.child.launchedAt
            let onset = try await card.onset(since: started, afterSilence: 0.3, within: .seconds(10))
            return onset.map { $0.timeIntervalSince(started) * 1e3 }
        }
        guard let onset else { throw BenchmarkError("a started daemon was not heard within 10 s") }
        // The next one is to begin in silence.
        try await Task.sleep(for: .milliseconds(500))
        return onset
    }
}
