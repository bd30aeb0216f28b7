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

    /// Smoothes a step of a bus; see `BusSum.absorb`.
    mutating func absorb(_ step: (left: Float, right: Float), from frame: Int, of bus: Bus) {
        switch bus {
        case .bed: bed.absorb(left: step.left, right: step.right, from: frame)
        case .programme: programme.absorb(left: step.left, right: step.right, from: frame)
        }
    }

    /// Ends the block: ducks the bed, adds the programme, limits the sum. Nothing is computed where all is silence.
    ///
    /// - Returns: The highest magnitudes that leave.
    mutating func finish(_ frames: Int, _ sine: borrowing QuarterSine) -> (left: Float, right: Float) {
        let isSilent = bed.isSilent && programme.isSilent
        isSounding = !isSilent || !limiter.isIdle
        if bed.isSilent {
            bedGain.advance(frames, sine)
        } else {
            bed.block.scale(along: &bedGain, frames, sine)
        }
        guard isSounding else { return (0, 0) }
        bed.makeReady()
        if !programme.isSilent { bed.block.add(programme.block, frames) }
        limiter.process(bed.block, frames, isSilent: isSilent)
        return bed.block.peak(frames)
    }

    /// Lays frames of the block that was finished beside those of other zones; see `FrameBlock.interleave`. Only
    /// while the zone is sounding.
    func interleave(
        _ range: Range<Int>, into output: inout MutableSpan<Float>, from start: Int, zone: Int, of zones: Int
    ) {
        bed.block.interleave(range, into: &output, from: start, zone: zone, of: zones)
    }
}
