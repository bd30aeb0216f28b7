// SPDX-License-Identifier: Apache-2.0
import Mixing
import Timetable

/// The clock of a rendering: frame n of what is mixed is heard n/48,000 s after `origin`, exactly, and the present is
/// the next frame that can still be changed.
///
/// Its monotonic clock shows nanoseconds since 1970, so that an instant and its place on that clock are one number.
///
/// `@unchecked Sendable`: it belongs to the thread that renders, with the deck that asks it.
final class StretchClock: DeckClock, @unchecked Sendable {
    /// When frame 0 is heard.
    let origin: Instant
    /// How many frames are mixed.
    var position: Int64 = 0

    init(origin: Instant) {
        self.origin = origin
    }

    var now: Instant { instant(of: position) }

    /// When a frame is heard.
    func instant(of frame: Int64) -> Instant {
        origin + .nanoseconds(HouseFormat.nanoseconds(frames: frame))
    }

    /// The frame nearest to an instant; 0 for those before the origin.
    func frame(nearest instant: Instant) -> Int64 {
        HouseFormat.frames(nanoseconds: max(0, (instant - origin).nanoseconds))
    }

    /// How many frames are heard before an instant, whole ones.
    func frames(before instant: Instant) -> Int64 {
        let frame = frame(nearest: instant)
        return self.instant(of: frame) > instant ? frame - 1 : frame
    }

    func monotonic(of instant: Instant) -> Int64 { instant.nanoseconds }

    func instant(ofMonotonic nanoseconds: Int64) -> Instant { Instant(nanoseconds: nanoseconds) }
}
