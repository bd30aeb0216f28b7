// SPDX-License-Identifier: Apache-2.0
import Timetable

/// The `music` and `silence` lines, one of which is in force.
extension Director {
    /// A `music` or `silence` line takes effect on its second.
    mutating func changeBed(_ cue: Cue, at now: Instant, reason: Reason? = nil) {
        let at = max(cue.planned, now)
        endBedLine(at: at)
        bed.line = Bed.Line(
            cue: cue, since: at, endsSilence: bed.folder == nil, reason: reason,
            isRecorded: recordedLines.contains(cue.key))
        guard cue.verb == .music else {
            silenceBed(at: at, now)
            return
        }
        guard plan.folders[cue.name]?.isEmpty == false else {
            bed.line?.reason = .emptyFolder(cue.name)
            if bed.folder == nil, let other = folder(before: cue) { turn(to: other, at: at, now) }
            return
        }
        if bed.folder != cue.name { turn(to: cue.name, at: at, now) }
    }

    /// What would sound without a line whose folder has no song: the folder of the last line before it that
    /// has one, else any.
    private func folder(before cue: Cue) -> String? {
        let earlier = plan.orders.flatMap(\.cues).last {
            $0.verb == .music && $0.planned < cue.planned && plan.folders[$0.name]?.isEmpty == false
        }
        return earlier?.name ?? plan.folders.keys.min()
    }

    /// Takes up the bed in the middle of its time: the last line before now is in force, or the one that was
    /// taken up already for an instant within the lead.
    mutating func joinBed(at now: Instant) {
        bed.forgiveAll()
        let lines = plan.orders.flatMap(\.cues).filter { $0.verb == .music || $0.verb == .silence }
        let passed = lines.filter { $0.planned <= now }.map(\.key)
        settled.formUnion(passed)
        upcoming.removeAll { settled.contains($0.cue.key) }
        let begun = lines.filter { $0.planned <= now || $0.key == bed.line?.cue.key }
        guard let latest = begun.map(\.planned).max(), let line = begun.last(where: { $0.planned == latest })
        else { return }
        guard bed.line?.cue.key != line.key else {
            bed.line?.cue = line
            leaveLostFolder(at: now)
            return
        }
        changeBed(line, at: now, reason: line.planned < now ? .joined : nil)
    }

    /// The folder in force may have lost its songs with the new plan, or got its first.
    private mutating func leaveLostFolder(at now: Instant) {
        guard let line = bed.line, line.cue.verb == .music else { return }
        let wanted = plan.folders[line.cue.name] == nil ? plan.folders.keys.min() : line.cue.name
        guard wanted != bed.folder else { return }
        if let wanted { turn(to: wanted, at: max(now, line.since), now) } else { bed.folder = nil }
    }

    /// Records the line that was in force up to then. One that a reload took away before its second came, or
    /// that has its record from an earlier time, adds nothing to what was heard.
    private mutating func endBedLine(at end: Instant) {
        guard let line = bed.line else { return }
        bed.line = nil
        guard !line.isRecorded else { return }
        recordedLines.insert(line.cue.key)
        var record = bedRecord(line, until: end)
        if line.since > end {
            (record.start, record.end, record.outcome, record.reason) = (nil, nil, .missed, .removed)
        }
        effects.append(.record(record))
    }

    func bedRecord(_ line: Bed.Line, until end: Instant?) -> CueRecord {
        var record = CueRecord(
            key: line.cue.key, when: line.cue.when, verb: line.cue.verb, name: line.cue.name,
            planned: line.cue.planned, start: line.since, end: end, outcome: .aired, reason: line.reason)
        if case .emptyFolder = line.reason {
            (record.start, record.end, record.outcome) = (nil, nil, .missed)
        }
        return record
    }
}
