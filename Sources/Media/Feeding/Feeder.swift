// SPDX-License-Identifier: Apache-2.0
public import Mixing

/// Keeps any number of rings full of what they are to play.
///
/// One background thread opens, decodes and converts for all of them; it serves the ring with the fewest
/// frames left first, and tops a ring up once it has room for ``refillFrames``: few, long turns cost the machine
/// less than many short ones. A disk that stalls therefore starves no ring before it has played what it holds, and
/// then all that are left; give rings room for as long a stall as shall stay unheard (2 s or more), and
/// ``refillFrames`` beside.
///
/// What lies wholly in memory is fed by a thread of its own, which no disk can hold up.
public final class Feeder: Sendable {
    /// The longest the thread sleeps without looking at its rings.
    public static let longestRest = Duration.milliseconds(250)

    /// How long it sleeps without a ring to fill; whoever has one wakes it.
    static let idleRest = Duration.seconds(60)

    /// How many frames a ring must have room for to be topped up, 0.5 s; half of a ring that is smaller than twice
    /// that.
    public static let refillFrames = HouseFormat.sampleRate / 2

    /// Frames decoded between two looks at the rings.
    static let blockFrames = 4096

    /// How many failures wait for their reader; further ones displace the oldest.
    public static let failureCapacity = 256

    /// Each piece that could not be played, as it happens. For one reader; ends with ``shutdown()``.
    public let failures: AsyncStream<FeedFailure>

    private let desk: FeederDesk
    private let memoryDesk: FeederDesk
    private let threads: [BackgroundThread]

    /// Starts the threads.
    public init() {
        let (failures, continuation) = AsyncStream.makeStream(
            of: FeedFailure.self, bufferingPolicy: .bufferingNewest(Self.failureCapacity))
        let (desk, memoryDesk) = (FeederDesk(failures: continuation), FeederDesk(failures: continuation))
        self.failures = failures
        self.desk = desk
        self.memoryDesk = memoryDesk
        threads = [desk, memoryDesk].map { desk in BackgroundThread { desk.run() } }
    }

    deinit {
        shutdown()
    }

    /// Begins to fill a ring, and finishes it when the clip has ended.
    ///
    /// Returns at once: the file is opened on the feeder's thread. A file that cannot be played is reported
    /// through ``failures`` and skipped.
    ///
    /// - Parameters:
    ///   - clip: what to play.
    ///   - ring: new or reset; the feeder is its only producer until the clip has ended or was cancelled.
    ///   - id: the caller's name for this playback. One that is in use is cancelled first.
    public func start(_ clip: Clip, into ring: FrameRing, id: UInt64) {
        let (own, other) = clip.isInMemory ? (memoryDesk, desk) : (desk, memoryDesk)
        other.cancel(id: id)
        own.start(clip, into: ring, id: id)
    }

    /// Stops filling a ring, without finishing it. When this returns, the ring is no longer written. It never
    /// waits for a disk. An unknown or ended id is no error.
    public func cancel(id: UInt64) {
        desk.cancel(id: id)
        memoryDesk.cancel(id: id)
    }

    /// Cancels all, ends the threads and waits until they have gone. Further starts are ignored.
    public func shutdown() {
        desk.shutdown()
        memoryDesk.shutdown()
        for thread in threads { thread.join() }
    }
}
