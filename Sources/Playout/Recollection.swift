// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// What an earlier run of the program left, or this one wrote down: what the director must know so that nothing is heard
/// twice, and nothing left out silently.
public struct Recollection: Sendable, Equatable {
    /// The records of the cues of the days around the present. One that is `aired` without an end was on air, or in force
    /// as a music line, when the program ended.
    public var records: [CueRecord]
    /// When the station was known to run last; nil where it never ran, or goes on running.
    public var lastRun: Instant?
    /// Who had muted the store; nil where nobody had.
    public var mutedBy: String?

    /// A recollection of its parts; without them, of nothing.
    public init(records: [CueRecord] = [], lastRun: Instant? = nil, mutedBy: String? = nil) {
        self.records = records
        self.lastRun = lastRun
        self.mutedBy = mutedBy
    }
}
