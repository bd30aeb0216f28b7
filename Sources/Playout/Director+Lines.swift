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
            isRecorded: recordedLines.isHeard(cue.key), heardSince: memory.lines[cue.key]?.start)
        defer { tellLine(area) }
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

    /// Tells that a line came into force, where it is not so in another area already.
    private mutating func tellLine(_ area: Int) {
        guard let line = beds[area].line, !line.isRecorded else { return }
        let isKnown = beds.indices.contains { $0 != area && beds[$0].line?.cue.key == line.cue.key }
        let record = bedRecord(line, until: nil)
        if !isKnown, record.outcome == .aired { effects.append(.began(record)) }
    }

    // MARK: Joining

    /// While the clock cannot be believed the bed goes on; where there is none, the music of the middle of the day
    /// plays, or any.
    mutating func playWithoutClock(at now: Instant) {
        for area in beds.indices where beds[area].folder == nil {
            beds[area].forgiveAll()
            beds[area].folder = folderOfTheDay(area) ?? plan.folders.keys.min()
        }
    }

    private func folderOfTheDay(_ area: Int) -> String? {
        let zones = beds[area].zones
        let folders = plan.orders.lazy.compactMap { order in
            order.cues.last {
                $0.verb == .music && $0.planned <= order.middle && plan.folders[$0.name] != nil
                    && plan.zones(named: $0.zones).intersects(zones)
            }?.name
        }
        return folders.first
    }

    /// Takes up the beds in the middle of their time: of each area the last line before now is in force, or the
    /// one that was taken up already for an instant within the lead.
    mutating func joinBeds(at now: Instant) {
        let lines = plan.orders.flatMap { $0.cues.filter(\.isBed) }
        let passed = lines.filter { $0.planned <= now && !settled.contains($0.key) }
        for line in passed { settled.note(line.key, at: now) }
        upcoming = upcoming.filter { !$0.isBed || $0.cue.planned > now }[...]
        for area in beds.indices {
            beds[area].forgiveAll()
            let zones = beds[area].zones
            joinBed(area, lines.filter { plan.zones(named: $0.zones).intersects(zones) }, at: now)
        }
        missPassedLines(passed, at: now)
    }

    /// Lines whose turn came and went while nothing could be heard.
    private mutating func missPassedLines(_ lines: [Cue], at now: Instant) {
        let told = keysOfDaysOn(at: now)
        let inForce = Set(beds.compactMap(\.line?.cue.key))
        for line in lines
        where !inForce.contains(line.key) && !recordedLines.contains(line.key) && memory.lines[line.key] == nil {
            let gap = gaps.last { $0.holds(line.planned) }
            guard let reason = gap?.reason ?? (told.contains(line.key) ? .pastWhenLoaded : nil) else { continue }
            recordedLines.note(line.key, at: now)
            let timed = TimedCue(line, zones: plan.zones(named: line.zones), closes: line.planned)
            effects.append(.record(missed(timed, reason)))
        }
    }

    private mutating func joinBed(_ area: Int, _ lines: [Cue], at now: Instant) {
        let present = beds[area].line?.cue.key
        // One that was taken up for an instant far ahead is so no more: the clock was set back.
        let begun = lines.filter { $0.planned <= now || $0.key == present && $0.planned <= now + settings.lead }
        guard let latest = begun.map(\.planned).max(), let line = begun.last(where: { $0.planned == latest }) else {
            // Without a line only music sounds that played while the clock could not be believed.
            if beds[area].line == nil, beds[area].folder != nil { silenceBed(area, at: now, now) }
            return
        }
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
        guard !line.isRecorded, !recordedLines.isHeard(line.cue.key) else { return }
        var record = bedRecord(line, until: end)
        if line.since > end {
            // Where the clock was set back before its second came, that comes again.
            guard !plan.orders.contains(where: { $0.cues.contains { $0.key == line.cue.key } }) else {
                settled.forget(line.cue.key)
                return
            }
            (record.start, record.end, record.outcome, record.reason) = (nil, nil, .missed, .removed)
        }
        recordedLines.note(line.cue.key, isHeard: true, at: end)
        effects.append(.record(record))
    }

    func bedRecord(_ line: Bed.Line, until end: Instant?) -> CueRecord {
        var record = CueRecord(
            key: line.cue.key, when: line.cue.when, verb: line.cue.verb, name: line.cue.name,
            zones: plan.names(of: plan.zones(named: line.cue.zones)), planned: line.cue.planned,
            start: line.toldStart, end: end.map { max($0 - line.clockSteps, line.toldStart) }, outcome: .aired,
            reason: line.heardSince == nil ? line.reason : nil)
        if case .emptyFolder = line.reason {
            (record.start, record.end, record.outcome) = (nil, nil, .missed)
        }
        return record
    }
}

extension RunningOrder {
    fileprivate var middle: Instant { opens + (closes - opens) / 2 }
}

extension Bed.Line {
    /// When it came into force, by the clock as it was then.
    fileprivate var toldStart: Instant { heardSince ?? since - clockSteps }

    /// Its record is to tell of the area in which it came into force first.
    fileprivate mutating func join(_ other: Bed.Line) {
        guard other.since < since else { return }
        since = other.since
        reason = other.reason
    }
}
