// SPDX-License-Identifier: Apache-2.0
import Glibc
import Mixing
import TestSupport
import Testing

/// Looks for steps in the rendered wave: all content is low and smooth, so whatever jumps is a click.
@Suite struct ClickTests {
    /// Voices, each with a sine of its own.
    private static let voices = 6
    private static let zones = 3
    private static let level: Float = 0.6

    /// What happens to a mixer in a few seconds, from a seed.
    private final class Scene {
        let desk = Desk(zones: ClickTests.zones, voices: ClickTests.voices, ringFrames: 4800)
        private var random: Seeded
        private var frequencies = [Float](repeating: 0, count: ClickTests.voices)
        private var fed = [Int](repeating: 0, count: ClickTests.voices)
        private var isOn = [Bool](repeating: false, count: ClickTests.voices)
        private var isFinished = [Bool](repeating: false, count: ClickTests.voices)

        init(seed: UInt64) {
            random = Seeded(seed)
        }

        func play(periods: Int) {
            for _ in 0..<periods {
                receive()
                for voice in 0..<ClickTests.voices where chance(0.03) { act(on: voice) }
                if chance(0.03) { duck() }
                // Now and then a decoder is late: its ring runs dry in mid-wave.
                for voice in 0..<ClickTests.voices where isOn[voice] && !isFinished[voice] && chance(0.97) {
                    feed(voice)
                }
                desk.run(to: desk.left.count + Int.random(in: 1...700, using: &random))
            }
        }

        private func receive() {
            while let report = desk.mixer.receive() {
                guard case .ended(let voice, _, _, _, _, _, _) = report else { continue }
                isOn[voice] = false
            }
        }

        private func act(on voice: Int) {
            if !isOn[voice] {
                desk.mixer.ring(of: voice).reset()
                (isOn[voice], isFinished[voice], fed[voice]) = (true, false, 0)
                frequencies[voice] = Float.random(in: 40...200, using: &random)
                _ = desk.mixer.send(
                    .start(
                        voice: voice, playback: 1, bus: chance(0.5) ? .bed : .programme, zones: someZones(),
                        at: soon(), gain: Float.random(in: 0...1.6, using: &random), fadeIn: span()))
            } else if chance(0.3) {
                _ = desk.mixer.send(.stop(voice: voice, at: soon(), fade: span()))
            } else if chance(0.3), !isFinished[voice] {
                // Ends in mid-wave.
                isFinished[voice] = true
                desk.mixer.ring(of: voice).finish()
            } else {
                let gain = Float.random(in: 0...1.6, using: &random)
                _ = desk.mixer.send(.fade(voice: voice, at: soon(), to: gain, over: span()))
            }
        }

        private func duck() {
            let gain = Float.random(in: 0...1, using: &random)
            _ = desk.mixer.send(.duck(zones: someZones(), at: soon(), to: gain, over: span()))
        }

        private func feed(_ voice: Int) {
            let frames = min(desk.mixer.ring(of: voice).writableFrames, 900)
            let wave = (fed[voice]..<(fed[voice] + frames)).map { frame in
                ClickTests.level * sinf(2 * .pi * frequencies[voice] * Float(frame) / 48_000)
            }
            desk.feed(voice, wave, isAll: false)
            fed[voice] += frames
        }

        private func someZones() -> ZoneMask { ZoneMask(rawValue: UInt64.random(in: 0...7, using: &random)) }
        private func soon() -> Int64 { desk.instant(desk.left.count + Int.random(in: 0...2000, using: &random)) }
        private func span() -> Int64 {
            chance(0.3) ? 0 : Desk.span(Int.random(in: 1...9000, using: &random))
        }
        private func chance(_ part: Double) -> Bool { Double.random(in: 0..<1, using: &random) < part }
    }

    /// How far a change over so many frames stands out from those before and after it, at most.
    ///
    /// A wave that merely gets steeper, as at the begin of a ramp, stays steep: its changes do not stand out.
    private static func boldestStep(_ wave: [Float], over span: Int) -> Float {
        var boldest: Float = 0
        for frame in span..<(wave.count - 2 * span) {
            let change = abs(wave[frame + span] - wave[frame])
            guard change > boldest else { continue }
            let before = abs(wave[frame] - wave[frame - span])
            let after = abs(wave[frame + 2 * span] - wave[frame + span])
            boldest = max(boldest, change - max(before, after))
        }
        return boldest
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `nothing steps in a wave of starts, stops, fades, ducks, dry rings and a limiter at work`(seed: UInt64) {
        let scene = Scene(seed: seed)
        scene.play(periods: 250)
        for zone in scene.desk.zones {
            #expect(!zone.isSilent, "seed \(seed)")
            #expect(Self.boldestStep(zone.left, over: 1) < 0.005, "seed \(seed)")
            #expect(Self.boldestStep(zone.left, over: 8) < 0.04, "seed \(seed)")
        }
    }
}
