// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Pieces of a clip that are still being made when it begins: what comes before them is heard meanwhile.
public final class AwaitedPieces: Sendable, Equatable {
    private let given = Mutex<[Clip.Piece]?>(nil)
    /// Whether they will play without a disk.
    let isInMemory: Bool

    /// Nothing yet.
    ///
    /// - Parameter isInMemory: whether no piece will be a file.
    public init(isInMemory: Bool = false) {
        self.isInMemory = isInMemory
    }

    /// What they are; nil while that is not known.
    public var pieces: [Clip.Piece]? { given.withLock { $0 } }

    /// Tells what they are, none for nothing; the first time counts.
    public func give(_ pieces: [Clip.Piece]) {
        given.withLock { $0 = $0 ?? pieces }
    }

    /// The same wait, not the same pieces.
    public static func == (left: AwaitedPieces, right: AwaitedPieces) -> Bool { left === right }
}
