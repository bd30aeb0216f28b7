// SPDX-License-Identifier: Apache-2.0
import Mixing
import Testing

@Suite struct RampTests {
    @Test func `a crossfade keeps constant power on every frame`() {
        let desk = Desk()
        let fade = 4800
        // The two songs are told apart by channel.
        let ring = desk.mixer.ring(of: 0)
        ring.write((0..<20_000).flatMap { _ in [Float(0.5), 0] })
        desk.mixer.ring(of: 1).write((0..<20_000).flatMap { _ in [Float(0), 0.5] })
        _ = desk.mixer.send(
            .start(voice: 0, playback: 1, bus: .bed, zones: .everywhere, at: desk.instant(500), gain: 1, fadeIn: 0))
        _ = desk.mixer.send(.stop(voice: 0, at: desk.instant(6000), fade: Desk.span(fade)))
        _ = desk.mixer.send(
            .start(
                voice: 1, playback: 2, bus: .bed, zones: .everywhere, at: desk.instant(6000), gain: 1,
                fadeIn: Desk.span(fade)))
        desk.run(to: 14_000)
        let power = zip(desk.left, desk.right).map { $0 * $0 + $1 * $1 }
        #expect(power[500..<14_000].allSatisfy { abs($0 - 0.25) < 1e-5 })
        #expect(desk.left[6000 + fade] == 0)
        #expect(desk.right[6000 + fade] == 0.5)
    }

    @Test(arguments: [0, 1, 96, 4800])
    func `a fade, even one of no length, has no step`(frames: Int) {
        let desk = Desk()
        desk.play(0, level: 0.6, frames: 40_000, from: 300)
        _ = desk.mixer.send(
            .fade(voice: 0, at: desk.instant(2000), to: 0.1, over: Desk.span(frames)))
        _ = desk.mixer.send(
            .fade(voice: 0, at: desk.instant(12_000), to: 1, over: Desk.span(frames)))
        desk.run(to: 24_000)
        #expect(desk.left[2000] == 0.6)
        #expect(abs(desk.left[2000 + max(frames, 96)] - 0.06) < 1e-6)
        #expect(desk.left[11_999] == desk.left[2000 + max(frames, 96)])
        #expect(desk.left[12_000 + max(frames, 96)] == 0.6)
        // The steepest of a quarter sine: π/2 of the way a length.
        #expect(desk.steepest(1000..<24_000) < 0.54 * 1.6 / Float(max(frames, 96)))
    }

    @Test func `a fade that meets another goes on from where it is`() {
        let desk = Desk()
        desk.play(0, level: 0.8, frames: 40_000, from: 300, fadeIn: 9600)
        _ = desk.mixer.send(.fade(voice: 0, at: desk.instant(3000), to: 0, over: Desk.span(4800)))
        _ = desk.mixer.send(.fade(voice: 0, at: desk.instant(5000), to: 1, over: Desk.span(4800)))
        desk.run(to: 12_000)
        #expect(desk.steepest(300..<12_000) < 0.8 * 1.6 / 4800)
        #expect(desk.left[9800] == 0.8)
    }

    @Test func `a duck lowers the bed by its depth, on its frame, and leaves the programme alone`() {
        let desk = Desk()
        let ring = desk.mixer.ring(of: 0)
        ring.write((0..<60_000).flatMap { _ in [Float(0.5), 0] })
        desk.mixer.ring(of: 1).write((0..<60_000).flatMap { _ in [Float(0.25), 0.5] })
        for (voice, bus) in [(0, Bus.bed), (1, .programme)] {
            _ = desk.mixer.send(
                .start(
                    voice: voice, playback: 1, bus: bus, zones: .everywhere, at: desk.instant(300), gain: 1, fadeIn: 0))
        }
        _ = desk.mixer.send(.duck(zones: .everywhere, at: desk.instant(5000), to: 0.2, over: Desk.span(14_400)))
        _ = desk.mixer.send(.duck(zones: .everywhere, at: desk.instant(25_000), to: 1, over: Desk.span(19_200)))
        desk.run(to: 50_000)
        let bed = desk.left.map { $0 - 0.25 }
        #expect(bed[300...5000].allSatisfy { $0 == 0.5 })
        #expect(bed[5100] < 0.5)
        #expect(abs(bed[5000 + 7200] - 0.3) < 1e-5)
        #expect(bed[19_400...25_000].allSatisfy { abs($0 - 0.1) < 1e-6 })
        #expect(bed[44_200..<50_000].allSatisfy { $0 == 0.5 })
        #expect(desk.right[300..<50_000].allSatisfy { $0 == 0.5 })
        // The steepest of half a cosine: π/2 of the way a length.
        #expect(desk.steepest(300..<50_000) < 0.4 * 1.6 / 14_400)
    }

    @Test(arguments: [0, 7200])
    func `a stop fades out, ends the voice, and says so`(fade: Int) {
        let desk = Desk()
        desk.play(0, level: 0.5, frames: 90_000, from: 300)
        _ = desk.mixer.send(.stop(voice: 0, at: desk.instant(5000), fade: Desk.span(fade)))
        desk.run(to: 20_000)
        let end = 5000 + max(fade, 96)
        #expect(desk.left[5000] == 0.5)
        #expect(desk.left[end - 1] > 0)
        #expect(desk.left[(end + 2000)...].allSatisfy { $0 == 0 })
        #expect(desk.steepest(4000..<20_000) < 0.5 * 1.6 / Float(max(fade, 96)))
        #expect(
            desk.reports().last
                == .ended(
                    voice: 0, playback: 100, at: desk.instant(end), framesPlayed: Int64(end - 300),
                    framesMissing: 0, wasStopped: true))
    }
}
