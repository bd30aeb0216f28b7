// SPDX-License-Identifier: Apache-2.0

/// A stretch of sound.
package struct Passage: Sendable {
    /// In seconds.
    package let start: Double
    package let end: Double

    package var duration: Double { end - start }

    package init(start: Double, end: Double) {
        self.start = start
        self.end = end
    }
}

extension ToneTrack {
    /// A tone weaker than this was not played at all.
    private static let leastAmplitude: Float = 0.03
    /// The edge of another tone leaves something in each window that holds it; a passage is longer.
    private static let leastWindows = 2 * window / hop
    /// A tone that stops for less goes on: stutters are found by looking at the bed.
    private static let longestStutter = 0.1

    /// When the tone was heard, in seconds from the first frame, by when it crosses a share of its greatest
    /// strength.
    ///
    /// At half of it an edge is exact for a tone that begins and ends at once: the window is then half full.
    ///
    /// - Parameter edge: from there a passage reaches on to where so small a share is left: to both ends of a
    ///   fade.
    package func passages(above share: Float = 0.5, edge: Float? = nil) -> [Passage] {
        let greatest = amplitudes.max() ?? 0
        guard greatest > Self.leastAmplitude else { return [] }
        var passages: [Passage] = []
        for core in runs(above: share * greatest) where core.count >= Self.leastWindows {
            let run = reaching(core, down: (edge ?? share) * greatest)
            let passage = Passage(
                start: crossing(of: (edge ?? share) * greatest, before: run.lowerBound),
                end: crossing(of: (edge ?? share) * greatest, before: run.upperBound))
            if let last = passages.last, passage.start - last.end < Self.longestStutter {
                passages[passages.count - 1] = Passage(start: last.start, end: max(last.end, passage.end))
            } else {
                passages.append(passage)
            }
        }
        return passages
    }

    /// The stretches of windows in which the amplitude exceeds a threshold.
    private func runs(above threshold: Float) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var first: Int?
        for window in amplitudes.indices {
            if amplitudes[window] > threshold {
                first = first ?? window
            } else if let start = first {
                runs.append(start..<window)
                first = nil
            }
        }
        if let first { runs.append(first..<amplitudes.count) }
        return runs
    }

    /// A stretch and the windows beside it, as long as they exceed a threshold.
    private func reaching(_ run: Range<Int>, down threshold: Float) -> Range<Int> {
        var (first, end) = (run.lowerBound, run.upperBound)
        while first > 0, amplitudes[first - 1] > threshold { first -= 1 }
        while end < amplitudes.count, amplitudes[end] > threshold { end += 1 }
        return first..<end
    }

    /// When the amplitude crosses a threshold between a window and the one before it.
    private func crossing(of threshold: Float, before window: Int) -> Double {
        guard window > 0, window < amplitudes.count else { return Self.middle(of: Double(window)) }
        let (before, now) = (amplitudes[window - 1], amplitudes[window])
        return Self.middle(of: Double(window) - Double((now - threshold) / (now - before)))
    }
}
