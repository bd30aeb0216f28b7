// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Station
import Timetable

/// How long an hour of the sample store takes to become a file, promos and all; beside Liquidsoap, where that is
/// installed, which in the same run crossfades the same music for as long, without promos.
struct RenderedHour {
    /// How many times faster than Liquidsoap it must be.
    private static let timesLiquidsoap = 3.0
    private static let patience = Duration.seconds(300)
    private static let hour = (date: "2026-01-01", from: "10:00", to: "11:00", music: "soft-light")

    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "storecast-render-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func figures() async throws -> [Figure] {
        // A folder of the system's temporary ones; what stays there goes with them.
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = Store(
            StationPaths(
                schedules: "schedules", audio: "audio", state: folder.appending(path: "state").path, socket: nil))
        let clock = store.schedule.clock
        guard let date = CivilDate(Self.hour.date), let from = ClockTime(Self.hour.from),
            let to = ClockTime(Self.hour.to),
            let order = store.schedule.timetables.runningOrder(on: date, clock: clock)
        else { throw CocoaError(.fileReadCorruptFile, userInfo: [NSFilePathErrorKey: "schedules"]) }
        let plan = await store.prepareAll(store.plan(of: [order]).plan).plan
        let request = RenderRequest(
            from: clock.instant(date, from), to: clock.instant(date, to), zone: 0,
            path: folder.appending(path: "hour.wav").path, format: .wav)
        // Once before it counts: songs are then measured, and files are in memory for both.
        _ = try await store.render(request, of: order, plan)
        let started = ContinuousClock.now
        _ = try await store.render(request, of: order, plan)
        let seconds = (ContinuousClock.now - started).milliseconds / 1e3
        let name = "an hour rendered, by a third of Liquidsoap's time"
        guard let theirs = try await liquidsoapSeconds(plan.folders[Self.hour.music] ?? []) else {
            let rounded = seconds.formatted(.number.precision(.fractionLength(1)))
            return [Figure(name: name, unmeasured: "\(rounded) s; to compare, apt-get install liquidsoap")]
        }
        return [Figure(name: name, measured: seconds, limit: theirs / Self.timesLiquidsoap, unit: "s")]
    }

    /// How long Liquidsoap takes for an hour of these songs in turn; nil where it is not installed.
    ///
    /// It does not always end by itself once the songs are over, so it is watched for the first 54 minutes.
    private func liquidsoapSeconds(_ songs: [Song]) async throws -> Double? {
        guard
            let program = ["/usr/bin/liquidsoap", "/usr/local/bin/liquidsoap"].first(
                where: FileManager.default.isExecutableFile)
        else { return nil }
        let here = FileManager.default.currentDirectoryPath
        var list: [String] = []
        var length = Duration.zero
        while length < .seconds(3600), let song = songs.isEmpty ? nil : songs[list.count % songs.count] {
            list.append("\(here)/\(song.path)")
            length += song.duration
        }
        let playlist = folder.appending(path: "hour.m3u")
        try Data(list.joined(separator: "\n").utf8).write(to: playlist)
        let script = folder.appending(path: "hour.liq")
        try Data(
            """
            settings.init.allow_root.set(true)
            settings.log.file.set(false)
            settings.frame.audio.samplerate.set(48000)
            songs = crossfade(duration=3., playlist(mode="normal", loop=false, reload_mode="never", "\(playlist.path)"))
            clock.assign_new(sync="none", [songs])
            output.file(%wav(samplerate=48000), "\(folder.path)/peer.wav", fallible=true, on_stop=shutdown, songs)

            """.utf8
        ).write(to: script)
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = [script.path]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let started = ContinuousClock.now
        try process.run()
        defer { kill(process.processIdentifier, SIGKILL) }
        // 16 bits of stereo.
        let watched = Double(54 * 60)
        while try bytes(of: "\(folder.path)/peer.wav") < Int(watched) * 48_000 * 4 {
            guard process.isRunning, ContinuousClock.now - started < Self.patience else {
                throw CocoaError(.executableLoad, userInfo: [NSFilePathErrorKey: program])
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        return (ContinuousClock.now - started).milliseconds / 1e3 * 3600 / watched
    }

    private func bytes(of path: String) throws -> Int {
        guard FileManager.default.fileExists(atPath: path) else { return 0 }
        return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }
}
