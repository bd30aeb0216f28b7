// SPDX-License-Identifier: Apache-2.0

/// A few frames of stereo on their way through the kernel, and the arithmetic on all of them at once.
///
/// Each operation checks its bounds once and then runs over plain memory, so that the compiler can make vectors
/// of it; none depends on the order of its samples, so a result is the same to the bit.
@safe struct FrameBlock: ~Copyable {
    static let frameBytes = HouseFormat.channels * MemoryLayout<Float>.size

    /// Frames there is room for.
    let capacity: Int
    private let samples: UnsafeMutablePointer<Float>

    init(capacity: Int) {
        precondition(capacity > 0, "a block needs room for a frame")
        self.capacity = capacity
        unsafe samples = .allocate(capacity: capacity * HouseFormat.channels)
        unsafe samples.initialize(repeating: 0, count: capacity * HouseFormat.channels)
    }

    deinit {
        unsafe samples.deallocate()
    }

    subscript(frame: Int) -> (left: Float, right: Float) {
        get {
            precondition(frame >= 0 && frame < capacity, "past the end of a block")
            return unsafe (samples[frame * HouseFormat.channels], samples[frame * HouseFormat.channels + 1])
        }
        nonmutating set {
            precondition(frame >= 0 && frame < capacity, "past the end of a block")
            unsafe samples[frame * HouseFormat.channels] = newValue.left
            unsafe samples[frame * HouseFormat.channels + 1] = newValue.right
        }
    }

    /// The memory of the first so many frames.
    ///
    /// Valid while the block is.
    @unsafe func base(_ frames: Int) -> UnsafeMutablePointer<Float> {
        precondition(frames >= 0 && frames <= capacity, "more frames than a block holds")
        return unsafe samples
    }

    /// Makes the first frames silent.
    func clear(_ frames: Int) {
        let target = unsafe base(frames)
        for index in 0..<(frames * HouseFormat.channels) { unsafe target[index] = 0 }
    }

    /// Makes the first frames those of another block.
    func copy(_ other: borrowing FrameBlock, _ frames: Int) {
        let (target, source) = unsafe (base(frames), other.base(frames))
        for index in 0..<(frames * HouseFormat.channels) { unsafe target[index] = source[index] }
    }

    /// Makes the frames from `start` on the first of another block.
    func copy(_ other: borrowing FrameBlock, _ frames: Int, at start: Int) {
        precondition(start >= 0, "before the block")
        let (target, source) = unsafe (base(start + frames) + start * HouseFormat.channels, other.base(frames))
        for index in 0..<(frames * HouseFormat.channels) { unsafe target[index] = source[index] }
    }

    /// Whether another block of the same capacity holds the same frames.
    func isEqual(to other: borrowing FrameBlock) -> Bool {
        let (ours, theirs) = unsafe (base(capacity), other.base(capacity))
        for index in 0..<(capacity * HouseFormat.channels) {
            guard unsafe ours[index] == theirs[index] else { return false }
        }
        return true
    }

    /// Adds the first frames of another block.
    func add(_ other: borrowing FrameBlock, _ frames: Int) {
        let (target, source) = unsafe (base(frames), other.base(frames))
        for index in 0..<(frames * HouseFormat.channels) { unsafe target[index] += source[index] }
    }

    /// Multiplies the first frames by a gain that may move.
    func scale(along gain: inout Ramp, _ frames: Int, _ sine: borrowing QuarterSine) {
        let moving = min(frames, gain.remainingFrames)
        let target = unsafe base(frames)
        for frame in 0..<moving {
            let level = gain.next(sine)
            unsafe target[frame * HouseFormat.channels] *= level
            unsafe target[frame * HouseFormat.channels + 1] *= level
        }
        let level = gain.value
        guard level != 1 else { return }
        for index in (moving * HouseFormat.channels)..<(frames * HouseFormat.channels) {
            unsafe target[index] *= level
        }
    }

    /// Makes the frames from `start` on those of memory elsewhere, with what is no sound made silence.
    ///
    /// - Parameters:
    ///   - source: So many frames, interleaved.
    ///   - limit: See `BlockLevel.pass`.
    ///   - level: Sees them pass.
    @unsafe func take(
        _ source: UnsafePointer<Float>, _ frames: Int, at start: Int, silencingAbove limit: Float,
        _ level: inout BlockLevel
    ) {
        precondition(start >= 0, "before the block")
        let source = unsafe UnsafeRawPointer(source)
        let target = unsafe UnsafeMutableRawPointer(base(start + frames)) + start * Self.frameBytes
        let groups = frames / PassingPeak.groupFrames
        for group in 0..<groups {
            let offset = group * PassingPeak.groupFrames * Self.frameBytes
            let four = unsafe source.loadUnaligned(fromByteOffset: offset, as: BlockLevel.Group.self)
            let sound = level.pass(four, silencingAbove: limit)
            unsafe target.storeBytes(of: sound, toByteOffset: offset, as: BlockLevel.Group.self)
        }
        for frame in (groups * PassingPeak.groupFrames)..<frames {
            let offset = frame * Self.frameBytes
            let pair = unsafe source.loadUnaligned(fromByteOffset: offset, as: SIMD2<Float>.self)
            let sound = level.pass(BlockLevel.Group(pair.x, pair.y, 0, 0, 0, 0, 0, 0), silencingAbove: limit)
            unsafe target.storeBytes(of: SIMD2(sound[0], sound[1]), toByteOffset: offset, as: SIMD2<Float>.self)
        }
    }

    /// The highest magnitudes among the first frames.
    func peak(_ frames: Int) -> (left: Float, right: Float) {
        let source = unsafe UnsafeRawPointer(base(frames))
        var peak = PassingPeak()
        let groups = frames / PassingPeak.groupFrames
        for group in 0..<groups {
            peak.see(
                unsafe source.loadUnaligned(
                    fromByteOffset: group * PassingPeak.groupFrames * Self.frameBytes, as: PassingPeak.Group.self))
        }
        for frame in (groups * PassingPeak.groupFrames)..<frames {
            peak.see(left: self[frame].left, right: self[frame].right)
        }
        return peak.peak
    }

    /// Exchanges frames with those of a ring of the whole of another block.
    ///
    /// - Parameters:
    ///   - ring: Gives up its oldest frames, in order, and takes these in their places.
    ///   - slot: Where in the ring the oldest is.
    /// - Returns: The highest magnitudes among the frames that the ring gave up.
    func exchange(
        _ frames: Int, with ring: borrowing FrameBlock, at slot: Int
    ) -> (left: Float, right: Float) {
        precondition(slot >= 0 && slot < ring.capacity, "past the end of a ring")
        let (block, ringBase) = unsafe (
            UnsafeMutableRawPointer(base(frames)), UnsafeMutableRawPointer(ring.base(ring.capacity))
        )
        var peak = PassingPeak()
        var (done, slot) = (0, slot)
        while done < frames {
            let count = min(frames - done, ring.capacity - slot)
            let (ours, theirs) = unsafe (block + done * Self.frameBytes, ringBase + slot * Self.frameBytes)
            let groups = count / PassingPeak.groupFrames
            for group in 0..<groups {
                peak.see(
                    unsafe Self.swap(
                        ours, theirs, at: group * PassingPeak.groupFrames, as: PassingPeak.Group.self))
            }
            for frame in (groups * PassingPeak.groupFrames)..<count {
                let leaving = unsafe Self.swap(ours, theirs, at: frame, as: SIMD2<Float>.self)
                peak.see(left: leaving.x, right: leaving.y)
            }
            done += count
            slot = 0
        }
        return peak.peak
    }

    /// Swaps what two blocks have at a frame, and gives what was in the second.
    @inline(__always)
    @unsafe private static func swap<Vector: SIMD>(
        _ ours: UnsafeMutableRawPointer, _ theirs: UnsafeMutableRawPointer, at frame: Int, as _: Vector.Type
    ) -> Vector {
        let offset = frame * frameBytes
        let leaving = unsafe theirs.loadUnaligned(fromByteOffset: offset, as: Vector.self)
        unsafe theirs.storeBytes(
            of: ours.loadUnaligned(fromByteOffset: offset, as: Vector.self), toByteOffset: offset, as: Vector.self)
        unsafe ours.storeBytes(of: leaving, toByteOffset: offset, as: Vector.self)
        return leaving
    }
}
