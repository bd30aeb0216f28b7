// SPDX-License-Identifier: Apache-2.0
import Glibc
import Mixing
import Playout
import Timetable

/// What became of a playback at the sound cards: the proof that it was heard, or how much of it was not.
struct AiringProof: Sendable, Equatable {
    /// How it came to its end.
    enum Ending: Sendable {
        /// Its last frame was its sound's last.
        case whole
        /// The director ended it.
        case stopped
        /// Its sound ended before it should have.
        case brokeOff
        /// Not one frame of it sounded.
        case neverBegan
    }

    /// What became of it in one output.
    struct Part: Sendable, Equatable {
        /// The output's place among those of the deck.
        let output: Int
        /// Frames of its sound that went by, whether a card took them or not; 0 as well for an output that had no voice
        /// for it, or that hangs and did not report.
        var framesMixed: Int64 = 0
        /// Frames of silence in it, because its file did not come in time.
        var framesDry: Int64 = 0
        /// What the card took.
        var heard = HeardSound()
    }

    /// What was played, where (`zones`), and when it was to begin (`at`).
    let playback: Playback
    /// When its first frame was heard; nil if it never began.
    let start: Instant?
    /// The first instant without it, in the output where it was heard last.
    let end: Instant
    /// How far the wall clock was set while it was on air: `end` is by the new setting.
    let clockSteps: Duration
    let ending: Ending
    /// Why it broke off or never began; nil for what was stopped before it began.
    let detail: Wording?
    /// One for each output that it was for, at least one.
    let parts: [Part]

    /// When it was over, by the clock as it was when it began.
    var toldEnd: Instant { max(start ?? end - clockSteps, end - clockSteps) }

    /// How much of it the card took that took the most, in frames: a playback on two cards is no longer than on one.
    var frames: Int64 { parts.map(\.heard.frames).max() ?? 0 }

    /// How much of it the card lacks that took the fewest, in frames: there was no card, or its file came late. 0 says
    /// that all of it was heard in all of its zones.
    var framesMissing: Int64 {
        let lasted = parts.map { $0.framesMixed + $0.framesDry }.max() ?? 0
        let fewest = parts.map(\.heard.frames).min() ?? 0
        return max(0, lasted - fewest)
    }

    /// How loud that was: the root of the mean square, in dBFS, a full-scale sine having −3; nil for silence.
    var levelDB: Double? {
        let squareSum = parts.reduce(0) { $0 + $1.heard.squareSum }
        let samples = parts.reduce(0) { $0 + $1.heard.frames } * Int64(HouseFormat.channels)
        return squareSum > 0 ? 10 * log10(squareSum / Double(samples)) : nil
    }

    /// The highest sample, in dBFS; nil for silence.
    var peakDB: Double? {
        let peak = parts.map(\.heard.peak).max() ?? 0
        return peak > 0 ? 20 * log10(Double(peak)) : nil
    }

    /// How often its cards ran dry while it was on air, all together.
    var underruns: Int { parts.reduce(0) { $0 + $1.heard.underruns } }
}
