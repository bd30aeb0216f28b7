// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// Whether the sound breaks off while every core is busy and the disk as well.
enum Underruns {
    private static let settling = Duration.seconds(5)
    private static let diskMegabytes = 256
    /// The shortest break that is counted: no tone of the bed is near zero for so long.
    private static let shortestBreak = 0.002

    static func figures(minutes: Double) async throws -> [Figure] {
        try await PulseCard.run { try await figures($0, minutes) }
    }

    private static func figures(_ card: any HeardCard, _ minutes: Double) async throws -> [Figure] {
        let store = try BeepStore(device: card.device, bed: .left, timezone: Date().zoneAtNoon.name)
        return try await RunningDaemon.run(store.folder, [], environment: card.environment) { daemon in
            try await Task.sleep(for: settling)
            let began = Date()
            let reportedBefore = try await daemon.status().outputs[0].underruns
            try await withLoad { try await Task.sleep(for: .seconds(minutes * 60)) }
            let reported = try await daemon.status().outputs[0].underruns - reportedBefore
            let heard = try card.onsets(afterSilence: shortestBreak).count { $0 > began }
            let span = "\(minutes.formatted()) min of load"
            return [
                Figure(
                    name: "underruns in \(span), \(card.name)", measured: Double(reported), limit: 0, unit: ""),
                Figure(name: "breaks heard in them, \(card.name)", measured: Double(heard), limit: 0, unit: ""),
            ]
        }
    }

    /// Runs `body` while each core counts and the disk is written.
    private static func withLoad(_ body: () async throws -> Void) async throws {
        let folder = try TestFolder()
        let cores = ProcessInfo.processInfo.activeProcessorCount
        var children: [Child] = []
        do {
            for _ in 0..<cores { children.append(try await Child.start("sh", ["-c", "while :; do :; done"])) }
            let write = "dd if=/dev/zero of=\(folder.path)/file bs=1M count=\(diskMegabytes) conv=fsync"
            children.append(try await Child.start("sh", ["-c", "while :; do \(write) 2>&-; done"]))
            try await body()
            for child in children { await child.stop() }
        } catch {
            for child in children { await child.stop() }
            throw error
        }
    }
}
