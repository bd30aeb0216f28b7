// SPDX-License-Identifier: Apache-2.0

/// What one zone hears: its bed with its duck, its programme, and the limiter behind both.
struct ZoneMix: ~Copyable {
    /// The gain of the bed.
    var bedGain = Ramp(at: 1)
    /// Whether the last block that was finished has sound; otherwise it is exactly silent.
    private(set) var isSounding = false

    private var bed: BusSum
    private var programme: BusSum
    private var limiter: Limiter

    init(blockFrames: Int, peak: Float) {
        bed = BusSum(blockFrames: blockFrames)
        programme = BusSum(blockFrames: blockFrames)
        limiter = Limiter(peak: peak)
    }

    /// Starts a block of so many frames.
    mutating func begin(_ frames: Int) {
        bed.begin(frames)
        programme.begin(frames)
    }

    /// Adds a voice's frames to a bus; see `BusSum.add`.
    mutating func add(_ voice: borrowing FrameBlock, _ frames: Int, to bus: Bus) {
        switch bus {
        case .bed: bed.add(voice, frames)
        case .programme: programme.add(voice, frames)
        }
    }

    /// What a bus does to the level of the frames of this block.
    func gain(of bus: Bus, over frames: Int, _ sine: borrowing QuarterSine) -> GainStretch {
        switch bus {
        case .bed: GainStretch(of: bedGain, over: frames, sine)
        case .programme: GainStretch(of: 1)
        }
    }

    /// Smoothes a step of a bus; see `BusSum.absorb`.
    mutating func absorb(_ step: (left: Float, right: Float), from frame: Int, of bus: Bus) {
        switch bus {
        case .bed: bed.absorb(left: step.left, right: step.right, from: frame)
        case .programme: programme.absorb(left: step.left, right: step.right, from: frame)
        }
    }

    /// Becomes another zone's twin, in the midst of a block.
    mutating func become(_ other: borrowing ZoneMix) {
        bedGain = other.bedGain
        bed.become(other.bed)
        programme.become(other.programme)
        limiter.become(other.limiter)
    }

    /// Whether nothing is left over from before: both, between two blocks, would sound alike for ever if the same
    /// were added to both.
    func isInStep(with other: borrowing ZoneMix) -> Bool {
        bedGain.remainingFrames == 0 && other.bedGain.remainingFrames == 0 && bedGain.value == other.bedGain.value
            && !bed.hasResidue && !other.bed.hasResidue && !programme.hasResidue && !other.programme.hasResidue
            && limiter.isInStep(with: other.limiter)
    }

    /// Ends the block: ducks the bed, adds the programme, limits the sum. Nothing is computed where all is silence.
    ///
    /// - Returns: The highest magnitudes that leave.
    mutating func finish(
        _ frames: Int, _ sine: borrowing QuarterSine, _ detector: borrowing TruePeakDetector
    ) -> (left: Float, right: Float) {
        let isSilent = bed.isSilent && programme.isSilent
        isSounding = !isSilent || !limiter.isIdle
        if bed.isSilent {
            bedGain.advance(frames, sine)
        } else {
            bed.block.scale(along: &bedGain, frames, sine)
        }
        guard isSounding else {
            limiter.skip(frames)
            return (0, 0)
        }
        bed.makeReady()
        if !programme.isSilent { bed.block.add(programme.block, frames) }
        return limiter.process(bed.block, frames, isSilent: isSilent, detector)
    }

    /// The frames of the block that was finished; only while the zone is sounding.
    var heard: FrameBlock {
        _read { yield bed.block }
    }
}
