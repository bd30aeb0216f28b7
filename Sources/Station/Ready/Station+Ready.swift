// SPDX-License-Identifier: Apache-2.0
import Journal
import Playout
import SoundCard
import Speech
import Timetable

/// The broadcaster's check before the store opens. It looks at the station that runs: what its cards take, what it has
/// prepared, what it can write and speak at this moment; nothing on air is held up.
extension Station {
    /// Looks at everything; takes as long as the disk, the cards and the voice take to answer.
    public func ready() async -> ReadyReport {
        async let room = diskRoom.answer()
        async let volumes = volumes.answer()
        async let voice = voiceFindings()
        async let record = recordFindings()
        async let plan = todaysPlan()
        let (disk, controls, spoken, kept, planned) = await (room, volumes, voice, record, plan)
        // From here on in one step, so that all of it is of one moment.
        // While the clock cannot be believed, nobody knows which day it is.
        let files = clockDoubt == nil ? fileFindings(planned) + draftFindings : []
        let findings =
            dayFindings + cardFindings + levelFindings(controls ?? []) + files + [clockFinding, diskFinding(disk)]
            + kept + queueFindings + emergencyFindings + spoken
        return ReadyReport(
            findings, of: schedule.settings.name, in: language, at: schedule.clock.iso8601(clock.now))
    }

    /// The lines of the present date; nil where the store is closed, or nobody knows the date.
    private var today: RunningOrder? {
        guard clockDoubt == nil else { return nil }
        return schedule.timetables.runningOrder(on: schedule.clock.date(of: clock.now), clock: schedule.clock)
    }

    private var dayFindings: [ReadyFinding] {
        var findings: [ReadyFinding] = []
        if let today {
            findings.append(
                .dayPlanned(
                    opens: schedule.clock.clockTime(of: today.opens, countedFrom: today.date),
                    closes: schedule.clock.clockTime(of: today.closes, countedFrom: today.date),
                    cues: today.cues.count + today.rotations.count))
        } else if clockDoubt == nil {
            findings.append(.dayClosed)
        }
        if let first = reloading.mistakes.first {
            findings.append(.dayNotLoaded("\(first.file): \(first.message)", count: reloading.mistakes.count))
        }
        if let name = director.mutedBy { findings.append(.dayMuted(by: name)) }
        return findings
    }

    // MARK: Sound

    private var cardFindings: [ReadyFinding] {
        outputs.flatMap { output -> [ReadyFinding] in
            let (status, place) = (output.sound.status, place(of: output))
            guard status.state == .playing, let stream = status.stream else {
                guard let reason = silence(of: output) else {
                    return [.cardOpening(place: place, device: status.device)]
                }
                return [.cardSilent(place: place, device: status.device, reason)]
            }
            var findings = [
                ReadyFinding.cardPlays(
                    place: place, device: status.device, stream, underruns: status.underruns, losses: status.losses)
            ]
            if !status.isRealtime { findings.append(.cardNotRealtime(place: place)) }
            let buffer = Duration.nanoseconds(status.bufferNs)
            if buffer > OutputSettings().buffer {
                findings.append(.cardHeldUp(place: place, bufferMs: Int(buffer.nanoseconds / 1_000_000)))
            }
            return findings
        }
    }

    private func levelFindings(_ controls: [[CardVolume]]) -> [ReadyFinding] {
        outputs.indices.flatMap { index -> [ReadyFinding] in
            let place = place(of: outputs[index])
            let levels = LevelFindings(place: place, promisedLUFS: schedule.settings.level(of: .music))
            let volumes = controls.indices.contains(index) ? controls[index] : []
            return [levels.finding(of: counters.lastSongs[index])] + levels.findings(of: volumes)
        }
    }

    // MARK: Files

    /// What the present date plays; headers of sound files are read for it, away from the station.
    private func todaysPlan() async -> Plan {
        let (store, orders) = (store, [today].compactMap { $0 })
        return await BlockingWork.run { store.plan(of: orders).plan }
    }

    private func fileFindings(_ plan: Plan) -> [ReadyFinding] {
        let wanted = plan.clips(neededAfter: clock.now)
        var missing: [(name: String, why: Wording)] = []
        var pending = 0
        for clip in wanted {
            switch director.clips[clip] {
            case .ready?: break
            case .unavailable(let why)?: missing.append((clip.name, why))
            case nil: pending += 1
            }
        }
        let folders = Set(plan.orders.flatMap(\.cues).filter { $0.verb == .music }.map(\.name)).sorted()
        var findings = folders.filter { (plan.folders[$0] ?? []).isEmpty }.map { ReadyFinding.filesNoSongs(folder: $0) }
        if let first = missing.first {
            findings.append(
                .filesMissing(names: missing.map(\.name), count: missing.count, why: first.why))
        }
        if pending > 0 { findings.append(.filesPending(count: pending)) }
        let broken = problems.filter { $0.isError && $0.file.hasPrefix("\(store.preparer.paths.audio)/") }
        if let first = broken.first {
            findings.append(.filesBroken("\(first.file): \(first.message)", count: broken.count))
        }
        guard findings.isEmpty else { return findings }
        let songs = Set(folders.flatMap { plan.folders[$0] ?? [] }.map(\.path)).count
        return [.filesReady(sounds: wanted.count, songs: songs)]
    }

    private var draftFindings: [ReadyFinding] {
        let drafts = schedule.scripts.values.filter { $0.approved == nil }.map(\.name).sorted()
        let promos = schedule.promos.flatMap { rotation, scripts in
            scripts.values.filter { $0.approved == nil }.map { "\(rotation)/\($0.name)" }
        }
        let said = (today?.cues ?? []).filter { $0.verb == .say }.map(\.name)
        let sayings = (today?.rotations ?? []).filter { $0.verb == .say }.map(\.name)
        let planned = drafts.filter { said.contains($0) || sayings.contains($0) }
        guard planned.isEmpty else { return [.draftsPlanned(planned)] }
        let unused = drafts + promos.sorted()
        return unused.isEmpty ? [.draftsNone] : [.draftsUnused(unused)]
    }

    // MARK: Clock, disk and record

    /// How far ahead a change of the clocks is told.
    private static let changeAhead = Duration.hours(24 * 7)

    private var clockFinding: ReadyFinding {
        if let clockDoubt { return .clockDoubted(clockDoubt.wording) }
        let now = clock.now
        let shown = "\(schedule.clock.date(of: now)) \(schedule.clock.clockTime(of: now))"
        if clock.isAsIf { return .clockAsIf(now: shown) }
        let change = schedule.clock.nextChange(after: now, within: Self.changeAhead)
        return .clockRight(
            now: shown, zone: schedule.clock.identifier, change: change.map { $0.wording(schedule.clock) })
    }

    /// From where on the disk's room is too little for some weeks of the record, and for a day of it.
    private static let lowBytes = 1 << 30 as Int64, fullBytes = 100 << 20 as Int64

    private func diskFinding(_ room: DiskRoom?) -> ReadyFinding {
        guard let free = room?.free else { return .diskUnknown }
        if free < Self.fullBytes { return .diskFull(free: free) }
        return free < Self.lowBytes ? .diskLow(free: free) : .diskRoom(free: free)
    }

    /// Writes something down, and sees whether it is kept.
    private func recordFindings() async -> [ReadyFinding] {
        if clockDoubt == nil { journal.noteAlive(at: clock.now) }
        let began = ContinuousClock.now
        let error = await keep()
        let took = ContinuousClock.now - began
        if let problem = journal.condition.problem { return [.recordUnkept(problem.wording, fix: problem.fix)] }
        if journal.condition.isSlow || error != nil { return [.recordSlow] }
        return [.recordKept(milliseconds: Int(took.nanoseconds / 1_000_000))]
    }

    // MARK: Messages

    /// After so long something is wrong with what an announcement waits for.
    private static let stuckMinutes = 10

    private var queueFindings: [ReadyFinding] {
        let now = clock.now
        var findings = words.unspoken.compactMap { entry in
            AnnouncementStatus.Shown(entry.unspoken, because: entry.reason, in: language).map {
                ReadyFinding.queueUnspoken(name: entry.order.name, texts: $0.texts, reason: $0.reason)
            }
        }
        let unfinished = announcements.unfinished
        if let oldest = unfinished.first(where: { $0.entry.airings.isEmpty }) {
            let minutes = Int((now - Instant(nanoseconds: oldest.entry.receivedNs)).seconds / 60)
            if minutes >= Self.stuckMinutes { findings.append(.queueStuck(name: oldest.order.name, minutes: minutes)) }
        }
        let day = schedule.clock.day(schedule.clock.date(of: now))
        let failed = announcements.ids.compactMap { announcements[$0] }.filter {
            $0.entry.state == AnnouncementEntry.Standing.failed.rawValue
                && day.contains(Instant(nanoseconds: $0.entry.receivedNs))
        }
        if let last = failed.last {
            findings.append(
                .queueFailed(name: last.order.name, reason: last.entry.reason ?? "", count: failed.count))
        }
        guard findings.isEmpty else { return findings }
        return [unfinished.isEmpty ? .queueEmpty : .queueWaiting(count: unfinished.count)]
    }

    private var emergencyFindings: [ReadyFinding] {
        guard keepingProblems.isEmpty else {
            return keepingProblems.map { .emergencyUnready($0.message, fix: $0.fix) }
        }
        let wanted = store.preparer.keptScripts.map(\.name)
        let kept = store.preparer.kept.contents.scripts
        guard !wanted.isEmpty else { return [.emergencyNone] }
        let pending = wanted.filter { !kept.contains($0) }
        return [pending.isEmpty ? .emergencyReady(wanted) : .emergencyPending(pending)]
    }

    /// Has a word spoken in each language that scripts are spoken in.
    private func voiceFindings() async -> [ReadyFinding] {
        let scripts = schedule.scripts.values.filter { $0.approved != nil }
        let used = Set(scripts.flatMap(\.passages).map(\.language)).sorted()
        let languages = used.isEmpty ? [language.rawValue] : used
        var failures: [ReadyFinding] = []
        for language in languages {
            if let error = await store.preparer.synthesizer.fault(in: language) {
                failures.append(.speechFails(language: language, error.wording, fix: error.fix))
            }
        }
        return failures.isEmpty ? [.speechWorks(languages: languages)] : failures
    }
}
