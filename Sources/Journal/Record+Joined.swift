// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

// What is in the file, and what still waits to be written, as one answer.

extension CueRecord {
    /// Whether it was planned in that time, or was on air, or in force, at any instant of it.
    func wasPlannedOrHeard(in time: Range<Instant>) -> Bool {
        guard !time.contains(planned) else { return true }
        guard let start, start < time.upperBound else { return false }
        // Without an end it goes on, or nobody knows for how long it did.
        return end.map { $0 >= time.lowerBound } ?? (outcome == .aired || start >= time.lowerBound)
    }

    /// Whether it was planned in that time, or began in it.
    func wasPlannedOrBegan(in time: Range<Instant>) -> Bool {
        time.contains(planned) || start.map(time.contains) ?? false
    }

    /// In the order in which they were planned; of two of one key the one that waits is the newer.
    static func joined(_ kept: [Self], _ waiting: [Self], where isMeant: (Self) -> Bool) -> [Self] {
        guard !waiting.isEmpty else { return kept }
        let newer = Dictionary(waiting.map { ($0.key, $0) }) { _, last in last }
        let all = kept.filter { newer[$0.key] == nil } + newer.values.filter(isMeant)
        return all.sorted { ($0.planned, $0.key) < ($1.planned, $1.key) }
    }
}

extension AiringEntry {
    /// When it began, or was to.
    var began: Instant { start ?? min(planned, end) }

    private struct Identity: Hashable {
        let end: Instant, subject: Subject, zones: [String]
    }

    /// What tells it from others in the file.
    private var identity: Identity { Identity(end: end, subject: subject, zones: zones) }

    /// In the order in which they ended; one may have been written a moment ago.
    static func joined(_ kept: [Self], _ waiting: [Self], where isMeant: (Self) -> Bool) -> [Self] {
        let meant = waiting.filter(isMeant)
        guard !meant.isEmpty else { return kept }
        let known = Set(kept.map(\.identity))
        return (kept + meant.filter { !known.contains($0.identity) }).sorted { $0.end < $1.end }
    }
}

extension FaultEntry {
    /// In the order in which they began; of two of one id the one that waits is the newer.
    static func joined(_ kept: [Self], _ waiting: [Self], where isMeant: (Self) -> Bool) -> [Self] {
        guard !waiting.isEmpty else { return kept }
        let newer = Dictionary(waiting.map { ($0.id, $0) }) { _, last in last }
        let all = kept.filter { newer[$0.id] == nil } + newer.values.filter(isMeant)
        return all.sorted { ($0.from, $0.id) < ($1.from, $1.id) }
    }
}
