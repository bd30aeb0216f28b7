// SPDX-License-Identifier: Apache-2.0
import Foundation

/// How strong several tones are together through a recording: the bed, whichever song sounds.
package struct LevelTrack: Sendable {
    /// The root of the tones' summed powers in each window of `ToneTrack`.
    package let levels: [Float]

    package init(of tracks: [ToneTrack]) {
        let count = tracks.map(\.amplitudes.count).min() ?? 0
        levels = (0..<count).map { window in
            tracks.reduce(0) { $0 + $1.amplitudes[window] * $1.amplitudes[window] }.squareRoot()
        }
    }

    /// The level that half of the windows between two instants exceed; nil when there is none between them.
    package func median(from: Double, to: Double) -> Float? {
        let sorted = levels[ToneTrack.windows(from: from, to: to, of: levels.count)].sorted()
        return sorted.isEmpty ? nil : sorted[sorted.count / 2]
    }

    /// The highest level between two instants.
    package func highest(from: Double, to: Double) -> Float {
        levels[ToneTrack.windows(from: from, to: to, of: levels.count)].max() ?? 0
    }

    /// Where the level stays below a threshold between two instants, in order.
    package func gaps(below threshold: Float, from: Double, to: Double) -> [Passage] {
        let windows = ToneTrack.windows(from: from, to: to, of: levels.count)
        var gaps: [Passage] = []
        var first: Int?
        for window in windows {
            if levels[window] < threshold {
                first = first ?? window
            } else if let start = first {
                gaps.append(Passage(start: Self.instant(start), end: Self.instant(window)))
                first = nil
            }
        }
        if let first { gaps.append(Passage(start: Self.instant(first), end: to)) }
        return gaps
    }

    private static func instant(_ window: Int) -> Double { ToneTrack.middle(of: Double(window)) }
}

/// A ratio of two amplitudes in decibels.
package func decibels(_ amplitude: Float, over reference: Float) -> Double {
    20 * log10(Double(amplitude / reference))
}
