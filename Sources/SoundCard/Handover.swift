// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Where the keeper of the card and the audio thread pass a stream to each other.
///
/// A stream belongs to the keeper until it is offered, to the audio thread once it was taken, and to the keeper
/// again when it was given back. `@unchecked Sendable`: the two atomic slots guard the stream.
@safe final class Handover: @unchecked Sendable {
    typealias Stream = UnsafeMutablePointer<PlaybackStream>

    /// How often the keeper looks whether a card came back. The audio thread rings no bell: that would be a call into
    /// the system.
    private static let lookEveryNs: Int64 = 250_000_000
    /// How often it looks whether all stops while it has nothing to do.
    private static let pauseStepNs: Int64 = 50_000_000

    private let offered = unsafe Atomic<Stream?>(nil)
    private let returned = unsafe Atomic<Stream?>(nil)
    private let stopping = Atomic<Bool>(false)

    /// Whether both threads are to end.
    var isStopping: Bool { stopping.load(ordering: .acquiring) }

    /// Tells both threads to end.
    func stop() {
        stopping.store(true, ordering: .releasing)
    }

    /// Puts a stream up for the audio thread. Keeper only.
    func offer(_ stream: Stream) {
        unsafe offered.store(stream, ordering: .releasing)
    }

    /// The stream to play on from now, if one was offered. Audio thread only.
    func take() -> Stream? {
        unsafe offered.exchange(nil, ordering: .acquiring)
    }

    /// Ends the use of a stream. Audio thread only.
    func giveBack(_ stream: Stream) {
        unsafe returned.store(stream, ordering: .releasing)
    }

    /// Waits until the stream that was offered is the keeper's again: given back, or not taken when all stops.
    ///
    /// - Parameter look: What the keeper does meanwhile, again and again.
    func reclaim(_ look: () -> Void) -> Stream {
        while true {
            look()
            if let stream = unsafe returned.exchange(nil, ordering: .acquiring) { return unsafe stream }
            if isStopping, let stream = unsafe offered.exchange(nil, ordering: .acquiring) {
                return unsafe stream
            }
            MonotonicClock.sleep(until: MonotonicClock.now() + Self.lookEveryNs)
        }
    }

    /// Lets time pass; ends early when all stops. Keeper only.
    func pause(nanoseconds: Int64) {
        let end = MonotonicClock.now() + nanoseconds
        while !isStopping, MonotonicClock.now() < end {
            MonotonicClock.sleep(until: min(end, MonotonicClock.now() + Self.pauseStepNs))
        }
    }
}
