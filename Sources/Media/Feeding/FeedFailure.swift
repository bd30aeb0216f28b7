// SPDX-License-Identifier: Apache-2.0

/// A piece that could not be played, or not to its end. The clip goes on with its next piece.
public struct FeedFailure: Sendable, Equatable {
    /// The clip, as given to ``Feeder/start(_:into:id:)``.
    public var id: UInt64
    /// What happened, with the file's path.
    public var error: MediaError

    /// A failure of the clip `id`.
    public init(id: UInt64, error: MediaError) {
        self.id = id
        self.error = error
    }
}
