// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// From the start of the program to the first sample of music at the card.
enum Launch {
    private static let runs = 10
    private static let limit = 300.0
    /// Between one daemon and the next, in seconds.
    private static let silence = 0.3

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
        let known = try card.onsets(afterSilence: silence).count
        let time = try await RunningDaemon.run(store.folder, [], environment: card.environment) { daemon in
            let onset = try await eventually("a started daemon is heard", within: .seconds(10)) {
                try card.onsets(afterSilence: silence).dropFirst(known).first
            }
            return onset.timeIntervalSince(daemon.child.launchedAt) * 1e3
        }
        // The next one is to begin in silence.
        try await Task.sleep(for: .seconds(2 * silence))
        return time
    }
}
