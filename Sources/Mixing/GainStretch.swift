// SPDX-License-Identifier: Apache-2.0

/// What a gain that may move does to the level of some frames.
struct GainStretch {
    /// The mean of its square.
    var meanSquare: Float = 0
    /// Its highest value.
    var highest: Float = 0

    /// Of a gain that stands still.
    init(of gain: Float) {
        meanSquare = gain * gain
        highest = gain
    }

    /// Of a ramp's next frames, 1 or more, by Simpson's rule: exact for what stands still, and near enough for what moves.
    init(of ramp: Ramp, over frames: Int, _ sine: borrowing QuarterSine) {
        self.init(of: ramp.value)
        let moving = min(frames, ramp.remainingFrames)
        guard moving > 0 else { return }
        var ahead = ramp
        ahead.advance(moving / 2, sine)
        let middle = ahead.value
        ahead.advance(moving - moving / 2, sine)
        let end = ahead.value
        let moved = (meanSquare + 4 * middle * middle + end * end) / 6 * Float(moving)
        meanSquare = (moved + end * end * Float(frames - moving)) / Float(frames)
        highest = max(highest, end)
    }

    /// The mean over some zones, of which this is the sum.
    func mean(over zones: Int) -> GainStretch {
        var mean = self
        if zones > 1 { mean.meanSquare /= Float(zones) }
        return mean
    }

    /// Takes in another zone's, or that of some zones alike.
    mutating func add(_ other: GainStretch, times zones: Int) {
        meanSquare += other.meanSquare * Float(zones)
        highest = max(highest, other.highest)
    }
}
