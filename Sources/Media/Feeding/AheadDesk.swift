// SPDX-License-Identifier: Apache-2.0
import Foundation
import Mixing

/// The ahead feeder's list of work: its decoders take from the front, `fill` takes what they made.
///
/// `@unchecked Sendable`: everything that changes is guarded by `condition`; a job's reader and memory belong to the
/// decoder that has marked the job as being decoded.
final class AheadDesk: @unchecked Sendable {
    /// Frames decoded between two looks at the list.
    private static let blockFrames = AudioDecoder.blockFrames
    /// Frames that must be gone until a full house takes in more: ten seconds.
    private static let roomFrames = 10 * HouseFormat.sampleRate

    /// A clip, what of it was decoded, and where that goes.
    private final class Job {
        let clip: Clip
        let reader: ClipReader
        var id: UInt64?
        var ring: FrameRing?
        var blocks: ArraySlice<Block> = []
        /// What the next block is decoded into.
        var memory: [Float] = []
        var isBeingDecoded = false
        var hasEnded = false

        init(_ clip: Clip) {
            self.clip = clip
            reader = ClipReader(clip)
        }
    }

    /// Decoded frames, and what failed before their first.
    private struct Block {
        /// Of the size of a whole block, however many frames it has.
        var samples: [Float]
        /// Those that are not in the ring yet.
        var frames: Range<Int>
        var failures: [MediaError]
    }

    private let condition = NSCondition()
    /// By when they are wanted.
    private var jobs: [Job]
    /// What the jobs hold.
    private var framesAhead = 0
    /// Whether the house is full: from the limit on, until there is room for a good while of work. Threads that wake
    /// for every block would spend more on that than on the block.
    private var isFull = false
    /// Whether `fill` waits for a block.
    private var isWaiting = false
    /// The memory of blocks that were delivered, for those to come: fresh memory would cost more than what is in it.
    private var spare: [[Float]] = []
    private var isOpen = true

    init(_ expected: [Clip]) {
        jobs = expected.map(Job.init)
    }

    func start(_ clip: Clip, into ring: FrameRing, id: UInt64) {
        condition.withLock {
            let job: Job
            if let expected = jobs.first(where: { $0.id == nil && $0.clip == clip }) {
                job = expected
            } else {
                job = Job(clip)
                jobs.insert(job, at: jobs.firstIndex { $0.id == nil } ?? jobs.endIndex)
            }
            job.id = id
            job.ring = ring
            condition.broadcast()
        }
    }

    func cancel(id: UInt64) {
        condition.withLock {
            guard let index = jobs.firstIndex(where: { $0.id == id }) else { return }
            let job = jobs.remove(at: index)
            framesAhead -= job.blocks.reduce(0) { $0 + $1.frames.count }
            makeRoom()
        }
    }

    func shutdown() {
        condition.withLock {
            isOpen = false
            jobs = []
            condition.broadcast()
        }
    }

    // MARK: Delivering

    func fill(_ frames: Int) -> [FeedFailure] {
        condition.withLock {
            var failures: [FeedFailure] = []
            for job in jobs {
                guard let ring = job.ring, let id = job.id, !ring.isFinished else { continue }
                while ring.readableFrames < min(frames, ring.capacityFrames) {
                    if !job.blocks.isEmpty {
                        deliver(job, to: ring) { failures.append(FeedFailure(id: id, error: $0)) }
                    } else if job.hasEnded {
                        ring.finish()
                        break
                    } else {
                        isWaiting = true
                        condition.broadcast()
                        condition.wait()
                        isWaiting = false
                    }
                }
            }
            return failures
        }
    }

    /// Moves as much of a job's first block as the ring has room for.
    private func deliver(_ job: Job, to ring: FrameRing, report: (MediaError) -> Void) {
        // Taken out of its slot: a slice keeps what it has left behind, and memory with two owners would be copied.
        var block = Block(samples: [], frames: 0..<0, failures: [])
        swap(&block, &job.blocks[job.blocks.startIndex])
        for failure in block.failures { report(failure) }
        block.failures = []
        let (frames, channels) = (block.frames, HouseFormat.channels)
        let samples = frames.lowerBound * channels..<frames.upperBound * channels
        let taken = ring.write(block.samples.span.extracting(samples))
        framesAhead -= taken
        if taken < frames.count {
            block.frames = frames.lowerBound + taken..<frames.upperBound
            swap(&block, &job.blocks[job.blocks.startIndex])
        } else {
            job.blocks.removeFirst()
            spare.append(block.samples)
        }
        makeRoom()
    }

    /// Lets the decoders go on once enough frames are gone.
    private func makeRoom() {
        guard isFull, framesAhead <= AheadFeeder.aheadFrames - Self.roomFrames else { return }
        isFull = false
        condition.broadcast()
    }

    // MARK: Decoding

    /// Decodes until `shutdown()`.
    func run() {
        while let job = nextJob() {
            var failures: [MediaError] = []
            // Nothing is awaited in a rendering: all of it is made beforehand.
            let reading = job.reader.read(atMost: Self.blockFrames, into: &job.memory) { failures.append($0) }
            let frames = if case .frames(let frames) = reading { frames } else { 0 }
            condition.withLock {
                var block = Block(samples: [], frames: 0..<frames, failures: failures)
                swap(&block.samples, &job.memory)
                job.isBeingDecoded = false
                job.hasEnded = frames == 0
                job.blocks.append(block)
                if jobs.contains(where: { $0 === job }) { framesAhead += frames }
                isFull = isFull || framesAhead >= AheadFeeder.aheadFrames
                if isWaiting { condition.broadcast() }
            }
        }
    }

    /// The next job to go on with, marked as being decoded, with memory for a block; waits for one. Nil once the desk
    /// is closed.
    private func nextJob() -> Job? {
        condition.withLock {
            while isOpen {
                let job = jobs.first { job in
                    guard !job.isBeingDecoded, !job.hasEnded else { return false }
                    // Somebody may be waiting for what was started, however full the house is.
                    return !isFull || (isWaiting && job.id != nil && job.blocks.isEmpty)
                }
                if let job {
                    job.isBeingDecoded = true
                    let samples = Self.blockFrames * HouseFormat.channels
                    job.memory = spare.popLast() ?? Array(repeating: 0, count: samples)
                    return job
                }
                condition.wait()
            }
            return nil
        }
    }
}
