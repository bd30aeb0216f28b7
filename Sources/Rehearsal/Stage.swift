// SPDX-License-Identifier: Apache-2.0
public import Playout
public import Timetable

/// Where what a rehearsal's director decides is heard, or looked at.
///
/// The rehearsal moves time; the stage goes along. What it takes on, it reports as the station's mixer would; what it
/// leaves is reported by the rehearsal, as the plan says.
public protocol Stage: AnyObject {
    /// A playback is to begin, on its instant or, where that has passed, at once.
    ///
    /// - Returns: whether the stage reports what becomes of it.
    func start(_ playback: Playback, now: Instant) -> Bool

    /// A playback is to fade from that instant on; the rest is as in `Effect.stop`.
    ///
    /// - Returns: whether the stage had taken it on.
    func stop(_ id: PlaybackID, at instant: Instant, fade: Duration) -> Bool

    /// The bed of some zones moves, as in `Effect.duck`.
    func duck(_ zones: ZoneSet, decibels: Double, at instant: Instant, ramp: Duration)

    /// Lets time pass until that instant, or until something has happened.
    ///
    /// - Returns: what happened, in order; nothing once the instant is reached.
    func play(until instant: Instant) -> [(at: Instant, event: Event)]

    /// The director has handled an event; what it decided is about to be performed.
    ///
    /// - Parameter next: when it wants to be asked again.
    func decided(_ effects: [Effect], on event: Event, now: Instant, next: Instant?)
}

extension Stage {
    /// Most stages only perform.
    public func decided(_ effects: [Effect], on event: Event, now: Instant, next: Instant?) {}
}
