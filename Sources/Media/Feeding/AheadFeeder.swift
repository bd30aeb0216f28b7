// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Mixing

/// Fills rings for whoever plays faster than real time: clips that are expected are decoded before they are asked
/// for, several at once, and ``fill(_:)`` waits for the decoders.
///
/// What a ring holds after ``fill(_:)`` depends on nothing but what was played, so that a rendering is the same
/// however busy the machine is.
public final class AheadFeeder: ClipFeeder {
    /// Frames decoded ahead of need, all clips together: five minutes, 115 MB. Beyond them only what is waited for is
    /// decoded.
    public static let aheadFrames = 5 * 60 * HouseFormat.sampleRate

    /// Never has anything to tell: failures come back from ``fill(_:)``, where their moment does not depend on threads.
    public let failures: AsyncStream<FeedFailure>

    private let desk: AheadDesk
    private let threads: [BackgroundThread]

    /// Starts to decode.
    ///
    /// - Parameters:
    ///   - expected: what will be played, in the order in which it begins; it may turn out otherwise.
    ///   - threads: how many clips are decoded at the same time, 1 or more.
    public init(expecting expected: [Clip], threads: Int) {
        let desk = AheadDesk(expected)
        self.desk = desk
        failures = AsyncStream { $0.finish() }
        self.threads = (0..<max(1, threads)).map { _ in BackgroundThread { desk.run() } }
    }

    deinit {
        shutdown()
    }

    /// Begins to fill a ring with a clip, expected or not; nothing is written to it before ``fill(_:)``.
    public func start(_ clip: Clip, into ring: FrameRing, id: UInt64) {
        desk.start(clip, into: ring, id: id)
    }

    /// Stops filling a ring, without finishing it; an unknown or ended id is no error.
    public func cancel(id: UInt64) {
        desk.cancel(id: id)
    }

    /// Waits until every ring that was started holds so many frames, or all that its clip has left and is finished.
    ///
    /// - Parameter frames: at most what a ring has room for.
    /// - Returns: what could not be played of the frames that were delivered.
    public func fill(_ frames: Int) -> [FeedFailure] {
        desk.fill(frames)
    }

    /// Cancels all, ends the threads and waits until they have gone.
    public func shutdown() {
        desk.shutdown()
        for thread in threads { thread.join() }
    }
}
