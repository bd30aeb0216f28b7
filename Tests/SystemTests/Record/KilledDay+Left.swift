// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// What must be so after each kill, by what the daemon left on disk.
extension KilledDay {
    /// More than that many bytes of file and log mean that something piles up: SQLite takes over its log at 4 MB, and an hour
    /// of this day has some hundred kilobytes.
    private static let fileLimit = 2_000_000, logLimit = 6_000_000
    /// More files than that in the state folder mean that something is left lying about.
    private static let filesLimit = 12
    /// The daemon takes its birth for the middle of a clock tick, and is told its clock a little before it is born.
    private static let clockToleranceNs = 30_000_000 as Int64
    /// So long before it is heard is written down what begins: a card holds up to half a second while the machine is busy.
    private static let toldAheadNs = 600_000_000 as Int64

    /// What is wrong with what was left.
    func faultsLeft() throws -> [String] {
        var faults: [String] = []
        var before: KeptRecord?
        for (number, past) in past.enumerated() {
            faults += Self.faults(in: past, after: before).map { "after kill \(number): \($0)" }
            before = past.record ?? before
        }
        let names = try FileManager.default.subpathsOfDirectory(atPath: store.folder.path("state"))
        if names.count > Self.filesLimit {
            faults.append("the state folder has \(names.count) files: \(names.sorted())")
        }
        return faults + runFaults()
    }

    private static func faults(in past: Past, after before: KeptRecord?) -> [String] {
        guard let record = past.record else {
            return before == nil && past.acknowledged.isEmpty ? [] : ["the journal is gone"]
        }
        var faults: [String] = []
        if record.integrity != "ok" { faults.append("the journal is damaged: \(record.integrity)") }
        if record.fileBytes > fileLimit { faults.append("the journal has \(record.fileBytes) bytes") }
        if record.logBytes > logLimit { faults.append("its log has \(record.logBytes) bytes") }
        // What is over stays as it ended.
        for cue in (before?.cues ?? [:]).values where cue.isOver && record.cues[cue.key] != cue {
            faults.append("\(cue) was over, and is now \(record.cues[cue.key].map { "\($0)" } ?? "gone")")
        }
        let kept = Dictionary(uniqueKeysWithValues: record.announcements.map { ($0.id, $0) })
        for message in past.acknowledged {
            guard let id = message.id, let announcement = kept[id] else {
                faults.append("m\(message.number) was acknowledged, and is not there")
                continue
            }
            if message.endAcknowledged.map({ $0 < past.killed }) ?? false, message.endState == "cancelled",
                announcement.state != "cancelled"
            {
                faults.append("m\(message.number) was cancelled, and is \(announcement.state)")
            }
        }
        return faults
    }

    /// What is wrong with the runs on record.
    private func runFaults() -> [String] {
        guard let runs = lastRecord?.runs, let stopped else { return ["nothing was left at the end"] }
        let lives = past.map { ($0.life, $0.killed) } + [(stopped.life, KilledStore.monotonic)]
        var faults: [String] = []
        for (number, run) in runs.enumerated() {
            let own = lives.first { life, killed in
                let born = life.born + life.ahead - Self.clockToleranceNs
                return born <= run.start && run.start <= killed + life.ahead
            }
            guard let own else {
                faults.append("a run began at \(run.start), when none did")
                continue
            }
            let ended = own.1 + own.0.ahead
            guard let end = run.end else {
                faults.append("the run of \(run.start) has no end")
                continue
            }
            if end < run.start || end > ended + Self.toldAheadNs {
                faults.append("the run of \(run.start) ended at \(end), and was killed at \(ended)")
            }
            if number + 1 < runs.count, runs[number + 1].start < end {
                faults.append("the run of \(run.start) ended at \(end), after the next one began")
            }
        }
        if runs.count > lives.count { faults.append("\(runs.count) runs of \(lives.count) lives") }
        return faults
    }
}
