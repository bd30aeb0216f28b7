// SPDX-License-Identifier: Apache-2.0

/// What the mixer did. Instants (`at`) are when it is heard, in nanoseconds of CLOCK_MONOTONIC.
public enum Report: Sendable, Equatable {
    /// The playback's first frame is heard at `at`.
    case started(voice: Int, playback: UInt64, at: Int64)

    /// The playback is over, `at` is the first instant without it; its voice is free again.
    ///
    /// - `framesPlayed`: frames of the ring that were mixed; 0 when it never started.
    /// - `framesMissing`: frames of silence played because the ring was dry.
    /// - `wasStopped`: a `Command.stop` ended it; otherwise the ring was finished and empty.
    /// - `heard`: what a card took of it, and how loud that was.
    case ended(
        voice: Int, playback: UInt64, at: Int64, framesPlayed: Int64, framesMissing: Int64, wasStopped: Bool,
        heard: HeardSound)
}
