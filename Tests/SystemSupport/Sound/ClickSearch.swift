// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Looks for clicks: steps from sample to sample that the tones sounding there cannot explain.
package enum ClickSearch {
    /// A step larger than it should be.
    package struct Click: CustomStringConvertible {
        /// In seconds from the first frame.
        package let at: Double
        package let step: Float
        package let allowed: Float

        package var description: String {
            String(format: "a step of %.4f at %.3f s, where the tones explain %.4f", step, at, allowed)
        }
    }

    /// What fades and rounding may add to the steps of steady tones.
    private static let tolerance: Float = 0.002
    /// So many windows before and after, the strength of a tone may be that of its edge.
    private static let reach = ToneTrack.window / ToneTrack.hop

    /// A sine of amplitude a and frequency f moves at most 2π·f·a a second.
    package static func clicks(in samples: [Float], of tracks: [ToneTrack]) -> [Click] {
        let count = tracks.map(\.amplitudes.count).min() ?? 0
        var slopes = [Float](repeating: 0, count: count)
        for track in tracks {
            let slope = Float(2 * Double.pi * Double(track.frequency) / Recording.rate)
            for window in 0..<count { slopes[window] += slope * track.amplitudes[window] }
        }
        return (0..<count).compactMap { window in
            let step = largestStep(in: samples, from: window * ToneTrack.hop)
            let near = slopes[max(0, window - reach)...min(count - 1, window + reach)]
            let allowed = 1.2 * (near.max() ?? 0) + tolerance
            guard step > allowed else { return nil }
            let at = Double(window * ToneTrack.hop) / Recording.rate
            return Click(at: at, step: step, allowed: allowed)
        }
    }

    private static func largestStep(in samples: [Float], from first: Int) -> Float {
        samples.withUnsafeBufferPointer { samples in
            var largest: Float = 0
            var index = first
            let end = min(first + ToneTrack.hop, samples.count - 1)
            while index < end {
                largest = max(largest, abs(samples[index + 1] - samples[index]))
                index += 1
            }
            return largest
        }
    }
}
