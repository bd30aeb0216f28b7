// SPDX-License-Identifier: Apache-2.0
public import Playout
public import Timetable

/// What came of a day in simulated time.
public struct RehearsedDay: Sendable {
    /// What was planned.
    public let order: RunningOrder
    /// What became of each cue, by when it was planned.
    public let records: [CueRecord]
    /// How each announcement pushed meanwhile ended, by its id.
    public let announcements: [String: AnnouncementState]
}
