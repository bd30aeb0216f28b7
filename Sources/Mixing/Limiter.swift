// SPDX-License-Identifier: Apache-2.0

/// A lookahead limiter: the wave that a converter draws through the samples never rises above the peak (ITU-R
/// BS.1770-4, Annex 2), and quieter sound leaves bit for bit as it came.
///
/// The gain that each frame needs is held over the lookahead, released exponentially and averaged over most of it.
/// It has fallen far enough before the frames around a peak leave, and stands still while they do, so that the
/// peak holds between the samples too, without clipping, and the gain moves without a step. Both channels share
/// it, so the stereo image stands still.
///
/// While it has nothing to turn down, and has come to rest since it last had, it is a mere delay; and while no
/// sample is so high that the wave around it could be too high, nothing is computed between the samples.
struct Limiter: ~Copyable {
    /// How long sound stays inside, 5 ms.
    static let lookaheadFrames = 240
    /// The gain is down this long, and `reachFrames` on either side of a peak are left of the lookahead.
    private static let averageFrames = lookaheadFrames - 2 * TruePeakDetector.reachFrames + 2
    /// Time constant with which the gain recovers, 100 ms.
    private static let releaseFrames: Double = 4800
    /// Peaks are held this far below the limit, 0.1 dB: what meters read differs by as much.
    private static let headroom: Float = 0.988
    /// Gains are averaged as whole multiples of 2⁻³⁰: the running sum stays exact for years.
    private static let unit = Int64(1) << 30

    private let limit: Float
    private let delayed = FrameBlock(capacity: Limiter.lookaheadFrames)
    private let gains = FixedBuffer<Int64>(repeating: Limiter.unit, count: Limiter.averageFrames)
    private var sum = Int64(Limiter.averageFrames) * Limiter.unit
    private var needed = SlidingMinimum(window: Limiter.lookaheadFrames + 1)
    /// Double, for near 1 the steps of a Float are larger than those of the release.
    private var released: Double = 1
    /// Where the oldest of the delayed frames is, and the oldest of the gains.
    private var slot = 0
    private var gainSlot = 0
    /// Whether another quiet frame would change nothing but what is delayed.
    private var isAtRest = true
    /// How many frames of silence came last; no more are counted than are delayed.
    private var silentFrames = Limiter.lookaheadFrames
    /// How many frames too low to matter came last; no more are counted than a true peak depends on.
    private var lowFrames = TruePeakDetector.historyFrames

    /// - Parameter peak: The highest true peak to let out, linear.
    init(peak: Float) {
        limit = peak * Self.headroom
    }

    /// Whether silence may pass it by: nothing is inside, and the gain is at rest.
    var isIdle: Bool { isAtRest && silentFrames == Self.lookaheadFrames }

    /// Takes frames in and puts those from `lookaheadFrames` ago in their place.
    ///
    /// - Parameter isSilent: Whether all of the frames are exact silence.
    /// - Returns: The highest magnitudes that leave.
    mutating func process(
        _ block: borrowing FrameBlock, _ frames: Int, isSilent: Bool, _ detector: borrowing TruePeakDetector
    ) -> (left: Float, right: Float) {
        silentFrames = isSilent ? min(silentFrames + frames, Self.lookaheadFrames) : 0
        let highest = isLow(block, frames, detector) ? 0 : detector.measure(block, frames, after: delayed, at: slot)
        let isOver = highest > limit
        guard !isAtRest || isOver else {
            let peak = block.exchange(frames, with: delayed, at: slot)
            slot = (slot + frames) % Self.lookaheadFrames
            return peak
        }
        isAtRest = false
        for frame in 0..<frames {
            let peak = detector.peaks[frame]
            block[frame] = limited(block[frame], truePeak: isOver ? max(peak.left, peak.right) : 0)
        }
        rest()
        return block.peak(frames)
    }

    /// Lets frames of silence pass by while it is idle.
    mutating func skip(_ frames: Int) {
        slot = (slot + frames) % Self.lookaheadFrames
    }

    /// Whether no true peak that these frames complete can be above the limit.
    private mutating func isLow(
        _ block: borrowing FrameBlock, _ frames: Int, _ detector: borrowing TruePeakDetector
    ) -> Bool {
        let loudest = block.peak(frames)
        guard max(loudest.left, loudest.right) * detector.highestGain <= limit else {
            lowFrames = 0
            return false
        }
        let isLow = lowFrames == TruePeakDetector.historyFrames
        lowFrames = min(lowFrames + frames, TruePeakDetector.historyFrames)
        return isLow
    }

    /// Takes a frame in and gives the one from `lookaheadFrames` ago.
    ///
    /// - Parameter truePeak: Of the frame from `TruePeakDetector.reachFrames` ago.
    private mutating func limited(
        _ frame: (left: Float, right: Float), truePeak: Float
    ) -> (left: Float, right: Float) {
        let held = Double(needed.push(truePeak > limit ? limit / truePeak : 1))
        released = min(held, Self.recovered(released, towards: held))
        let quantised = Int64(released * Double(Self.unit))
        sum += quantised - gains[gainSlot]
        gains[gainSlot] = quantised
        gainSlot = gainSlot + 1 < Self.averageFrames ? gainSlot + 1 : 0

        let leaving = delayed[slot]
        delayed[slot] = frame
        slot = slot + 1 < Self.lookaheadFrames ? slot + 1 : 0
        let gain = gain
        return (leaving.left * gain, leaving.right * gain)
    }

    /// The gain at work.
    private var gain: Float { Float(sum) / Float(Int64(Self.averageFrames) * Self.unit) }

    /// Comes to rest once nothing moves any more. The release ends a hair below 1, where a Double makes no smaller
    /// step, and there the gain rounds to 1; from rest on all limiters are alike again.
    private mutating func rest() {
        guard needed.isSteady(at: 1), Self.recovered(released, towards: 1) == released,
            sum == Int64(Self.averageFrames) * Int64(released * Double(Self.unit)), gain == 1
        else { return }
        for index in 0..<Self.averageFrames { gains[index] = Self.unit }
        sum = Int64(Self.averageFrames) * Self.unit
        gainSlot = 0
        needed.clear()
        released = 1
        isAtRest = true
    }

    private static func recovered(_ released: Double, towards held: Double) -> Double {
        released + (held - released) / releaseFrames
    }
}

extension Limiter {
    /// Becomes another's twin, inside and out.
    mutating func become(_ other: borrowing Limiter) {
        delayed.copy(other.delayed, Self.lookaheadFrames)
        gains.copy(other.gains)
        sum = other.sum
        needed.become(other.needed)
        released = other.released
        (slot, gainSlot) = (other.slot, other.gainSlot)
        (isAtRest, silentFrames, lowFrames) = (other.isAtRest, other.silentFrames, other.lowFrames)
    }

    /// Whether both are at rest and would give the same from now on for the same frames.
    func isInStep(with other: borrowing Limiter) -> Bool {
        isAtRest && other.isAtRest && silentFrames == other.silentFrames && lowFrames == other.lowFrames
            && slot == other.slot && delayed.isEqual(to: other.delayed)
    }
}
