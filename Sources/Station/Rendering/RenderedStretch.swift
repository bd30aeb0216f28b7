// SPDX-License-Identifier: Apache-2.0
public import Playout
public import Timetable

/// What came of a stretch of a day that was rendered.
public struct RenderedStretch: Sendable {
    /// What became of each cue that ended inside the stretch, by when it was planned.
    public let records: [CueRecord]
    /// What could not be played, or not to its end: songs among them, which have no cue.
    public let failures: [Wording]
}

/// Why a stretch cannot be written.
public struct RenderFailure: Error, Sendable {
    /// The sentence of the system or of the encoder.
    public let detail: String
}
