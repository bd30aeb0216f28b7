// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What became of each planned cue.
struct CueLedger {
    /// The last word on each, by key.
    var records: [String: CueRecord] = [:]
    /// What was heard of each last.
    var heard: [String: Sound] = [:]
    /// Those that were cut, or taken back, for something else.
    var gaveWay: Set<String> = []
    /// Which member of its rotation each promo was given that began.
    var taken: [String: ClipID] = [:]
    /// Those that went on air, or came into force.
    var begun: Set<String> = []
    /// Those that were missed before the clock was set back: they may have another record, and need not.
    var reopened: Set<String> = []
    /// Those that must come to a record.
    var expected: Set<String> = []
    /// Nothing is due, because the clock cannot be believed.
    private(set) var isSuspended = false
    /// When each of these must have its record, the latest first; by the wall clock.
    private var deadlines: [(at: Instant, key: String)] = []

    /// Takes over what must be recorded, and by when.
    mutating func expect(_ cues: [(at: Instant, key: String)]) {
        expected = Set(cues.map(\.key))
        isSuspended = false
        deadlines = cues.sorted { ($0.at, $0.key) > ($1.at, $1.key) }
    }

    /// Nothing is due for now; what is expected stays so.
    mutating func suspend() { (deadlines, isSuspended) = ([], true) }

    /// The next one whose time has come.
    mutating func overdue(at now: Instant) -> String? {
        guard let last = deadlines.last, last.at < now else { return nil }
        return deadlines.removeLast().key
    }

    mutating func postpone(_ key: String, to instant: Instant) {
        deadlines.append((instant, key))
        deadlines.sort { ($0.at, $0.key) > ($1.at, $1.key) }
    }
}
