// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// A day of 72 seconds in which every sound is a tone of its own.
enum ToneDay {
    static let asIf = "2026-11-21T07:59:50"
    /// The second of the day at which it begins, and how long it is heard.
    private static let beginning = 7 * 3600 + 59 * 60 + 50
    static let length = 72.0

    /// An item that has a second to keep.
    struct Timed: Sendable, CustomStringConvertible {
        let time: String
        /// The verb and the name, with the options after them.
        let line: String
        /// The tone of its first sound.
        let tone: Tone

        var description: String { "\(time) \(line)" }

        /// In seconds from the day's beginning.
        var second: Double { ToneDay.second(time) }
    }

    /// What must begin on its second.
    static let timed = [
        Timed(time: "07:59:56", line: "play march", tone: Tone(1000, seconds: 1.5)),
        Timed(time: "08:00:00", line: "say welcome", tone: Tone(1200, seconds: 2)),
        alone,
        Timed(time: "08:00:13", line: "say guide", tone: Tone(1600, seconds: 2)),
        Timed(time: "08:00:28", line: "say hint", tone: Tone(1800, seconds: 1)),
        Timed(time: "08:00:52", line: "say news with gong", tone: gong),
    ]
    /// The item under which the bed rests.
    static let alone = Timed(time: "08:00:06", line: "play bell alone", tone: Tone(1400, seconds: 2))
    /// The item that must end on its second.
    static let ending = Timed(time: "08:01:00", line: "say goodbye ending", tone: Tone(2200, seconds: 2))
    /// What follows the gong of the news.
    static let news = Tone(2000, seconds: 1.5)
    private static let gong = Tone(900, seconds: 0.8)

    static let musicChange = "08:00:17"
    static let calm = [300, 400, 500].map { Tone($0, seconds: 9) }
    static let bright = [600, 700, 800].map { Tone($0, seconds: 11) }
    static let bed = calm + bright

    /// The rotation: its window in seconds, its span, its members.
    static let window = 8.0...15.0
    static let span = (from: "08:00:20", to: "08:00:57")
    static let promos = [2400, 2600, 2800].map { Tone($0, seconds: 1) }

    /// Everything but the bed.
    static let speech = timed.map(\.tone) + [news, ending.tone] + promos

    /// What is heard over the bed with nothing else just before and after it.
    static let overBed =
        timed.map(\.tone).filter { ![alone.tone.frequency, gong.frequency].contains($0.frequency) } + promos

    /// The seconds from the day's beginning to a time of day.
    static func second(_ time: String) -> Double {
        let parts = time.split(separator: ":").compactMap { Int($0) }
        return Double(parts[0] * 3600 + parts[1] * 60 + parts[2] - beginning)
    }

    /// The store, as staff would lay it out: tones as recorded scripts, items, promos and songs.
    static func makeStore() throws -> StoreFolder {
        let store = try StoreFolder(device: SoundServer.device, timetable: timetable)
        for item in timed + [ending] {
            let words = item.line.split(separator: " ")
            let folder = words[0] == "play" ? "items" : "scripts"
            let tone = words[1] == "news" ? news : item.tone
            try store.write(tone, to: "audio/\(folder)/\(words[1]).wav")
        }
        try store.write(gong, to: "audio/chimes/gong.wav")
        for tone in promos { try store.write(tone, to: "audio/promos/tones/\(tone.frequency).wav") }
        for tone in calm { try store.write(tone, to: "audio/music/calm/\(tone.frequency).wav") }
        for tone in bright { try store.write(tone, to: "audio/music/bright/\(tone.frequency).wav") }
        return store
    }

    private static var timetable: String {
        """
        open   08:00
        close  08:01
        07:00  music calm
        \(timed.map(\.description).joined(separator: "\n"))
        \(musicChange) music bright
        every \(Int(window.lowerBound))-\(Int(window.upperBound))s promo tones from \(span.from) to \(span.to)
        \(ending)
        """
    }
}
