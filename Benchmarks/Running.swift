// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// What an ordinary day costs: one stereo zone with a bed of 44.1 kHz MP3s, and MPD on the same card beside it.
enum Running {
    /// What starting costs is over by then.
    private static let settling = Duration.seconds(15)
    private static let memoryLimit = 48.0
    private static let cpuLimit = 1.0

    static func figures(minutes: Double) async throws -> [Figure] {
        try await SoundServer.run { server in
            let store = try StoreFolder(
                device: SoundServer.device, timezone: Date().zoneAtNoon.name,
                timetable: "open 00:00\nclose 24:00\nopen music calm")
            let music = try await MP3Bed.make(in: store)
            return try await RunningDaemon.run(store, [], environment: server.environment) { daemon in
                guard MusicPlayerDaemon.isInstalled else {
                    return try await figures(daemon.child.pid, beside: nil, minutes, why: MusicPlayerDaemon.advice)
                }
                do {
                    return try await MusicPlayerDaemon.run(
                        device: SoundServer.device, environment: server.environment, music: music
                    ) { try await figures(daemon.child.pid, beside: $0.pid, minutes, why: "") }
                } catch let error as BenchmarkError {
                    return try await figures(daemon.child.pid, beside: nil, minutes, why: error.description)
                }
            }
        }
    }

    private static func figures(
        _ pid: Int32, beside peer: Int32?, _ minutes: Double, why: String
    ) async throws -> [Figure] {
        try await Task.sleep(for: settling)
        let before = try (ProcessUse(of: pid), peer.map(ProcessUse.init(of:)))
        let seconds = minutes * 60
        try await Task.sleep(for: .seconds(seconds))
        let ours = try ProcessUse(of: pid)
        let cpu = 100 * (ours.busySeconds - before.0.busySeconds) / seconds
        var figures = [
            Figure(
                name: "resident memory after \(minutes.formatted()) min", measured: ours.residentMegabytes,
                limit: memoryLimit, unit: "MB"),
            Figure(name: "CPU, one zone, 44.1 kHz MP3 bed", measured: cpu, limit: cpuLimit, unit: "%"),
        ]
        guard let peer, let peerBefore = before.1 else {
            return figures + [Figure(name: "memory and CPU by MPD's", unmeasured: why)]
        }
        let theirs = try ProcessUse(of: peer)
        let peerCPU = 100 * (theirs.busySeconds - peerBefore.busySeconds) / seconds
        figures += [
            Figure(
                name: "resident memory by MPD's", measured: ours.residentMegabytes / theirs.residentMegabytes, limit: 1,
                unit: "×"),
            Figure(
                name: "the same, shared pages in shares",
                measured: ours.proportionalMegabytes / theirs.proportionalMegabytes, limit: 1, unit: "×"),
            Figure(name: "CPU by MPD's", measured: cpu / peerCPU, limit: 1, unit: "×"),
        ]
        return figures
    }
}
