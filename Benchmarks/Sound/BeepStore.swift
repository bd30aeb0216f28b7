// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// A store whose bed is on the right channel and whose beeps are on the left one.
struct BeepStore {
    static let beepSeconds = 0.2
    private static let songSeconds = 60.0

    let folder: StoreFolder

    /// - Parameters:
    ///   - bed: the channel of the bed.
    ///   - lines: of the timetable, besides that of the bed.
    init(device: String, bed: Waves.Channel = .right, timezone: String = "UTC", lines: [String] = []) throws {
        folder = try StoreFolder(
            device: device, timezone: timezone,
            timetable: (["open 00:00", "close 24:00", "open music calm"] + lines).joined(separator: "\n"))
        let beep = Waves.beep(seconds: Self.beepSeconds, on: .left)
        try folder.write(beep, to: "audio/items/beep.wav")
        try folder.write(beep, to: "audio/scripts/beep.wav")
        try folder.write(beep, to: "audio/chimes/beep.wav")
        try folder.write(
            "title Beep\nclass urgent\napproved 2026-11-01 bench\n--- en\nBeep\n", to: "schedules/scripts/beep.txt")
        for frequency in [400, 700] {
            try folder.write(
                Waves.tone(frequency, seconds: Self.songSeconds, on: bed), to: "audio/music/calm/\(frequency).wav")
        }
    }
}

extension Date {
    /// The zone of whole hours in which it is about noon, so that no day ends during a run.
    ///
    /// In these names the sign is that of POSIX: `Etc/GMT-8` is eight hours ahead.
    var zoneAtNoon: (name: String, secondsFromGMT: Int) {
        let hour = Int(timeIntervalSince1970 / 3600) % 24
        let ahead = hour < 1 ? 12 : 12 - hour
        let name = ahead == 0 ? "UTC" : "Etc/GMT\(ahead > 0 ? "-" : "+")\(abs(ahead))"
        return (name, ahead * 3600)
    }

    /// What a clock shows that is so many seconds ahead of Greenwich: `12:34:56`.
    func clockTime(secondsFromGMT: Int) -> String {
        let second = (Int(timeIntervalSince1970) + secondsFromGMT) % 86_400
        return [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
    }
}
