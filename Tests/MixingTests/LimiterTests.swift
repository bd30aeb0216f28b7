// SPDX-License-Identifier: Apache-2.0
import Mixing
import TestSupport
import Testing

@Suite struct LimiterTests {
    private let peak: Float = 0.891_250_9

    @Test func `what no wave through it can lift to the peak passes bit for bit`() {
        let desk = Desk()
        var random = Seeded(1)
        let content = (0..<10_000).map { _ in random.sample() * 0.37 }
        desk.feed(0, content)
        _ = desk.mixer.send(
            .start(
                voice: 0, playback: 1, bus: .programme, zones: .everywhere, at: desk.instant(480), gain: 1, fadeIn: 0))
        desk.run(to: 10_480)
        #expect(desk.left[480...].elementsEqual(content))
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `no sample is above the peak, whatever comes in`(seed: UInt64) {
        let desk = Desk()
        var random = Seeded(seed)
        let content = (0..<40_000).map { _ -> Float in
            // Mostly quiet, with bursts far above full scale.
            random.sample() * (random.next() % 100 == 0 ? 20 : 0.5)
        }
        desk.feed(0, content)
        desk.feed(1, content.reversed())
        for voice in 0...1 {
            _ = desk.mixer.send(
                .start(
                    voice: voice, playback: 1, bus: .bed, zones: .everywhere, at: desk.instant(480), gain: 4, fadeIn: 0)
            )
        }
        desk.run(to: 41_000)
        #expect(desk.left.allSatisfy { abs($0) <= peak })
        #expect(desk.left.contains { abs($0) > 0.5 })
    }

    @Test func `a loud passage is turned down without a step and recovers fully`() {
        let desk = Desk()
        // Constant levels, so that each step of the gain would show.
        desk.play(0, level: 0.5, frames: 150_000, from: 480)
        desk.play(1, level: 2, frames: 9600, from: 20_000, fadeIn: 4800)
        desk.run(to: 140_000)
        #expect(desk.steepest(1000..<140_000) < 0.02)
        #expect(desk.left[139_000..<140_000].allSatisfy { $0 == 0.5 })
        // Not ducked for longer than it must be: back within 1 dB after 300 ms.
        #expect(desk.left[29_600 + 14_400] > 0.445)
    }

    @Test func `a peak is turned down, not clipped, and both channels alike`() {
        let desk = Desk()
        let content: [Float] = (0..<20_000).map { frame in (5000..<5003).contains(frame) ? 2 : 0.05 }
        let ring = desk.mixer.ring(of: 0)
        ring.write(content.flatMap { [$0, 0.1] })
        ring.finish()
        _ = desk.mixer.send(
            .start(
                voice: 0, playback: 1, bus: .programme, zones: .everywhere, at: desk.instant(480), gain: 1, fadeIn: 0))
        desk.run(to: 20_480)
        // The right channel shows the gain at work.
        let errors = content.indices.map { abs(desk.left[480 + $0] - content[$0] * desk.right[480 + $0] / 0.1) }
        #expect(errors.allSatisfy { $0 < 1e-5 })
        #expect(desk.right[5481] < 0.05)
        #expect(desk.right[480 + 4700] == 0.1)
        // It comes back slowly: 15 ms after the peak hardly at all.
        #expect(desk.right[480 + 5003 + 720] < 0.06)
    }

    @Test func `the meter holds the peaks until somebody looks`() {
        let desk = Desk()
        let ring = desk.mixer.ring(of: 0)
        ring.write([0.25, -0.5])
        ring.finish()
        _ = desk.mixer.send(
            .start(
                voice: 0, playback: 1, bus: .programme, zones: .everywhere, at: desk.instant(480), gain: 1, fadeIn: 0))
        desk.run(to: 960)
        #expect(desk.mixer.meter(zone: 0) == (0.25, 0.5))
        #expect(desk.mixer.meter(zone: 0) == (0, 0))
    }
}
