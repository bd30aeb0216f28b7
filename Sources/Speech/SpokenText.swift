// SPDX-License-Identifier: Apache-2.0

/// A text as sound: what to play, in order.
public struct SpokenText: Sendable, Equatable {
    /// One part of a spoken text.
    public enum Piece: Sendable, Equatable {
        /// A WAV in the speech cache.
        case file(path: String)
        /// Silence.
        case pause(Duration)
    }

    /// The pieces; at least one file, with a pause only between two files.
    public var pieces: [Piece]

    /// A spoken text of these pieces.
    public init(pieces: [Piece]) {
        self.pieces = pieces
    }
}
