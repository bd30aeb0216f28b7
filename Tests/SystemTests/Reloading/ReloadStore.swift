// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// A store that staff edit while its daemon runs.
struct ReloadStore {
    /// Its timetable as it begins.
    static let timetable = """
        open 08:00
        close 22:00
        07:00  music calm
        21:00  play  bell
        """
    static let asIf = "2026-11-23T09:00:00"
    /// How soon what was saved is on air: quiet, reading, and a machine that is busy with other tests.
    static let soon = Duration.seconds(8)

    let folder: StoreFolder

    init(language: String = "en", device: String = StoreFolder.noCard) throws {
        folder = try StoreFolder(device: device, language: language, timetable: Self.timetable)
        try folder.write(Tone(500, seconds: 20), to: "audio/music/calm/song.wav")
        try folder.write(Tone(1000, seconds: 0.5), to: "audio/items/bell.wav")
    }

    var everyday: String { folder.path("schedules/everyday.timetable") }

    /// The timetable with a bell at another time.
    static func text(bellAt time: String) -> String { timetable.replacing("21:00", with: time) + "\n" }

    /// Runs a line of a shell in the folder of timetables.
    func shell(_ line: String, within limit: Duration = .seconds(20)) async throws {
        let child = try await Child.start("sh", ["-c", "cd '\(folder.path("schedules"))' && \(line)"])
        let code = try await child.exitCode(within: limit)
        guard code == 0 else { throw Obstacle("\(line) ended with \(code): \(child.errors.text)") }
    }

    /// Runs `storecast reload`.
    func reload(_ words: [String] = []) async throws -> Storecast.Answer {
        try await Storecast.run(["reload"] + words + ["--socket", folder.socket])
    }
}

extension RunningDaemon {
    /// Waits until the bell is planned for a time.
    func plansBell(at time: String, within limit: Duration = ReloadStore.soon) async throws {
        try await status(within: limit, "the bell is planned for \(time)") { status in
            status.next.contains { $0.name == "bell" && $0.when == time }
        }
    }
}
