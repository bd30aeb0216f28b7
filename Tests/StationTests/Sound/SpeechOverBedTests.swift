// SPDX-License-Identifier: Apache-2.0
import Foundation
import Mixing
import Playout
import TestSupport
import Testing
import Timetable

@testable import Station

/// What a meter says of speech over the bed, where the files are as staff bring them: too quiet, too peaky, uneven.
@Suite struct SpeechOverBedTests {
    private static func noise(_ seed: UInt64) -> @Sendable (Int) -> Double {
        let samples = { () -> [Double] in
            var random = Seeded(seed)
            var brown = 0.0
            // Duller than white noise, as music and speech are.
            return (0..<48_000).map { _ in
                brown = 0.9 * brown + 0.1 * Double.random(in: -1...1, using: &random)
                return 2 * brown
            }
        }()
        return { samples[$0 % samples.count] }
    }

    /// Clicks that reach full scale keep it from being raised to the level of the bed.
    private static func peaky(_ frame: Int) -> Double {
        frame % 24_000 < 4 ? 0.99 : 0.02 * noiseOfMusic(frame)
    }

    /// Swells by 12 dB every eight seconds.
    private static func swelling(_ frame: Int) -> Double {
        0.4 * pow(10, -0.3 * (1 + cos(2 * .pi * Double(frame) / (8 * 48_000)))) * noiseOfMusic(frame)
    }

    private static let noiseOfMusic = noise(1)
    private static let noiseOfSpeech = noise(2)

    /// Syllables with pauses, and a second of nothing before and after.
    private static func syllables(_ seconds: Double, level: Double) -> (Int) -> Double {
        { frame in
            let time = Double(frame) / 48_000
            guard time > 1, time < seconds - 1, time.truncatingRemainder(dividingBy: 0.3) < 0.2 else { return 0 }
            return level * noiseOfSpeech(frame)
        }
    }

    @Test(arguments: ["steady", "peaky", "swelling"])
    func `each message stands clear of the ducked bed by what its class asks`(music: String) async throws {
        try await withStore { folder in
            try folder.write("schedules/store.yaml", "timezone: UTC\nlanguage: en\n")
            try folder.timetable(
                """
                open 08:00
                close 22:00
                08:00     music  calm
                08:00:04  say    spoken  with bell
                08:00:18  play   normal
                08:00:26  play   whispered
                08:00:34  promo  offers
                08:00:42  play   short
                """)
            try folder.write(
                "schedules/scripts/spoken.txt",
                "title S\napproved 2026-11-01 me\n--- en\nDear customers, welcome to our store. We wish you a good day.\n"
            )
            try folder.sound("music/calm/song.wav", seconds: 50) { frame in
                switch music {
                case "peaky": Self.peaky(frame)
                case "swelling": Self.swelling(frame)
                default: 0.5 * Self.noiseOfMusic(frame)
                }
            }
            try folder.sound("chimes/bell.wav", seconds: 1) { 0.3 * sin(2 * .pi * 880 * Double($0) / 48_000) }
            try folder.sound("items/normal.wav", seconds: 5, sample: Self.syllables(5, level: 0.3))
            // Too quiet to be raised to the level of speech.
            try folder.sound("items/whispered.wav", seconds: 5, sample: Self.syllables(5, level: 0.004))
            try folder.sound("promos/offers/one.wav", seconds: 5, sample: Self.syllables(5, level: 0.8))
            // Shorter than what has a loudness by BS.1770.
            try folder.sound("items/short.wav", seconds: 0.3) { 0.1 * Self.noiseOfSpeech($0) }
            try await judge(Store(folder.paths))
        }
    }

    private func judge(_ store: Store) async throws {
        let date = try #require(CivilDate("2026-11-21"))
        let order = try #require(store.schedule.orders(around: date).first { $0.date == date })
        let (plan, _) = await store.prepareAll(store.plan(of: [order]).plan)
        var studio = try await Studio(plan, of: store, from: order.opens)
        studio.run(seconds: 46)
        let bed = studio.heard(.bed, seconds: 46)
        let programme = studio.heard(.programme, seconds: 46)
        let wanted = [("spoken", 12.0), ("normal", 12), ("whispered", 12), ("one", 10), ("short", 12)]
        for (name, above) in wanted {
            let playback = try #require(
                studio.playbacks.first { if case .clip(let clip) = $0.content { clip.name == name } else { false } })
            guard case .clip(let clip) = playback.content else { continue }
            let facts = try #require(studio.facts(of: clip))
            let start = studio.second(of: playback)
            let speech = try #require(
                loudness(of: programme, from: start + facts.chime.seconds, to: start + max(facts.duration.seconds, 0.4))
            )
            let under = try #require(loudness(of: bed, from: start, to: start + max(facts.duration.seconds, 0.4)))
            #expect(speech - under > above - 0.3, "\(name): \(speech) over \(under) LUFS")
        }
        // Where nothing is said the bed has its own level.
        let alone = try #require(loudness(of: bed, from: 15.5, to: 17.5))
        let under = try #require(loudness(of: bed, from: 27, to: 30))
        #expect(alone - under > 15)
    }
}
