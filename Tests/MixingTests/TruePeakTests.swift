// SPDX-License-Identifier: Apache-2.0
import Glibc
import Mixing
import TestSupport
import Testing

@Suite struct TruePeakTests {
    /// Sound that rises between its samples, or tries to.
    enum Nasty: String, CaseIterable {
        case quarterRate, highSine, sweep, square, clippedMusic, noise, impulses, bursts

        /// Some frames of one channel; nothing above 19 kHz but what a click has.
        func content(_ frames: Int) -> [Float] {
            var random = Seeded(UInt64(rawValue.count))
            return switch self {
            // All samples are at ±0.71, the wave reaches 1.
            case .quarterRate: Nasty.sine(frames) { frame in 0.25 * Double(frame) + 0.125 }
            case .highSine: Nasty.sine(frames) { frame in 19_000 / 48_000 * Double(frame) + 0.07 }
            case .sweep: Nasty.sine(frames) { frame in Double(frame) * Double(frame) / Double(frames) * 0.19 }
            case .square: Nasty.lowPassed((0..<frames).map { $0 / 37 % 2 == 0 ? 1 : -1 })
            case .clippedMusic:
                Nasty.lowPassed(
                    (0..<frames).map { frame in
                        let time = Float(frame) / 48_000
                        return min(max(1.5 * sinf(1382 * time) + 1.2 * sinf(9000 * time), -0.9), 0.9)
                    })
            case .noise: Nasty.lowPassed((0..<frames).map { _ in random.sample() * 2 })
            case .impulses: (0..<frames).map { [0: 3, 1: 3, 700: 1.5, 701: -1.5][$0 % 1501] ?? 0 }
            case .bursts: Nasty.lowPassed((0..<frames).map { random.sample() * ($0 / 600 % 4 == 0 ? 6 : 0.2) })
            }
        }

        private static func sine(_ frames: Int, turns: (Int) -> Double) -> [Float] {
            (0..<frames).map { frame in
                // Without a click at either end.
                let edge = min(1, Double(min(frame, frames - 1 - frame)) / 400)
                return Float(sin(2 * .pi * turns(frame)) * edge)
            }
        }

        /// Without what no converter plays: a long windowed sinc, cut at 19 kHz.
        private static func lowPassed(_ wave: [Float]) -> [Float] {
            let reach = 60
            let kernel = (-reach...reach).map { index -> Float in
                let angle = 2 * .pi * 18_000 / 48_000 * Double(index)
                let window = 0.5 + 0.5 * cos(.pi * Double(index) / Double(reach + 1))
                return Float((index == 0 ? 1 : sin(angle) / angle) * 2 * 18_000 / 48_000 * window)
            }
            return wave.indices.map { frame in
                var sum: Float = 0
                for index in max(0, frame - reach)...min(wave.count - 1, frame + reach) {
                    sum += wave[index] * kernel[index - frame + reach]
                }
                return sum
            }
        }
    }

    @Test(arguments: Nasty.allCases, [Float(1), 4])
    func `no wave that leaves rises above -1 dBTP by a meter of its own`(nasty: Nasty, gain: Float) {
        let content = nasty.content(4000)
        let desk = Desk()
        desk.feed(0, content)
        _ = desk.mixer.send(
            .start(
                voice: 0, playback: 1, bus: .programme, zones: .everywhere, at: desk.instant(480), gain: gain,
                fadeIn: 0))
        desk.run(to: 5000)
        let meter = TruePeakMeter()
        let peak = meter.readDecibels(desk.left)
        #expect(peak <= -0.95, "\(nasty) leaves at \(peak) dBTP, came in at \(meter.readDecibels(content))")
        // It is turned down, not thrown away.
        #expect(peak > -1.3, "\(nasty) leaves at \(peak) dBTP")
    }

    @Test func `a wave that rises between the samples alone is turned down, and only as far as it must be`() {
        let desk = Desk()
        // No sample is above 0.78, which is below the peak; the wave reaches 1.1.
        let content = TruePeakTests.Nasty.quarterRate.content(20_000).map { $0 * 1.1 }
        desk.feed(0, content)
        _ = desk.mixer.send(
            .start(
                voice: 0, playback: 1, bus: .programme, zones: .everywhere, at: desk.instant(480), gain: 1, fadeIn: 0))
        desk.run(to: 20_480)
        let ratio = desk.left[10_000] / content[10_000 - 480]
        #expect(abs(ratio - 0.8912 * 0.988 / 1.1) < 0.002)
    }

    @Test func `a wave below the limit between its samples too passes bit for bit, however high the samples`() {
        let desk = Desk()
        // 200 Hz: nothing between the samples that they do not show.
        let content = (0..<20_000).map { 0.875 * sinf(Float($0) * 2 * .pi * 200 / 48_000) }
        desk.feed(0, content)
        _ = desk.mixer.send(
            .start(
                voice: 0, playback: 1, bus: .programme, zones: .everywhere, at: desk.instant(480), gain: 1, fadeIn: 0))
        desk.run(to: 15_000)
        #expect(desk.left[480...].elementsEqual(content.prefix(15_000 - 480)))
    }

    @Test(arguments: [1, 7, 23, 24, 240, 777])
    func `the limiter does the same whatever the period`(period: Int) {
        let content = Nasty.bursts.content(5000)
        let sounds = [480, period].map { period in
            let desk = Desk()
            desk.feed(0, content)
            _ = desk.mixer.send(
                .start(
                    voice: 0, playback: 1, bus: .bed, zones: .everywhere, at: desk.instant(480), gain: 1, fadeIn: 0))
            desk.run(to: 6000, period: period)
            return desk.zones[0]
        }
        #expect(sounds[0] == sounds[1])
    }
}
