// SPDX-License-Identifier: Apache-2.0
import Mixing
import TestSupport
import Testing

@Suite struct FrameRingTests {
    @Test func `a ring takes what fits and no more`() {
        let ring = FrameRing(capacityFrames: 10)
        #expect(ring.writableFrames == 10)
        #expect(ring.write([Float](repeating: 0, count: 12)) == 6)
        #expect(ring.write([Float](repeating: 0, count: 12)) == 4)
        #expect(ring.write([Float](repeating: 0, count: 12)) == 0)
        #expect(ring.write([Float]()) == 0)
        #expect((ring.readableFrames, ring.writableFrames) == (10, 0))
        ring.finish()
        #expect(ring.isFinished)
        ring.reset()
        #expect((ring.readableFrames, ring.writableFrames, ring.isFinished) == (0, 10, false))
    }

    @Test(arguments: 1...30 as ClosedRange<UInt64>)
    func `whatever is written comes out, once and in order`(seed: UInt64) {
        var random = Seeded(seed)
        let capacity = Int.random(in: 1...300, using: &random)
        let mixer = Mixer(zones: 1, voices: 1, ringFrames: capacity)
        let ring = mixer.ring(of: 0)
        _ = mixer.send(.start(voice: 0, playback: 1, bus: .programme, zones: .everywhere, at: 0, gain: 1, fadeIn: 0))
        var written: [Float] = []
        var model = 0
        var played = [Float]()
        for _ in 0..<400 {
            let offered = (0..<Int.random(in: 0...200, using: &random)).map { _ in random.sample() * 0.35 }
            let taken = ring.write(offered.flatMap { [$0, -$0] })
            #expect(taken == min(offered.count, capacity - model), "seed \(seed)")
            written += offered.prefix(taken)
            model += taken
            #expect(ring.readableFrames == model, "seed \(seed)")
            // Never more than is there: what happens to a dry voice is proved elsewhere.
            let asked = Int.random(in: 0...model, using: &random)
            let samples = mixer.render(frames: asked, heardAt: 1_000_000_000)
            model -= asked
            for frame in 0..<asked {
                played.append(samples[frame * 2])
                #expect(samples[frame * 2 + 1] == -samples[frame * 2])
            }
        }
        let heard = played.dropFirst(Mixer.lookaheadFrames)
        #expect(heard.elementsEqual(written.prefix(heard.count)), "seed \(seed)")
    }

    @Test func `a decoder thread and the audio thread share a ring without loss`() async {
        let mixer = Mixer(zones: 1, voices: 1, ringFrames: 64)
        let ring = mixer.ring(of: 0)
        let total = 100_000
        let decoder = Task.detached {
            var next = 1
            while next <= total {
                let frames = (next..<min(next + 37, total + 1)).flatMap { frame -> [Float] in
                    let sample = Float(frame) / Float(1 << 18)
                    return [sample, -sample]
                }
                let taken = ring.write(frames)
                next += taken
                if taken == 0 { await Task.yield() }
            }
            ring.finish()
        }
        _ = mixer.send(.start(voice: 0, playback: 1, bus: .programme, zones: .everywhere, at: 0, gain: 1, fadeIn: 0))
        var expected = 1
        var toRender = total + Mixer.lookaheadFrames
        while toRender > 0 {
            // A full period, or the rest once the decoder is done: the voice is never dry.
            guard ring.isFinished || ring.readableFrames >= 16 else {
                await Task.yield()
                continue
            }
            let samples = mixer.render(frames: 16, heardAt: 1_000_000_000)
            toRender -= 16
            for frame in 0..<16 where expected <= total && (expected > 1 || samples[frame * 2] != 0) {
                #expect(samples[frame * 2] == Float(expected) / Float(1 << 18))
                expected += 1
            }
        }
        await decoder.value
        #expect(expected == total + 1)
    }
}
