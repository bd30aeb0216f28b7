// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// A time of which the record is told.
struct RecordPeriod: Sendable, Equatable {
    /// The broadcasting day it begins on.
    var date: CivilDate
    /// Whether it is that whole day: what is planned for the day counts then, whenever it was heard, and nothing planned
    /// for another.
    var isWholeDay: Bool
    /// Its first instant.
    var from: Instant
    /// The instant at which it is over.
    var to: Instant

    /// Whether a record of a cue belongs to it.
    func holds(_ cue: CueRecord) -> Bool {
        if isWholeDay { return cue.key.hasPrefix("\(date)/") }
        let end = cue.start.map { cue.end ?? max(to, $0) } ?? cue.planned
        return holds(cue.planned) || (cue.start.map { $0 < to && end > from } ?? false)
    }

    /// Whether an instant lies in it.
    func holds(_ instant: Instant) -> Bool { from <= instant && instant < to }

    /// The part of a span that lies in it; nil where none does.
    func part(from start: Instant, to end: Instant) -> (from: Instant, to: Instant)? {
        let part = (from: max(from, start), to: min(to, end))
        return part.from < part.to ? part : nil
    }
}
