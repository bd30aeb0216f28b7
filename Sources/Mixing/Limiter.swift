// SPDX-License-Identifier: Apache-2.0

/// A lookahead limiter: no sample leaves above the peak, and quieter sound leaves bit for bit as it came.
///
/// The gain that each frame needs is held over the lookahead, released exponentially and averaged over the
/// lookahead: every averaged value is small enough for the frame that leaves, so the peak holds without
/// clipping, and the gain moves without a step. Both channels share it, so the stereo image stands still.
///
/// While it has nothing to turn down, and has come to rest since it last had, it is a mere delay.
struct Limiter: ~Copyable {
    /// How long sound stays inside, 5 ms.
    static let lookaheadFrames = 240
    /// Time constant with which the gain recovers, 100 ms.
    private static let releaseFrames: Double = 4800
    /// Gains are averaged as whole multiples of 2⁻³⁰: the running sum stays exact for years.
    private static let unit = Int64(1) << 30

    private let peak: Float
    private let delayed = FrameBlock(capacity: Limiter.lookaheadFrames)
    private let gains = FixedBuffer<Int64>(repeating: Limiter.unit, count: Limiter.lookaheadFrames)
    private var sum = Int64(Limiter.lookaheadFrames) * Limiter.unit
    private var needed = SlidingMinimum(window: Limiter.lookaheadFrames + 1)
    /// Double, for near 1 the steps of a Float are larger than those of the release.
    private var released: Double = 1
    private var slot = 0
    /// Whether another quiet frame would change nothing but what is delayed.
    private var isAtRest = true
    /// How many frames of silence came last; no more are counted than are delayed.
    private var silentFrames = Limiter.lookaheadFrames

    /// - Parameter peak: The highest sample to let out, linear.
    init(peak: Float) {
        self.peak = peak
    }

    /// Whether silence may pass it by: nothing is inside, and the gain is at rest.
    var isIdle: Bool { isAtRest && silentFrames == Self.lookaheadFrames }

    /// Takes frames in and puts those from `lookaheadFrames` ago in their place.
    ///
    /// - Parameter isSilent: Whether all of the frames are exact silence.
    mutating func process(_ block: borrowing FrameBlock, _ frames: Int, isSilent: Bool) {
        silentFrames = isSilent ? min(silentFrames + frames, Self.lookaheadFrames) : 0
        let loudest = block.peak(frames)
        if isAtRest && max(loudest.left, loudest.right) <= peak {
            block.exchange(frames, with: delayed, at: slot)
            slot = (slot + frames) % Self.lookaheadFrames
        } else {
            for frame in 0..<frames { block[frame] = limit(block[frame]) }
            isAtRest = hasComeToRest
        }
    }

    /// Takes a frame in and gives the one from `lookaheadFrames` ago.
    private mutating func limit(_ frame: (left: Float, right: Float)) -> (left: Float, right: Float) {
        let loudest = max(frame.left.magnitude, frame.right.magnitude)
        let held = Double(needed.push(loudest > peak ? peak / loudest : 1))
        released = min(held, Self.recovered(released, towards: held))
        let quantised = Int64(released * Double(Self.unit))
        sum += quantised - gains[slot]
        gains[slot] = quantised

        let leaving = delayed[slot]
        delayed[slot] = frame
        slot = (slot + 1) % Self.lookaheadFrames
        // Rounding may leave a sample one part in 10⁷ too high.
        return (
            min(max(leaving.left * gain, -peak), peak),
            min(max(leaving.right * gain, -peak), peak)
        )
    }

    /// The gain at work.
    private var gain: Float { Float(sum) / Float(Int64(Self.lookaheadFrames) * Self.unit) }

    /// Whether nothing moves any more. The release ends a hair below 1, where a Double makes no smaller step, and
    /// there the gain rounds to 1.
    private var hasComeToRest: Bool {
        needed.isSteady(at: 1) && Self.recovered(released, towards: 1) == released
            && sum == Int64(Self.lookaheadFrames) * Int64(released * Double(Self.unit)) && gain == 1
    }

    private static func recovered(_ released: Double, towards held: Double) -> Double {
        released + (held - released) / releaseFrames
    }
}
