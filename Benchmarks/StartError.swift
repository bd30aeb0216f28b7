// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// How far from its second a timed item is heard, over music.
enum StartError {
    private static let items = 200
    private static let interval = 1.0
    /// The first items come so long after the start.
    private static let lead = 10.0
    /// What is heard further away belongs to another item.
    private static let nearestMs = 400.0

    static func figures() async throws -> [Figure] {
        let onPulse = try await PulseCard.run { try await figures($0, limit: 10) }
        return onPulse
    }

    private static func figures(_ card: any HeardCard, limit: Double) async throws -> [Figure] {
        let first = (Date().timeIntervalSince1970 + lead).rounded(.up)
        let zone = Date().zoneAtNoon
        let planned = (0..<items).map { Date(timeIntervalSince1970: first + Double($0) * interval) }
        let store = try BeepStore(
            device: card.device, timezone: zone.name,
            lines: planned.map { $0.clockTime(secondsFromGMT: zone.secondsFromGMT) + " play beep" })
        let heard = try await RunningDaemon.run(store.folder, [], environment: card.environment) { _ in
            let end = first + Double(items) * interval + 1
            try await Task.sleep(for: .seconds(max(0, end - Date().timeIntervalSince1970)))
            return try card.onsets(afterSilence: 0.1)
        }
        let errors = planned.compactMap { instant in
            heard.map { abs($0.timeIntervalSince(instant)) * 1e3 }.filter { $0 < nearestMs }.min()
        }
        let name = "start error, \(card.name)"
        guard errors.count == items else {
            return [Figure(name: name, unmeasured: "only \(errors.count) of \(items) items were heard")]
        }
        return [
            Figure(name: "\(name), p50 of \(items)", measured: errors.percentile(0.5), limit: limit, unit: "ms"),
            Figure(name: "\(name), p99", measured: errors.percentile(0.99), limit: limit, unit: "ms"),
        ]
    }
}
