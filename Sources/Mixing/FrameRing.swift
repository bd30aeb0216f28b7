// SPDX-License-Identifier: Apache-2.0
import Glibc
import Synchronization

/// A ring of stereo frames between one decoder thread (the producer) and the audio thread (the consumer).
///
/// Neither side ever waits for the other: a full ring takes fewer frames, an empty one gives none.
///
/// `@unchecked Sendable`: the samples are guarded by the two counters of `Storage`, each written by one side
/// with release and read by the other with acquire ordering; `reset()` needs both sides at rest.
public final class FrameRing: @unchecked Sendable {
    /// How many frames fit.
    public var capacityFrames: Int { storage.capacity }

    let storage: Storage

    /// - Parameter capacityFrames: How many frames fit; 1 or more.
    public init(capacityFrames: Int) {
        storage = Storage(capacity: capacityFrames)
    }

    deinit {
        storage.deallocate()
    }

    /// Frames that `write(_:)` takes now. Meant for the producer: it only grows while the producer rests.
    public var writableFrames: Int { storage.capacity - storage.readable }

    /// Frames written and not yet played.
    public var readableFrames: Int { storage.readable }

    /// Whether the producer has declared its end. What `readableFrames` says afterwards is all that is left.
    public var isFinished: Bool { storage.isFinished }

    /// Appends as many frames as fit. Producer only.
    ///
    /// - Parameter samples: Interleaved house frames; an even count.
    /// - Returns: Frames taken, from the front of `samples`; fewer than offered when the ring is full.
    @discardableResult
    public func write(_ samples: Span<Float>) -> Int {
        precondition(samples.count.isMultiple(of: HouseFormat.channels), "a ring takes whole frames")
        precondition(!storage.isFinished, "frames were written after finish()")
        return storage.write(samples)
    }

    /// Declares that no more frames come: the voice ends when the ring is empty. Producer only.
    public func finish() {
        unsafe storage.counters.pointee.isFinished.store(true, ordering: .releasing)
    }

    /// Empties the ring for its next playback.
    ///
    /// Only while neither side uses it: no producer writes, and no voice reads, that is before the voice's
    /// `start` is sent or after its `Report.ended` was received.
    public func reset() {
        unsafe storage.counters.pointee.reset()
    }
}

extension FrameRing {
    /// The ring's memory, as a plain value that the audio thread may copy without counting references.
    ///
    /// The `FrameRing` that made it owns it and must outlive every copy; the mixer sees to that.
    @safe struct Storage {
        let capacity: Int
        let samples: UnsafeMutablePointer<Float>
        let counters: UnsafeMutablePointer<Counters>

        init(capacity: Int) {
            precondition(capacity > 0, "a ring needs room for a frame")
            self.capacity = capacity
            // Memory that the system clears is memory only once the producer has written to it: a ring that is
            // never used costs nothing.
            let count = capacity * HouseFormat.channels
            guard let memory = unsafe calloc(count, MemoryLayout<Float>.stride) else {
                preconditionFailure("there is no memory for a ring")
            }
            unsafe samples = memory.bindMemory(to: Float.self, capacity: count)
            unsafe counters = .allocate(capacity: 1)
            unsafe counters.initialize(to: Counters())
        }

        func deallocate() {
            unsafe free(samples)
            unsafe counters.deinitialize(count: 1)
            unsafe counters.deallocate()
        }

        /// Frames ready for the consumer.
        ///
        /// The consumer's counter is read first: whichever side asks, the answer is never above the truth for
        /// the consumer nor below it for the producer, and never leaves `0...capacity`.
        var readable: Int {
            let consumed = unsafe counters.pointee.consumed.load(ordering: .acquiring)
            let written = unsafe counters.pointee.written.load(ordering: .acquiring)
            return min(written - consumed, capacity)
        }

        var isFinished: Bool {
            unsafe counters.pointee.isFinished.load(ordering: .acquiring)
        }

        fileprivate func write(_ source: Span<Float>) -> Int {
            let channels = HouseFormat.channels
            let frames = min(source.count / channels, capacity - readable)
            let written = unsafe counters.pointee.written.load(ordering: .relaxed)
            let position = written % capacity
            let untilWrap = min(frames, capacity - position)
            unsafe source.withUnsafeBufferPointer { source in
                guard let base = source.baseAddress else { return }
                unsafe (samples + position * channels).update(from: base, count: untilWrap * channels)
                unsafe samples.update(
                    from: base + untilWrap * channels, count: (frames - untilWrap) * channels)
            }
            unsafe counters.pointee.written.store(written + frames, ordering: .releasing)
            return frames
        }

        /// Moves the oldest frames into a block, from its first on, and gives their room back to the producer.
        /// Consumer only.
        ///
        /// - Parameters:
        ///   - frames: Not above `readable`.
        ///   - limit: See `BlockLevel.pass`.
        /// - Returns: How loud they are.
        func read(_ frames: Int, into block: borrowing FrameBlock, silencingAbove limit: Float) -> BlockLevel {
            let consumed = unsafe counters.pointee.consumed.load(ordering: .relaxed)
            let position = consumed % capacity
            let untilWrap = min(frames, capacity - position)
            var level = BlockLevel()
            unsafe block.take(
                samples + position * HouseFormat.channels, untilWrap, at: 0, silencingAbove: limit, &level)
            unsafe block.take(samples, frames - untilWrap, at: untilWrap, silencingAbove: limit, &level)
            unsafe counters.pointee.consumed.store(consumed + frames, ordering: .releasing)
            return level
        }
    }

    /// Frames since the last reset, as each side counts them; they never wrap in practice (Int64 frames).
    struct Counters: ~Copyable {
        /// Written by the producer.
        let written = Atomic<Int>(0)
        /// Written by the consumer.
        let consumed = Atomic<Int>(0)
        /// Written by the producer.
        let isFinished = Atomic<Bool>(false)

        func reset() {
            written.store(0, ordering: .relaxed)
            consumed.store(0, ordering: .relaxed)
            isFinished.store(false, ordering: .releasing)
        }
    }
}
