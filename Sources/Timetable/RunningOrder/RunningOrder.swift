// SPDX-License-Identifier: Apache-2.0

/// What the timetable gives for one date.
public struct RunningOrder: Sendable, Equatable {
    /// The broadcasting day.
    public let date: CivilDate
    /// When the store opens.
    public let opens: Instant
    /// When the store closes.
    public let closes: Instant
    /// The cues by written time, those of one time in file order.
    public let cues: [Cue]
    /// The rotations in file order.
    public let rotations: [RotationRule]

    /// Makes a running order of parts; `cues` come by written time.
    public init(date: CivilDate, opens: Instant, closes: Instant, cues: [Cue], rotations: [RotationRule]) {
        self.date = date
        self.opens = opens
        self.closes = closes
        self.cues = cues
        self.rotations = rotations
    }
}
