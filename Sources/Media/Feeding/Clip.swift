// SPDX-License-Identifier: Apache-2.0

/// What one playback plays: pieces, one after another, without a gap or a missing frame between them.
public struct Clip: Sendable, Equatable {
    /// One part of a clip.
    public enum Piece: Sendable, Equatable {
        /// All of an audio file, scaled by a linear gain; see ``Levelling``.
        case file(path: String, gain: Float)
        /// All of a sound in memory, scaled by a linear gain.
        case sound(DecodedSound, gain: Float)
        /// Silence, in frames at the house rate; a negative count is none.
        case silence(frames: Int64)
        /// What is still being made; until it is there, nothing is heard, and then it begins at once.
        case awaited(AwaitedPieces)
    }

    /// The pieces in the order they play.
    public var pieces: [Piece]

    /// A clip of these pieces; an empty clip finishes at once.
    public init(pieces: [Piece]) {
        self.pieces = pieces
    }

    /// Whether it plays without a disk.
    var isInMemory: Bool {
        pieces.allSatisfy {
            switch $0 {
            case .file: false
            case .awaited(let awaited): awaited.isInMemory
            case .sound, .silence: true
            }
        }
    }
}
