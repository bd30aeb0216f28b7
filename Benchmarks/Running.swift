// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// What an ordinary day costs: one stereo zone with a bed of 44.1 kHz MP3s, and MPD on the same card beside it.
enum Running {
    /// What starting costs is over by then.
    private static let settling = Duration.seconds(15)
    private static let memoryLimit = 48.0
    private static let cpuLimit = 1.0
    private static let songs = 6
    private static let encoding = ["-ar", "44100", "-ac", "2", "-b:a", "192k"]

    static func figures(minutes: Double) async throws -> [Figure] {
        try await SoundServer.run { server in
            let store = try StoreFolder(
                device: SoundServer.device, timezone: Date().zoneAtNoon.name,
                timetable: "open 00:00\nclose 24:00\nopen music calm")
            let music = try await makeSongs(in: store)
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

    /// Makes 44.1 kHz MP3s of the sample store's songs.
    ///
    /// - Returns: the folder that holds them.
    private static func makeSongs(in store: StoreFolder) async throws -> String {
        let files = FileManager.default.enumerator(atPath: "audio/music")?.compactMap { $0 as? String } ?? []
        let songs = files.filter { $0.hasSuffix(".ogg") }.sorted().prefix(songs)
        guard !songs.isEmpty else { throw BenchmarkError("audio/music holds no songs; run this in the checkout") }
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/ffmpeg") else {
            throw BenchmarkError("ffmpeg is missing, which makes the MP3s; install: apt-get install ffmpeg")
        }
        try store.makeFolder("audio/music/calm")
        for (number, song) in songs.enumerated() {
            let target = store.path("audio/music/calm/\(number).mp3")
            let child = try await Child.start(
                "ffmpeg", ["-v", "error", "-i", "audio/music/\(song)"] + Self.encoding + [target])
            guard try await child.exitCode(within: .seconds(60)) == 0 else {
                throw BenchmarkError("ffmpeg made no MP3 of \(song): \(child.errors.text)")
            }
        }
        return store.path("audio/music")
    }
}
