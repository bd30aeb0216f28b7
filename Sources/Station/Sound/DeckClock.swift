// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Tells a deck when its mixer hears an instant, and the other way round.
protocol DeckClock: Sendable {
    /// The present instant.
    var now: Instant { get }

    /// When something that is to happen at `instant` happens on the mixer's clock, in nanoseconds.
    func monotonic(of instant: Instant) -> Int64

    /// The instant at which the mixer's clock shows so many nanoseconds.
    func instant(ofMonotonic nanoseconds: Int64) -> Instant
}

extension WallClock: DeckClock {}
