// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What a file that was lost must have again: what is not over, and which cues of these days were on air, so that none is
/// heard twice after the next start.
struct LivingMemory {
    /// How far back cues are held, and how many at most.
    static let cueSpan = Duration.seconds(48 * 3_600), cueLimit = 5_000
    /// How many faults are held that last.
    static let faultLimit = 1_000
    /// So many may be held beyond what the span asks for, so that they are not looked through for each that comes.
    private static let tidyEvery = 500

    private var announcements: [String: AnnouncementEntry] = [:]
    private var cues: [String: CueRecord] = [:]
    private var faults: [String: FaultEntry] = [:]
    private var tidyAt = tidyEvery

    /// All of it, the oldest cues first.
    var batch: JournalBatch {
        JournalBatch(
            announcements: Array(announcements.values), cues: cues.values.sorted { $0.latest < $1.latest },
            faults: Array(faults.values))
    }

    mutating func note(_ entry: AnnouncementEntry) { announcements[entry.id] = entry.isOver ? nil : entry }

    mutating func note(_ record: CueRecord) {
        cues[record.key] = record
        tidyCues()
    }

    mutating func note(_ fault: FaultEntry) {
        if fault.to != nil {
            faults[fault.id] = nil
        } else if faults.count < Self.faultLimit || faults[fault.id] != nil {
            faults[fault.id] = fault
        }
    }

    /// Takes in what was read, unless it is known better.
    mutating func remember(_ entries: [AnnouncementEntry]) {
        for entry in entries where !entry.isOver && announcements[entry.id] == nil { announcements[entry.id] = entry }
    }

    /// Takes in what was read, unless it is known better.
    mutating func remember(_ records: [CueRecord]) {
        cues.merge(records.map { ($0.key, $0) }) { known, _ in known }
        tidyCues()
    }

    private mutating func tidyCues() {
        guard cues.count > tidyAt else { return }
        // By the newest record, whatever the clock says: after it was set back the records of the day stay.
        let sorted = cues.values.sorted { $0.latest > $1.latest }
        guard let newest = sorted.first?.latest else { return }
        let kept = sorted.prefix(Self.cueLimit).prefix { newest - $0.latest <= Self.cueSpan }
        cues = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0) })
        tidyAt = cues.count + Self.tidyEvery
    }
}

extension CueRecord {
    /// The latest instant it tells of.
    fileprivate var latest: Instant { max(planned, end ?? start ?? planned) }
}
