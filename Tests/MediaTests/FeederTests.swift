// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing

@testable import Media
@testable import Mixing

@Suite struct FeederTests {
    let folder: SoundFolder
    let feeder = Feeder()

    init() throws {
        folder = try SoundFolder()
    }

    /// A file whose frame number `n` has the sample `n / 65536` on the left and its negative on the right.
    private func ramp(_ name: String, frames: Int) throws -> String {
        try folder.write(name, frames: frames) { frame, channel in
            Float(frame) / 65_536 * (channel == 0 ? 1 : -1)
        }
    }

    /// Waits for another thread, without a clock: gives up only after far more turns than any machine needs.
    private func wait(until condition: () -> Bool) -> Bool {
        for _ in 0..<200_000_000 {
            if condition() { return true }
            sched_yield()
        }
        return false
    }

    /// Plays the ring as the audio thread would, until it has ended.
    private func playAll(_ ring: FrameRing) -> [Float] {
        var played: [Float] = []
        while wait(until: { ring.readableFrames > 0 || ring.isFinished }) {
            let frames = ring.readableFrames
            if frames == 0 { break }
            played += take(min(frames, 1_000), from: ring)
        }
        return played
    }

    /// The left channel of the next frames.
    private func take(_ frames: Int, from ring: FrameRing) -> [Float] {
        guard frames > 0 else { return [] }
        let block = FrameBlock(capacity: frames)
        _ = ring.storage.read(frames, into: block, silencingAbove: .infinity)
        return (0..<frames).map { block[$0].left }
    }

    @Test(arguments: [1, 1_000, 4_800, 200_000])
    func `a clip comes through a ring of any size whole and in order`(capacity: Int) throws {
        let frames = capacity == 1 ? 10 : 60_000
        let ring = FrameRing(capacityFrames: capacity)
        let path = try ramp("ramp.wav", frames: frames)
        feeder.start(Clip(pieces: [.file(path: path, gain: 1), .silence(frames: 3)]), into: ring, id: 1)
        let expected = (0..<frames).map { Float($0) / 65_536 } + [0, 0, 0]
        #expect(playAll(ring) == expected)
        #expect(ring.isFinished)
    }

    @Test func `rings are fed beside each other`() throws {
        let path = try ramp("ramp.wav", frames: 60_000)
        let rings = (0..<8).map { _ in FrameRing(capacityFrames: 9_600) }
        for (id, ring) in rings.enumerated() {
            feeder.start(Clip(pieces: [.file(path: path, gain: 1)]), into: ring, id: UInt64(id))
        }
        for ring in rings { #expect(playAll(ring).count == 60_000) }
    }

    @Test func `a ring that nobody plays is filled but never finished`() throws {
        let ring = FrameRing(capacityFrames: 9_600)
        feeder.start(
            Clip(pieces: [.file(path: try ramp("ramp.wav", frames: 60_000), gain: 1)]), into: ring, id: 1)
        #expect(wait { ring.writableFrames < Feeder.blockFrames })
        #expect(!ring.isFinished)
    }

    @Test func `after a cancel the ring is the caller's again`() throws {
        let path = try ramp("ramp.wav", frames: 60_000)
        let ring = FrameRing(capacityFrames: 9_600)
        for round in 0..<200 {
            feeder.start(Clip(pieces: [.file(path: path, gain: 1)]), into: ring, id: UInt64(round))
            if round % 2 == 0 { #expect(wait { ring.readableFrames > 0 }) }
            feeder.cancel(id: UInt64(round))
            // A write after this would trap in the ring or show as a frame of the round before.
            ring.reset()
            #expect(ring.readableFrames == 0)
        }
        feeder.cancel(id: 999)
    }

    @Test func `what was being decoded during a cancel never reaches the ring, nor the next clip's`() {
        let desk = FeederDesk(failures: AsyncStream.makeStream(of: FeedFailure.self).continuation)
        let ring = FrameRing(capacityFrames: 9_600)
        let clip = Clip(pieces: [.silence(frames: 100)])
        let samples: [Float] = [1, 1]
        desk.start(clip, into: ring, id: 1)
        let late = desk.hungriest()
        desk.cancel(id: 1)
        if let late { desk.deliver(samples.span, of: late) }
        #expect(ring.readableFrames == 0)
        desk.start(clip, into: ring, id: 1)
        if let late { desk.deliver(samples.span, of: late) }
        if let late { desk.deliver(Span(), of: late) }
        #expect(ring.readableFrames == 0)
        #expect(!ring.isFinished)
        // And what belongs to it does.
        if let current = desk.hungriest() { desk.deliver(samples.span, of: current) }
        #expect(ring.readableFrames == 1)
    }

    @Test func `the emptiest ring has its turn first, a full one has none`() {
        let desk = FeederDesk(failures: AsyncStream.makeStream(of: FeedFailure.self).continuation)
        let samples = [Float](repeating: 0, count: 9_600 * 2)
        for (id, frames) in [4_000, 1_000, 9_000].enumerated() {
            let ring = FrameRing(capacityFrames: 9_600)
            ring.write(samples.span.extracting(first: frames * 2))
            desk.start(Clip(pieces: []), into: ring, id: UInt64(id))
        }
        #expect(desk.hungriest()?.id == 1)
        desk.cancel(id: 1)
        #expect(desk.hungriest()?.id == 0)
        desk.cancel(id: 0)
        #expect(desk.hungriest() == nil)
    }

    @Test func `starting with an id in use puts the new clip in the place of the old one`() throws {
        let old = FrameRing(capacityFrames: 9_600)
        let new = FrameRing(capacityFrames: 9_600)
        feeder.start(
            Clip(pieces: [.file(path: try ramp("ramp.wav", frames: 60_000), gain: 1)]), into: old, id: 1)
        feeder.start(Clip(pieces: [.silence(frames: 10)]), into: new, id: 1)
        #expect(playAll(new).count == 10)
        #expect(!old.isFinished)
    }

    @Test func `what is still being made is waited for without silence, and follows when it is there`() throws {
        let ring = FrameRing(capacityFrames: 4_800)
        let chime = try ramp("chime.wav", frames: 1_000), words = try ramp("words.wav", frames: 2_000)
        let awaited = AwaitedPieces()
        feeder.start(
            Clip(pieces: [.file(path: chime, gain: 1), .awaited(awaited), .silence(frames: 2)]), into: ring, id: 1)
        #expect(wait { ring.readableFrames == 1_000 })
        #expect(take(1_000, from: ring) == (0..<1_000).map { Float($0) / 65_536 })
        // Another clip is fed meanwhile.
        let other = FrameRing(capacityFrames: 4_800)
        feeder.start(Clip(pieces: [.silence(frames: 3)]), into: other, id: 2)
        #expect(playAll(other) == [0, 0, 0])
        #expect(ring.readableFrames == 0 && !ring.isFinished)
        awaited.give([.file(path: words, gain: 1)])
        awaited.give([])
        #expect(playAll(ring) == (0..<2_000).map { Float($0) / 65_536 } + [0, 0])
    }

    @Test func `what turns out to be nothing ends there`() throws {
        let ring = FrameRing(capacityFrames: 4_800)
        let awaited = AwaitedPieces()
        feeder.start(Clip(pieces: [.silence(frames: 5), .awaited(awaited)]), into: ring, id: 1)
        #expect(wait { ring.readableFrames == 5 })
        awaited.give([])
        #expect(playAll(ring).count == 5)
        #expect(ring.isFinished)
    }

    @Test func `an empty clip finishes at once`() {
        let ring = FrameRing(capacityFrames: 9_600)
        feeder.start(Clip(pieces: []), into: ring, id: 1)
        #expect(playAll(ring).isEmpty)
        #expect(ring.isFinished)
    }

    @Test func `what cannot be played is told with the clip's id, and the clip goes on`() async throws {
        let gone = folder.path(of: "gone.wav")
        let ring = FrameRing(capacityFrames: 9_600)
        feeder.start(
            Clip(pieces: [.file(path: gone, gain: 1), .silence(frames: 5)]), into: ring, id: 7)
        #expect(playAll(ring).count == 5)
        feeder.shutdown()
        var failures: [FeedFailure] = []
        for await failure in feeder.failures { failures.append(failure) }
        #expect(failures == [FeedFailure(id: 7, error: .notFound(path: gone))])
    }

    @Test func `a feeder that was shut down feeds no more, and may be shut down again`() async throws {
        feeder.shutdown()
        let ring = FrameRing(capacityFrames: 9_600)
        feeder.start(Clip(pieces: [.silence(frames: 5)]), into: ring, id: 1)
        feeder.shutdown()
        #expect(ring.readableFrames == 0)
        #expect(!ring.isFinished)
    }
}
