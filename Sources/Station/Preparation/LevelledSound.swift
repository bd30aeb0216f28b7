// SPDX-License-Identifier: Apache-2.0
import Media

/// Pieces heard one after another, each with its gain.
struct LevelledSound: Sendable {
    private(set) var pieces: [Clip.Piece] = []
    private(set) var duration = Duration.zero
    /// How loud the quietest part of them is, in LUFS; nil where none is heard.
    private(set) var loudnessLUFS: Double?

    /// Nothing yet, of which parts that are added later have a loudness.
    init(loudnessLUFS: Double? = nil) {
        self.loudnessLUFS = loudnessLUFS
    }

    /// One piece.
    init(_ piece: Clip.Piece, lasting span: Duration, loudnessLUFS: Double?) {
        self.init(loudnessLUFS: loudnessLUFS)
        add(piece, lasting: span)
    }

    mutating func add(_ piece: Clip.Piece, lasting span: Duration) {
        pieces.append(piece)
        duration += span
    }

    mutating func add(_ other: LevelledSound) {
        pieces += other.pieces
        duration += other.duration
        loudnessLUFS = [loudnessLUFS, other.loudnessLUFS].compactMap { $0 }.min()
    }
}
