// SPDX-License-Identifier: Apache-2.0
import Timetable

/// The `music` and `silence` lines, of which one is in force in each area.
extension Director {
    /// A `music` or `silence` line takes effect on its second, in the areas of its zones.
    mutating func changeBeds(_ cue: Cue, in zones: ZoneSet, at now: Instant) {
        for area in beds.indices where beds[area].zones.intersects(zones) { changeBed(area, cue, at: now) }
    }

    private mutating func changeBed(_ area: Int, _ cue: Cue, at now: Instant, reason: Reason? = nil) {
        let at = max(cue.planned, now)
        endBedLine(area, at: at)
        beds[area].line = Bed.Line(
            cue: cue, since: at, endsSilence: beds[area].folder == nil, reason: reason,
            isRecorded: recordedLines[cue.key] != nil)
        guard cue.verb == .music else {
            silenceBed(area, at: at, now)
            return
        }
        guard plan.folders[cue.name]?.isEmpty == false else {
            beds[area].line?.reason = .emptyFolder(cue.name)
            if beds[area].folder == nil, let other = folder(area, before: cue) {
                turn(area, to: other, at: at, now)
            }
            return
        }
        // Music in order begins with its first song, though the folder be the same.
        if beds[area].folder != cue.name || cue.isInOrder { turn(area, to: cue.name, at: at, now) }
    }

    /// What would sound without a line whose folder has no song: the folder of the last line before it that
    /// has one, else any.
    private func folder(_ area: Int, before cue: Cue) -> String? {
        let earlier = plan.orders.flatMap(\.cues).last {
            $0.verb == .music && $0.planned < cue.planned && plan.folders[$0.name]?.isEmpty == false
                && plan.zones(named: $0.zones).intersects(beds[area].zones)
        }
        return earlier?.name ?? plan.folders.keys.min()
    }

    // MARK: Joining

    /// Takes up the beds in the middle of their time: of each area the last line before now is in force, or the
    /// one that was taken up already for an instant within the lead.
    mutating func joinBeds(at now: Instant) {
        let lines = plan.orders.flatMap(\.cues).filter(\.isBed)
        for line in lines where line.planned <= now { settled[line.key] = line.planned }
        upcoming = upcoming.filter { !$0.isBed || $0.cue.planned > now }[...]
        for area in beds.indices {
            beds[area].forgiveAll()
            let zones = beds[area].zones
            joinBed(area, lines.filter { plan.zones(named: $0.zones).intersects(zones) }, at: now)
        }
    }

    private mutating func joinBed(_ area: Int, _ lines: [Cue], at now: Instant) {
        let present = beds[area].line?.cue.key
        let begun = lines.filter { $0.planned <= now || $0.key == present }
        guard let latest = begun.map(\.planned).max(), let line = begun.last(where: { $0.planned == latest })
        else { return }
        guard present != line.key else {
            beds[area].line?.cue = line
            leaveLostFolder(area, at: now)
            return
        }
        changeBed(area, line, at: now, reason: line.planned < now ? .joined : nil)
    }

    /// The folder in force may have lost its songs with the new plan, or got its first.
    private mutating func leaveLostFolder(_ area: Int, at now: Instant) {
        guard let line = beds[area].line, line.cue.verb == .music else { return }
        let wanted = plan.folders[line.cue.name] == nil ? plan.folders.keys.min() : line.cue.name
        guard wanted != beds[area].folder else { return }
        if let wanted {
            turn(area, to: wanted, at: max(now, line.since), now)
        } else {
            beds[area].folder = nil
        }
    }

    // MARK: Records

    /// The line in force in an area is so no longer from then on.
    private mutating func endBedLine(_ area: Int, at end: Instant) {
        guard let line = beds[area].line else { return }
        beds[area].line = nil
        recordEnd(of: line, at: end)
    }

    /// Records the line that was in force up to then, unless it still is in another area. One that a reload took
    /// away before its second came, or that has its record from an earlier time, adds nothing to what was heard.
    mutating func recordEnd(of line: Bed.Line, at end: Instant) {
        if let other = beds.firstIndex(where: { $0.line?.cue.key == line.cue.key }) {
            beds[other].line?.join(line)
            return
        }
        guard !line.isRecorded else { return }
        recordedLines[line.cue.key] = line.cue.planned
        var record = bedRecord(line, until: end)
        if line.since > end {
            (record.start, record.end, record.outcome, record.reason) = (nil, nil, .missed, .removed)
        }
        effects.append(.record(record))
    }

    func bedRecord(_ line: Bed.Line, until end: Instant?) -> CueRecord {
        var record = CueRecord(
            key: line.cue.key, when: line.cue.when, verb: line.cue.verb, name: line.cue.name,
            zones: plan.names(of: plan.zones(named: line.cue.zones)), planned: line.cue.planned,
            start: line.since, end: end, outcome: .aired, reason: line.reason)
        if case .emptyFolder = line.reason {
            (record.start, record.end, record.outcome) = (nil, nil, .missed)
        }
        return record
    }
}

extension Bed.Line {
    /// Its record is to tell of the area in which it came into force first.
    fileprivate mutating func join(_ other: Bed.Line) {
        guard other.since < since else { return }
        since = other.since
        reason = other.reason
    }
}
