// SPDX-License-Identifier: Apache-2.0
import Timetable

/// The bed: music under everything, without a gap.
extension Director {
    /// Where the leading song makes way for the next: the natural break a promo looks for.
    var nextBreak: Instant? {
        bed.current.map { $0.end - crossfade(of: $0.song) }
    }

    private func crossfade(of song: Song) -> Duration {
        min(settings.crossfade, song.duration / 4)
    }

    /// A `music` or `silence` line takes effect on its second.
    mutating func changeBed(_ cue: Cue, at now: Instant, reason: Reason? = nil) {
        let at = max(cue.planned, now)
        endBedLine(at: at)
        bed.line = (cue, at, reason)
        guard cue.verb == .music else {
            bed.folder = nil
            stopSongs(at: at, fade: settings.silenceFade)
            return
        }
        guard plan.folders[cue.name]?.isEmpty == false else {
            bed.line?.reason = .emptyFolder(cue.name)
            if bed.folder == nil { bed.folder = plan.folders.keys.min() }
            return
        }
        guard bed.folder != cue.name else { return }
        bed.folder = cue.name
        turnToFolder(at: at)
    }

    /// Crossfades to the folder now wanted, or notes from when on it may begin.
    private mutating func turnToFolder(at: Instant) {
        if let current = bed.current, !isResting(at: at) {
            startSong(at: at, fadeIn: crossfade(of: current.song), replacing: true)
        } else if bed.current == nil {
            bed.restsUntil = max(bed.restsUntil ?? at, at)
        }
    }

    /// Takes up the bed in the middle of its time: the last line before now is in force.
    mutating func joinBed(at now: Instant) {
        bed.broken = []
        let lines = plan.orders.flatMap(\.cues).filter { $0.verb == .music || $0.verb == .silence }
        guard let line = lines.last(where: { $0.planned <= now }) else { return }
        let passed = lines.filter { $0.planned <= now }.map(\.key)
        settled.formUnion(passed)
        upcoming.removeAll { passed.contains($0.cue.key) }
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
        bed.folder = wanted
        if wanted != nil { turnToFolder(at: now) }
    }

    /// Commits the next song before the present one makes way, or at once when nothing sounds.
    mutating func keepBedGoing(at now: Instant) {
        bed.fading = bed.fading.filter { $0.value > now }
        guard bed.folder != nil else { return }
        if let next = nextBreak, let current = bed.current {
            guard next - settings.lead <= now, !bedChanges(by: next) else { return }
            startSong(at: max(next, now), fadeIn: crossfade(of: current.song), replacing: true)
        } else {
            let from = max(now, bed.restsUntil ?? now)
            guard from - settings.lead <= now else { return }
            startSong(at: from, fadeIn: settings.bedFadeIn, replacing: false)
        }
    }

    /// When the bed is looked at next.
    var bedDeadline: Instant? {
        guard bed.folder != nil else { return nil }
        if let next = nextBreak { return bedChanges(by: next) ? nil : next - settings.lead }
        return bed.restsUntil.map { $0 - settings.lead }
    }

    private func bedChanges(by instant: Instant) -> Bool {
        upcoming.contains { $0.isBed && $0.start <= instant }
    }

    private func isResting(at instant: Instant) -> Bool {
        bed.restsUntil.map { $0 > instant } ?? false
    }

    private mutating func startSong(at: Instant, fadeIn: Duration, replacing: Bool) {
        // Rather another folder's music than none.
        let others = plan.folders.keys.sorted().first(where: hasPlayableSong)
        guard let folder = bed.folder.flatMap({ hasPlayableSong($0) ? $0 : others }) ?? others,
            let song = bed.nextSong(of: folder, among: plan.folders[folder] ?? [])
        else { return }
        bed.folder = folder
        if replacing { stopSongs(at: at, fade: fadeIn) }
        let id = nextPlaybackID()
        bed.current = Bed.SongAiring(id: id, song: song, folder: folder, start: at)
        bed.restsUntil = nil
        effects.append(.start(Playback(id: id, content: .song(song), at: at, fadeIn: fadeIn)))
    }

    private func hasPlayableSong(_ folder: String) -> Bool {
        plan.folders[folder]?.contains { !bed.broken.contains($0.path) } ?? false
    }

    /// Fades out every song that can be heard.
    private mutating func stopSongs(at: Instant, fade: Duration) {
        if let current = bed.current { bed.fading[current.id] = at + fade }
        bed.current = nil
        for id in bed.fading.keys.sorted(by: { $0.number < $1.number }) {
            bed.fading[id] = min(bed.fading[id] ?? at + fade, at + fade)
            effects.append(.stop(id, at: at, fade: fade))
        }
    }

    /// The bed has gone when the `alone` item starts, and comes back when it ends.
    mutating func restBed(from start: Instant, until end: Instant, at now: Instant) {
        stopSongs(at: max(now, start - settings.aloneFade), fade: settings.aloneFade)
        bed.restsUntil = end
    }

    mutating func bedHasEnded(_ id: PlaybackID, brokeOff detail: Wording?) {
        bed.fading[id] = nil
        guard let current = bed.current, current.id == id else { return }
        bed.current = nil
        if detail != nil { bed.broken.insert(current.song.path) }
    }

    /// Records the line that was in force up to now.
    private mutating func endBedLine(at end: Instant) {
        guard let line = bed.line else { return }
        effects.append(.record(bedRecord(line.cue, since: line.since, until: end, line.reason)))
        bed.line = nil
    }

    func bedRecord(_ cue: Cue, since: Instant, until end: Instant?, _ reason: Reason?) -> CueRecord {
        var record = CueRecord(
            key: cue.key, when: cue.when, verb: cue.verb, name: cue.name, planned: cue.planned, start: since,
            end: end, outcome: .aired, reason: reason)
        if case .emptyFolder = reason {
            record.start = nil
            record.end = nil
            record.outcome = .missed
        }
        return record
    }
}
