// SPDX-License-Identifier: Apache-2.0

/// Why a recording that somebody made cannot be announced.
public enum RecordingFault: Error, Sendable, Equatable {
    /// It is no audio that can be played.
    case undecodable(MediaError)
    /// The decoder gave up after so much of it: what follows would be missing on the air.
    case breaksOff(after: Duration)
    /// It plays longer than ``RecordingTrim/longestDuration``.
    case tooLong
    /// Nothing in it lasts long enough and is loud enough to be sound.
    case silent
    /// Its loudness in LUFS lies under ``RecordingTrim/quietestLUFS``.
    case tooQuiet(loudnessLUFS: Double)
    /// What is to be played cannot be written; `detail` is the system's own sentence.
    case unwritable(detail: String)
}
