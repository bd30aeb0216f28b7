// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What an item asks of the programme: a stretch of time in its zones, by the right of its class.
struct Claim: Sendable {
    var broadcastClass: BroadcastClass
    var zones: ZoneSet
    /// It starts on its second; only a higher class may delay it.
    var isTimed = false
    /// It fits itself in and waits for every other item, whatever its class.
    var isRotated = false
    /// When it wants the programme; what comes at once waits for timed cues before that.
    var due: Instant?
    /// The item's own; 0 for what is no item yet.
    var sequence = 0

    /// Whether it waits for nothing but what is on air: an urgent announcement.
    var goesAtOnce: Bool { !isTimed && !isRotated && broadcastClass >= .urgent }

    /// Whether it has to wait for something of that class.
    func waits(for other: BroadcastClass) -> Bool {
        isRotated || other >= broadcastClass
    }
}

/// A span of time that is taken, and by what.
struct Busy {
    var from: Instant
    var to: Instant
    var name: String
}
