// SPDX-License-Identifier: Apache-2.0

/// A few frames of stereo on their way through the kernel, and the arithmetic on all of them at once.
///
/// Each operation checks its bounds once and then runs over plain memory, so that the compiler can make vectors
/// of it; none depends on the order of its samples, so a result is the same to the bit.
@safe struct FrameBlock: ~Copyable {
    private static let frameBytes = HouseFormat.channels * MemoryLayout<Float>.size

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

    /// Adds the first frames of another block.
    func add(_ other: borrowing FrameBlock, _ frames: Int) {
        let (target, source) = unsafe (base(frames), other.base(frames))
        for index in 0..<(frames * HouseFormat.channels) { unsafe target[index] += source[index] }
    }

    /// Multiplies the first frames by a gain that may move. No negative zero is left.
    func scale(along gain: inout Ramp, _ frames: Int, _ sine: borrowing QuarterSine) {
        let moving = min(frames, gain.remainingFrames)
        let target = unsafe base(frames)
        for frame in 0..<moving {
            let level = gain.next(sine)
            unsafe target[frame * HouseFormat.channels] = 0 + target[frame * HouseFormat.channels] * level
            unsafe target[frame * HouseFormat.channels + 1] = 0 + target[frame * HouseFormat.channels + 1] * level
        }
        let level = gain.value
        for index in (moving * HouseFormat.channels)..<(frames * HouseFormat.channels) {
            unsafe target[index] = 0 + target[index] * level
        }
    }

    /// Makes silence of each sample of the first frames whose magnitude is above a limit, or which is no number.
    func silence(above limit: Float, _ frames: Int) {
        let target = unsafe base(frames)
        for index in 0..<(frames * HouseFormat.channels) {
            let sample = unsafe target[index]
            unsafe target[index] = sample.magnitude <= limit ? sample : 0
        }
    }

    /// The highest magnitudes among the first frames.
    func peak(_ frames: Int) -> (left: Float, right: Float) {
        let source = unsafe UnsafeRawPointer(base(frames))
        // Several frames are looked at together: even lanes are left, odd ones right.
        var (highest, lowest) = (SIMD16<Float>(repeating: 0), SIMD16<Float>(repeating: 0))
        let framesPerGroup = SIMD16<Float>.scalarCount / HouseFormat.channels
        let groups = frames / framesPerGroup
        for group in 0..<groups {
            let samples = unsafe source.loadUnaligned(
                fromByteOffset: group * framesPerGroup * Self.frameBytes, as: SIMD16<Float>.self)
            highest.replace(with: samples, where: samples .> highest)
            lowest.replace(with: samples, where: samples .< lowest)
        }
        var peak = (
            left: max(highest.evenHalf.max(), lowest.evenHalf.min().magnitude),
            right: max(highest.oddHalf.max(), lowest.oddHalf.min().magnitude)
        )
        for frame in (groups * framesPerGroup)..<frames {
            peak = (max(peak.left, self[frame].left.magnitude), max(peak.right, self[frame].right.magnitude))
        }
        return peak
    }

    /// Exchanges frames with those of a ring of the whole of another block.
    ///
    /// - Parameters:
    ///   - ring: Gives up its oldest frames, in order, and takes these in their places.
    ///   - slot: Where in the ring the oldest is.
    func exchange(_ frames: Int, with ring: borrowing FrameBlock, at slot: Int) {
        precondition(slot >= 0 && slot < ring.capacity, "past the end of a ring")
        let (block, ringBase) = unsafe (base(frames), ring.base(ring.capacity))
        var (done, slot) = (0, slot)
        while done < frames {
            let count = min(frames - done, ring.capacity - slot)
            let (ours, theirs) = unsafe (
                block + done * HouseFormat.channels, ringBase + slot * HouseFormat.channels
            )
            for index in 0..<(count * HouseFormat.channels) {
                let sample = unsafe theirs[index]
                unsafe theirs[index] = ours[index]
                unsafe ours[index] = sample
            }
            done += count
            slot = 0
        }
    }

    /// Writes frames out as one zone of many.
    ///
    /// - Parameters:
    ///   - range: Which of the block's frames.
    ///   - output: Interleaved, two channels a zone.
    ///   - start: The frame of `output` that the block's first belongs to.
    ///   - zone: Which of the `zones` it is.
    func interleave(
        _ range: Range<Int>, into output: inout MutableSpan<Float>, from start: Int, zone: Int, of zones: Int
    ) {
        let source = unsafe UnsafeRawPointer(base(range.upperBound))
        precondition(range.lowerBound >= 0 && zone >= 0 && zone < zones, "before the block, or past the last zone")
        precondition(
            start >= 0 && (start + range.upperBound) * zones * HouseFormat.channels <= output.count,
            "past the end of the output")
        var bytes = unsafe output.mutableBytes
        var offset = ((start + range.lowerBound) * zones + zone) * Self.frameBytes
        for frame in range {
            // A frame is moved as the 64 bits it is.
            let frame = unsafe source.loadUnaligned(fromByteOffset: frame * Self.frameBytes, as: UInt64.self)
            unsafe bytes.storeBytes(of: frame, toUncheckedByteOffset: offset, as: UInt64.self)
            offset &+= zones &* Self.frameBytes
        }
    }
}
