// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// A store that never closes, in which something is due every few seconds, day after day.
final class SoakStore: Sendable {
    static let asIf = "2026-11-21T10:00:00"
    /// How many cues there are in a minute, with the promos, of which one comes every 15 to 25 seconds.
    static let cuesAMinute = 11.0
    /// The seconds of each minute at which something is played.
    private static let items = [3, 13, 23, 33, 43, 53]
    private static let songSeconds = 20.0

    let folder: StoreFolder
    let card: TestCard
    let disk: SlowDisk
    private let timetable: String

    init() async throws {
        let place = try TestFolder()
        card = try await TestCard("formats S16_LE", keepsRecord: false)
        disk = try await SlowDisk(below: "\(place.path)/state")
        timetable = """
            open 00:00
            close 24:00
            00:00 music calm
            every 2m music bright from 00:01
            every 2m music calm from 00:02
            every 1m say hello from 00:00:01 late 20s
            every 15-25s promo offers

            """ + Self.items.map { "every 1m play bell from 00:00:\($0 < 10 ? "0" : "")\($0) late 20s\n" }.joined()
        let speech = try place.write(Tone(1500, seconds: 0.4).wave, to: "speech.wav")
        // A process for each text, as a real engine is, and at no cost to speak of.
        folder = try StoreFolder(
            device: TestCard.device,
            facts: "speech: { engine: [sh, -c, \"cat >&-; cat '\(speech)'\", \"{voice}\"] }", timetable: timetable,
            in: place)
        for (number, tone) in [300, 400, 500, 600].enumerated() {
            try folder.write(
                Tone(tone, seconds: Self.songSeconds), to: "audio/music/\(number < 2 ? "calm" : "bright")/\(tone).wav")
        }
        try folder.write(Tone(1000, seconds: 0.5), to: "audio/items/bell.wav")
        for tone in [2000, 2100] { try folder.write(Tone(tone, seconds: 0.5), to: "audio/promos/offers/\(tone).wav") }
        try folder.write(Tone(1200, seconds: 0.4), to: "audio/scripts/found.wav")
        for (name, ranked) in [("found", "urgent"), ("hello", "notice"), ("leave", "emergency")] {
            try folder.write(
                "title \(name)\nclass \(ranked)\napproved 2026-11-01 manager\n--- en\nWords of \(name).\n",
                to: "schedules/scripts/\(name).txt")
        }
    }

    var environment: [String: String] { card.environment.merging(disk.environment) { $1 } }

    /// Edits the timetable and puts a sound there, as staff do; each time otherwise.
    func edit(_ number: Int) throws {
        try folder.write("\(timetable)23:59:\(10 + number % 40) play bell\n", to: "schedules/everyday.timetable")
        if number % 2 == 0 {
            try folder.write(Tone(700, seconds: 0.2), to: "audio/items/new.wav")
        } else {
            try folder.remove("audio/items/new.wav")
        }
    }
}
