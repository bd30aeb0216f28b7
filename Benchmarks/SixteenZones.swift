// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// What sixteen zones of one card that hear the same bed cost, by what one costs in a daemon beside it.
enum SixteenZones {
    private static let settling = Duration.seconds(15)
    private static let limit = 10.0

    static func figures(minutes: Double) async throws -> [Figure] {
        try await SoundServer.run { server in
            let sixteen = (0..<16).map { "z\($0): [\(2 * $0 + 1), \(2 * $0 + 2)]" }.joined(separator: ", ")
            return try await run(zones: "{ \(sixteen) }", server) { many in
                try await run(zones: "{ store: [1, 2] }", server) { one in
                    try await Task.sleep(for: settling)
                    let before = try (ProcessUse(of: many).busySeconds, ProcessUse(of: one).busySeconds)
                    try await Task.sleep(for: .seconds(minutes * 60))
                    let after = try (ProcessUse(of: many).busySeconds, ProcessUse(of: one).busySeconds)
                    return [
                        Figure(
                            name: "CPU, 16 zones by one", measured: (after.0 - before.0) / (after.1 - before.1),
                            limit: limit, unit: "×")
                    ]
                }
            }
        }
    }

    /// Runs `body` with the daemon's process while it plays a bed in zones.
    private static func run<Result>(
        zones: String, _ server: SoundServer, _ body: (Int32) async throws -> Result
    ) async throws -> Result {
        let store = try StoreFolder(
            device: SoundServer.device, zones: zones, timezone: Date().zoneAtNoon.name,
            timetable: "open 00:00\nclose 24:00\nopen music calm")
        _ = try await MP3Bed.make(in: store)
        return try await RunningDaemon.run(store, [], environment: server.environment) { try await body($0.child.pid) }
    }
}
