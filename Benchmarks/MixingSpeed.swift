// SPDX-License-Identifier: Apache-2.0
import Foundation
import Mixing
import TestSupport

/// What mixing costs with many zones, beside one. Decoding is not in it.
enum MixingSpeed {
    private static let periodFrames = 480
    /// Ten seconds of sound a run.
    private static let periods = 1000

    static func figures() -> [Figure] {
        // In turns, so that what else the machine does meets all alike; the cheapest was disturbed least.
        let rounds = (0..<9).map { _ in
            (one: run(zones: 1, songs: 1), shared: run(zones: 16, songs: 1), each: run(zones: 16, songs: 16))
        }
        let one = rounds.map(\.one).min() ?? .nan
        let shared = rounds.map(\.shared).min() ?? .nan
        let each = rounds.map(\.each).min() ?? .nan
        return [
            Figure(name: "mixing one song in 16 zones, beside one zone", measured: shared / one, limit: 10, unit: "×"),
            // Sixteen songs are sixteen times the work; what counts is that it is little.
            Figure(name: "mixing 16 songs in 16 zones, of a core", measured: each * 100, limit: 1, unit: "%"),
        ]
    }

    /// The part of a core that mixing takes.
    private static func run(zones: Int, songs: Int) -> Double {
        let mixer = Mixer(zones: zones, voices: songs, ringFrames: periodFrames * 4)
        for song in 0..<songs {
            let isHeard = mixer.send(
                .start(
                    voice: song, playback: 1, bus: .bed, zones: songs == 1 ? .everywhere : .zone(song), at: 0,
                    gain: 0.7, fadeIn: 0))
            precondition(isHeard, "a fresh mixer takes a start")
        }
        // A tone at the level of music.
        let wave = (0..<(periodFrames * HouseFormat.channels)).map { 0.25 * Float(sin(Double($0) * 0.05)) }
        var output = [Float](repeating: 0, count: periodFrames * mixer.channels)
        let started = ProcessorTime.ofThread
        for _ in 0..<periods {
            for song in 0..<songs { mixer.ring(of: song).write(wave.span) }
            var frames = output.mutableSpan
            mixer.render(into: &frames, heardAt: 1_000_000_000)
        }
        let spent = (ProcessorTime.ofThread - started).milliseconds / 1_000
        precondition(output.last != 0, "the last zone is heard")
        return spent / Double(periods * periodFrames) * Double(HouseFormat.sampleRate)
    }
}
