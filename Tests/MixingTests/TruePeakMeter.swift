// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A meter of its own for true peaks: sixteen points a frame, from a sinc of 64 taps under a Blackman window.
struct TruePeakMeter {
    private static let reach = 32
    private static let points = 16

    /// For each point, the weights of the frames around it.
    private let weights: [[Float]] = (0..<points).map { point in
        (0..<(2 * reach)).map { tap in
            let distance = Double(tap - (reach - 1)) - Double(point) / Double(points)
            let angle = .pi * (distance / Double(reach) + 1)
            let window = 0.42 - 0.5 * cos(angle) + 0.08 * cos(2 * angle)
            return Float(distance == 0 ? 1 : sin(.pi * distance) / (.pi * distance) * window)
        }
    }

    /// The true peak of a wave that is silent before and after, linear.
    func read(_ wave: [Float]) -> Float {
        let silence = [Float](repeating: 0, count: Self.reach)
        let padded = silence + wave + silence
        var highest: Float = 0
        padded.withUnsafeBufferPointer { padded in
            for first in 0..<(padded.count - 2 * Self.reach) {
                // No point around can rise above three times its samples.
                guard max(padded[first + Self.reach - 1].magnitude, padded[first + Self.reach].magnitude) > 0.2 else {
                    continue
                }
                for weights in weights {
                    var sum: Float = 0
                    for tap in 0..<(2 * Self.reach) { sum += padded[first + tap] * weights[tap] }
                    highest = max(highest, sum.magnitude)
                }
            }
        }
        return highest
    }

    /// The same in decibels of full scale.
    func readDecibels(_ wave: [Float]) -> Float {
        20 * log10f(read(wave))
    }
}
