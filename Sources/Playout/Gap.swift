// SPDX-License-Identifier: Apache-2.0
import Timetable

/// A stretch of time by the store's clock in which nothing could be heard, because it never was, or the station was off.
struct Gap: Sendable {
    enum Cause: Sendable {
        /// The station did not run.
        case off
        /// The clock was set forward over it.
        case clock
        /// The clock could not be believed.
        case doubt
    }

    /// How many are remembered, the latest: the cues of one are recorded with the plan that is loaded next.
    static let limit = 8

    let cause: Cause
    let from: Instant
    let to: Instant

    /// Whether it holds all the instants at which a cue could have begun, but for those before it was known.
    func holds(_ cue: TimedCue) -> Bool { cue.latest >= from && cue.start <= to }

    func holds(_ instant: Instant) -> Bool { from <= instant && instant <= to }

    var reason: Reason {
        switch cause {
        case .off: .stationOff(from: from, to: to)
        case .clock: .clockSet(from: from, to: to)
        case .doubt: .clockDoubted(from: from, to: to)
        }
    }
}
