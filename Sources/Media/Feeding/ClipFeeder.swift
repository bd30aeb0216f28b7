// SPDX-License-Identifier: Apache-2.0
public import Mixing

/// Fills the rings of playbacks with what they play: a ``Feeder`` in real time, an ``AheadFeeder`` faster than that.
public protocol ClipFeeder: Sendable {
    /// Begins to fill a ring, and finishes it when the clip has ended; see ``Feeder/start(_:into:id:)``.
    func start(_ clip: Clip, into ring: FrameRing, id: UInt64)

    /// Stops filling a ring, without finishing it. When this returns, the ring is no longer written.
    func cancel(id: UInt64)

    /// Cancels all, ends the threads and waits until they have gone.
    func shutdown()

    /// Pieces that could not be played, as they happen; for one reader.
    var failures: AsyncStream<FeedFailure> { get }
}

extension Feeder: ClipFeeder {}
