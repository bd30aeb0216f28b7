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

    /// Commits the next song before the present one makes way, or at once when nothing sounds.
    mutating func keepBedGoing(at now: Instant) {
        bed.fading.removeAll { $0.until <= now }
        guard let deadline = bedDeadline(at: now), deadline <= now else { return }
        if bed.retriesAt != nil { bed.forgiveOne() }
        startSong(at: max(nextSongStart(at: now), now), now)
    }

    /// When the bed is looked at next; nil when nothing but a line can change it.
    func bedDeadline(at now: Instant) -> Instant? {
        guard bed.folder != nil else { return nil }
        if let retry = bed.retriesAt { return retry }
        guard let current = bed.current else { return nextSongStart(at: now) - settings.lead }
        let next = nextSongStart(at: now)
        // What is about to take over need not follow a song of a second or two.
        let overlap = crossfade(of: current.song) / 2
        return bedChanges(by: next + overlap) ? nil : max(next - settings.lead, current.start)
    }

    private func nextSongStart(at now: Instant) -> Instant {
        nextBreak ?? max(now, bed.restsUntil ?? now, endOfSilence ?? now)
    }

    private var endOfSilence: Instant? {
        bed.line.flatMap { $0.endsSilence ? $0.since : nil }
    }

    private func bedChanges(by instant: Instant) -> Bool {
        upcoming.prefix { $0.start <= instant }.contains { $0.isBed || $0.cue.isAlone }
    }

    func isResting(at instant: Instant) -> Bool {
        bed.restsUntil.map { $0 > instant } ?? false
    }

    // MARK: Songs

    /// Begins the next song, and fades out what would still sound by then over the same time.
    ///
    /// Where the folder has no playable song another's music sounds rather than none. Where no folder has
    /// one, the one that failed first is tried again every `DirectorSettings.songRetry`.
    private mutating func startSong(at: Instant, _ now: Instant) {
        let folders = [bed.folder].compactMap(\.self) + plan.folders.keys.sorted()
        guard let folder = folders.first(where: hasPlayableSong),
            let song = bed.nextSong(of: folder, among: plan.folders[folder] ?? [])
        else {
            bed.retriesAt = now + settings.songRetry
            return
        }
        bed.folder = folder
        start(song, of: folder, at: at, now)
    }

    private mutating func start(_ song: Song, of folder: String, at: Instant, _ now: Instant) {
        let outgoing = bed.current.flatMap { isCalledOff($0, at: at, now) ? nil : crossfade(of: $0.song) }
        let overlaps = outgoing != nil || bed.fading.contains { $0.until > at }
        let fade = overlaps ? min(crossfade(of: song), outgoing ?? settings.crossfade) : settings.bedFadeIn
        stopSongs(at: at, fade: fade, now)
        bed.retriesAt = nil
        let id = nextPlaybackID()
        bed.current = Bed.SongAiring(id: id, song: song, folder: folder, start: at)
        effects.append(.start(Playback(id: id, content: .song(song), at: at, fadeIn: fade)))
    }

    private func hasPlayableSong(_ folder: String) -> Bool {
        plan.folders[folder]?.contains { !bed.broken.contains($0.path) } ?? false
    }

    /// Whether a song that must be gone by an instant has not begun by then.
    private func isCalledOff(_ song: Bed.SongAiring, at: Instant, _ now: Instant) -> Bool {
        song.start >= at && song.start > now
    }

    /// Fades out every song that would still be heard; one that would only begin by then is called off now.
    private mutating func stopSongs(at: Instant, fade: Duration, _ now: Instant) {
        let calledOff = bed.fading.map(\.airing).filter { isCalledOff($0, at: at, now) }.map(\.id)
        effects += calledOff.map { .stop($0, at: now, fade: fade) }
        bed.fading.removeAll { calledOff.contains($0.airing.id) }
        for index in bed.fading.indices where bed.fading[index].until > at + fade {
            effects.append(.stop(bed.fading[index].airing.id, at: at, fade: fade))
            bed.fading[index].until = at + fade
        }
        guard let current = bed.current else { return }
        if isCalledOff(current, at: at, now) {
            effects.append(.stop(current.id, at: now, fade: fade))
        } else {
            effects.append(.stop(current.id, at: at, fade: fade))
            bed.fading.append(Bed.Fading(airing: current, until: min(at + fade, current.end)))
        }
        bed.current = nil
    }

    // MARK: Lines

    /// Crossfades to a folder on its second; while the bed rests, it only decides what the bed returns with.
    mutating func turn(to folder: String, at: Instant, _ now: Instant) {
        bed.folder = folder
        guard let current = bed.current else { return }
        if !isResting(at: at) {
            startSong(at: at, now)
        } else if current.start > now {
            stopSongs(at: now, fade: settings.giveWayFade, now)
        }
    }

    /// The bed ends, with a fade that begins on that instant.
    mutating func silenceBed(at: Instant, _ now: Instant) {
        bed.folder = nil
        stopSongs(at: at, fade: settings.silenceFade, now)
    }

    // MARK: Resting

    /// The bed has gone when the `alone` item starts, and comes back when it ends.
    mutating func restBed(from start: Instant, at now: Instant) {
        let from = max(now, start - settings.aloneFade)
        stopSongs(at: from, fade: max(start - from, settings.giveWayFade), now)
        settleRest(at: start, now)
    }

    /// The bed rests until the last `alone` item committed has ended, or until `instant` when there is none.
    mutating func settleRest(at instant: Instant, _ now: Instant) {
        let alone = airings.filter { $0.item.isAlone && $0.leaves == nil }
        let until = alone.map(\.end).max() ?? max(instant, now)
        guard until != bed.restsUntil else { return }
        bed.restsUntil = until
        guard let current = bed.current, current.start > now + settings.spacing else { return }
        begin(current, at: max(until, endOfSilence ?? until), now)
    }

    /// A song that is committed begins at another instant instead.
    private mutating func begin(_ committed: Bed.SongAiring, at: Instant, _ now: Instant) {
        effects.append(.stop(committed.id, at: now, fade: settings.giveWayFade))
        bed.current = nil
        start(committed.song, of: committed.folder, at: at, now)
    }

    /// A song ended by itself, broke off, or has faded. One that was over in no time is as good as broken.
    mutating func bedHasEnded(_ id: PlaybackID, brokeOff detail: Wording?, at now: Instant) {
        if let index = bed.fading.firstIndex(where: { $0.airing.id == id }) {
            let fading = bed.fading.remove(at: index)
            let isEarly = now + settings.spacing < fading.until
            guard isEarly else { return }
            if detail != nil || now < fading.airing.shortestEnd { bed.markBroken(fading.airing.song) }
            bringForward(at: now)
        } else if let current = bed.current, current.id == id {
            bed.current = nil
            if detail != nil || now < current.shortestEnd { bed.markBroken(current.song) }
            if current.start > now { bed.restsUntil = max(bed.restsUntil ?? now, current.start) }
        }
    }

    /// The song that should have lasted until the next begins is gone: that one begins at once.
    private mutating func bringForward(at now: Instant) {
        guard let current = bed.current, current.start > now + settings.spacing, bed.fading.isEmpty,
            !isResting(at: now)
        else { return }
        begin(current, at: now, now)
    }
}
