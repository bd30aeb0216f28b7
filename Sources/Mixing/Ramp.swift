// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A quarter of a sine wave, computed once: the audio thread may not call libm.
struct QuarterSine: ~Copyable {
    /// Interpolating linearly between this many points errs by less than 3·10⁻⁷.
    private static let intervals = 1024

    private let points = FixedBuffer<Float>(count: QuarterSine.intervals + 1) { index in
        Float(sin(Double(index) / Double(QuarterSine.intervals) * .pi / 2))
    }

    /// sin(π/2 · x), for x from 0 to 1.
    func callAsFunction(_ x: Float) -> Float {
        let scaled = x * Float(Self.intervals)
        let index = min(max(Int(scaled), 0), Self.intervals - 1)
        let low = points[index]
        return low + (points[index + 1] - low) * (scaled - Float(index))
    }
}

/// A gain on its way from one value to another.
struct Ramp {
    /// How a ramp moves.
    enum Shape {
        /// A quarter sine, steep at the quiet end: two opposite ramps keep constant power.
        case equalPower
        /// Half a cosine, level at both ends.
        case smooth
    }

    /// The shortest ramp of something that sounds already, 2 ms: a shorter one clicks.
    static let shortestFrames = 96

    private(set) var value: Float
    private var from: Float
    private var target: Float
    private var shape = Shape.smooth
    private var position = 0
    private var length = 0

    init(at value: Float) {
        self.value = value
        from = value
        target = value
    }

    /// Frames until the target is reached.
    var remainingFrames: Int { length - position }

    /// Sets out from the present value.
    ///
    /// - Parameter frames: When the target is reached; 0 is at once.
    mutating func move(to target: Float, over frames: Int, shape: Shape) {
        from = value
        self.target = target
        self.shape = shape
        position = 0
        length = frames
        if frames == 0 { value = target }
    }

    /// The gain of the next frame: a ramp of n frames is at its origin on its first, at its target after n.
    mutating func next(_ sine: borrowing QuarterSine) -> Float {
        guard position < length else { return value }
        let present = value
        advance(1, sine)
        return present
    }

    /// Lets frames pass unheard.
    mutating func advance(_ frames: Int, _ sine: borrowing QuarterSine) {
        guard position < length else { return }
        position = min(position + frames, length)
        value = position == length ? target : from + (target - from) * progress(sine)
    }

    /// How much of the way is done, from 0 to 1.
    private func progress(_ sine: borrowing QuarterSine) -> Float {
        let x = Float(position) / Float(length)
        switch shape {
        case .smooth:
            let part = sine(x)
            return part * part
        case .equalPower:
            return target > from ? sine(x) : 1 - sine(1 - x)
        }
    }
}
