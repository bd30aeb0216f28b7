// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Media
@testable import Mixing

@Suite struct AheadFeederTests {
    let folder: SoundFolder

    init() throws {
        folder = try SoundFolder()
    }

    /// A clip whose frame number `n` has the sample `n / 65536` on the left.
    private func ramp(_ name: String, frames: Int) throws -> Clip {
        let path = try folder.write(name, frames: frames) { frame, _ in Float(frame) / 65_536 }
        return Clip(pieces: [.file(path: path, gain: 1), .silence(frames: 3)])
    }

    /// The left channel of the next frames.
    private func take(_ frames: Int, from ring: FrameRing) -> [Float] {
        guard frames > 0 else { return [] }
        let block = FrameBlock(capacity: frames)
        _ = ring.storage.read(frames, into: block, silencingAbove: .infinity)
        return (0..<frames).map { block[$0].left }
    }

    private func expectation(_ frames: Int) -> [Float] {
        (0..<frames).map { Float($0) / 65_536 } + [0, 0, 0]
    }

    @Test(arguments: [1, 3], [true, false])
    func `each ring gets its clip whole and in order, expected or not`(threads: Int, isExpected: Bool) throws {
        let lengths = [40_000, 16_384, 16_381, 7]
        let clips = try lengths.map { try ramp("\($0).wav", frames: $0) }
        let feeder = AheadFeeder(expecting: isExpected ? clips : [], threads: threads)
        let rings = clips.map { _ in FrameRing(capacityFrames: 20_000) }
        for (index, clip) in clips.enumerated() { feeder.start(clip, into: rings[index], id: UInt64(index)) }
        var played = rings.map { _ in [Float]() }
        while true {
            #expect(feeder.fill(1_000) == [])
            for (index, ring) in rings.enumerated() {
                let frames = min(ring.readableFrames, 1_000)
                // Full, or finished with what is left: nothing in between, however slow a decoder was.
                #expect(frames == 1_000 || ring.isFinished)
                played[index] += take(frames, from: ring)
            }
            if rings.allSatisfy({ $0.isFinished && $0.readableFrames == 0 }) { break }
        }
        #expect(played == lengths.map(expectation))
    }

    @Test func `what cannot be played comes back where its frames would have been`() throws {
        let good = try ramp("good.wav", frames: 10_000)
        let gone = folder.path(of: "gone.wav")
        let clip = Clip(pieces: [.silence(frames: 40_000), .file(path: gone, gain: 1)] + good.pieces)
        let feeder = AheadFeeder(expecting: [clip], threads: 2)
        let ring = FrameRing(capacityFrames: 60_000)
        feeder.start(clip, into: ring, id: 7)
        #expect(feeder.fill(16_384) == [])
        #expect(feeder.fill(50_000) == [FeedFailure(id: 7, error: .notFound(path: gone))])
        #expect(feeder.fill(60_000) == [])
        #expect(ring.isFinished && ring.readableFrames == 50_003)
    }

    @Test func `more than may be decoded ahead does not keep what is played waiting`() throws {
        let long = Clip(pieces: [.silence(frames: Int64(AheadFeeder.aheadFrames) + 100_000)])
        let clip = try ramp("late.wav", frames: 30_000)
        let feeder = AheadFeeder(expecting: [long, clip], threads: 2)
        let ring = FrameRing(capacityFrames: 40_000)
        feeder.start(clip, into: ring, id: 1)
        #expect(feeder.fill(40_000) == [])
        #expect(take(30_003, from: ring) == expectation(30_000))
        feeder.cancel(id: 1)
    }
}
