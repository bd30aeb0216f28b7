// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The gain that brings a file to the loudness the house wants.
public enum Levelling {
    /// How much a quiet file is raised at most, in dB; beyond it the noise of a bad recording would come up
    /// more than its speech.
    public static let maximumBoostDB = 15.0

    /// The linear gain for a file with these facts.
    ///
    /// - Parameters:
    ///   - facts: what was measured. With unknown loudness the gain is 1, or less to hold the peak limit.
    ///   - targetLUFS: the loudness to reach.
    ///   - peakLimitDBTP: no true peak exceeds this after the gain, even where the target is then not reached.
    /// - Returns: greater than 0, at most `maximumBoostDB` as a ratio.
    public static func gain(
        for facts: AudioFacts, targetLUFS: Double, peakLimitDBTP: Double = -1
    ) -> Float {
        let wantedDB = facts.loudnessLUFS.map { targetLUFS - $0 } ?? 0
        let gainDB = min(wantedDB, maximumBoostDB, peakLimitDBTP - facts.truePeakDBTP)
        return Float(pow(10, gainDB / 20))
    }

    /// A loudness after a gain, in LUFS; nil for unknown.
    public static func loudness(_ loudnessLUFS: Double?, gain: Float) -> Double? {
        loudnessLUFS.map { $0 + 20 * log10(Double(gain)) }
    }
}
