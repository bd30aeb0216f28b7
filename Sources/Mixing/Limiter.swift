// SPDX-License-Identifier: Apache-2.0

/// A lookahead limiter: no sample leaves above the peak, and quieter sound leaves bit for bit as it came.
///
/// The gain that each frame needs is held over the lookahead, released exponentially and averaged over the
/// lookahead: every averaged value is small enough for the frame that leaves, so the peak holds without
/// clipping, and the gain moves without a step. Both channels share it, so the stereo image stands still.
struct Limiter: ~Copyable {
    /// How long sound stays inside, 5 ms.
    static let lookaheadFrames = 240
    /// Time constant with which the gain recovers, 100 ms.
    private static let releaseFrames: Double = 4800
    /// Gains are averaged as whole multiples of 2⁻³⁰: the running sum stays exact for years.
    private static let unit = Int64(1) << 30

    private let peak: Float
    private let delayed: FixedBuffer<(left: Float, right: Float)>
    private let gains: FixedBuffer<Int64>
    private var sum: Int64
    private var needed = SlidingMinimum(window: Limiter.lookaheadFrames + 1)
    /// Double, for near 1 the steps of a Float are larger than those of the release.
    private var released: Double = 1
    private var slot = 0

    /// - Parameter peak: The highest sample to let out, linear.
    init(peak: Float) {
        self.peak = peak
        delayed = FixedBuffer(repeating: (0, 0), count: Self.lookaheadFrames)
        gains = FixedBuffer(repeating: Self.unit, count: Self.lookaheadFrames)
        sum = Int64(Self.lookaheadFrames) * Self.unit
    }

    /// Takes a frame in and gives the one from `lookaheadFrames` ago.
    mutating func process(left: Float, right: Float) -> (left: Float, right: Float) {
        let loudest = max(left.magnitude, right.magnitude)
        let held = Double(needed.push(loudest > peak ? peak / loudest : 1))
        released = min(held, released + (held - released) / Self.releaseFrames)
        let quantised = Int64(released * Double(Self.unit))
        sum += quantised - gains[slot]
        gains[slot] = quantised
        let gain = Float(sum) / Float(Int64(Self.lookaheadFrames) * Self.unit)

        let leaving = delayed[slot]
        delayed[slot] = (left, right)
        slot = (slot + 1) % Self.lookaheadFrames
        // Rounding may leave a sample one part in 10⁷ too high.
        return (
            min(max(leaving.left * gain, -peak), peak),
            min(max(leaving.right * gain, -peak), peak)
        )
    }
}
