// SPDX-License-Identifier: Apache-2.0
import Timetable

/// The beds: music under everything, without a gap, in each area of the store.
extension Director {
    /// Commits the next song of each bed before the present one makes way, or at once when nothing sounds.
    mutating func keepBedsGoing(at now: Instant) {
        for area in beds.indices {
            if !beds[area].fading.isEmpty { beds[area].fading.removeAll { $0.until <= now } }
            guard let deadline = bedDeadline(area, at: now), deadline <= now else { continue }
            if beds[area].retriesAt != nil { beds[area].forgiveOne() }
            startSong(area, at: max(nextSongStart(area, at: now), now), now)
        }
    }

    /// When a bed is looked at next; nil when nothing but a line can change it.
    func bedDeadline(_ area: Int, at now: Instant) -> Instant? {
        guard beds[area].folder != nil else { return nil }
        if let retry = beds[area].retriesAt { return retry }
        guard let next = beds[area].current?.nextBreak, let end = beds[area].current?.end,
            let start = beds[area].current?.start
        else { return nextSongStart(area, at: now) - settings.lead }
        // What is about to take over need not follow a song of a second or two.
        let soon = Instant(nanoseconds: next.nanoseconds / 2 + end.nanoseconds / 2)
        return bedChanges(area, by: soon) ? nil : max(next - settings.lead, start)
    }

    private func nextSongStart(_ area: Int, at now: Instant) -> Instant {
        beds[area].current?.nextBreak ?? max(now, beds[area].restsUntil ?? now, beds[area].endOfSilence ?? now)
    }

    private func bedChanges(_ area: Int, by instant: Instant) -> Bool {
        for index in upcoming.indices {
            guard upcoming[index].start <= instant else { return false }
            if upcoming[index].changesBed, upcoming[index].zones.intersects(beds[area].zones) { return true }
        }
        return false
    }

    // MARK: Songs

    /// Begins the next song, and fades out what would still sound by then over the same time.
    ///
    /// Where the folder has no playable song another's music sounds rather than none. Where no folder has
    /// one, the one that failed first is tried again every `DirectorSettings.songRetry`.
    private mutating func startSong(_ area: Int, at: Instant, _ now: Instant) {
        guard let folder = playableFolder(area),
            let song = beds[area].nextSong(of: folder, among: plan.folders[folder] ?? [], at: at)
        else {
            beds[area].retriesAt = now + settings.songRetry
            return
        }
        beds[area].folder = folder
        start(song, of: folder, area, at: at, now)
    }

    private mutating func start(_ song: Song, of folder: String, _ area: Int, at: Instant, _ now: Instant) {
        let crossfade = min(settings.crossfade(in: folder), song.duration / 4)
        let outgoing = beds[area].current.flatMap { $0.isCalledOff(at: at, now) ? nil : $0 }
        let follows = outgoing.flatMap { $0.crossfade == .zero && $0.end == at ? $0.id : nil }
        let overlaps = outgoing != nil || beds[area].fading.contains { $0.until > at }
        var fade = overlaps ? min(crossfade, outgoing?.crossfade ?? crossfade) : settings.bedFadeIn
        if follows != nil {
            fade = .zero
            letCurrentEnd(area)
        } else {
            // What is cut off before its end fades, however its folder's songs follow each other.
            if overlaps { fade = max(fade, settings.giveWayFade) }
            stopSongs(area, at: at, fade: fade, now)
        }
        beds[area].retriesAt = nil
        let id = nextPlaybackID()
        beds[area].current = Bed.SongAiring(
            id: id, song: song, folder: folder, crossfade: crossfade, line: beds[area].line?.cue.key, start: at,
            follows: follows)
        let zones = beds[area].zones
        effects.append(
            .start(
                Playback(
                    id: id, subject: .song(path: song.path), content: .song(song), zones: zones, at: at, fadeIn: fade,
                    follows: follows)))
        duckFurther(area, at: now)
    }

    /// The leading song is heard to its last frame; only then the next leads.
    private mutating func letCurrentEnd(_ area: Int) {
        guard let current = beds[area].current else { return }
        beds[area].fading.append(Bed.Fading(airing: current, until: current.end))
        beds[area].leaveCurrent(wasHeard: true)
    }

    private func playableFolder(_ area: Int) -> String? {
        if let folder = beds[area].folder, hasPlayableSong(area, folder) { return folder }
        return plan.folders.keys.sorted().first { hasPlayableSong(area, $0) }
    }

    private func hasPlayableSong(_ area: Int, _ folder: String) -> Bool {
        plan.folders[folder]?.contains { !beds[area].broken.contains($0.path) } ?? false
    }

    /// Fades out every song that would still be heard; one that would only begin by then is called off now.
    mutating func stopSongs(_ area: Int, at: Instant, fade: Duration, _ now: Instant) {
        let calledOff = beds[area].fading.map(\.airing).filter { $0.isCalledOff(at: at, now) }.map(\.id)
        effects += calledOff.map { .stop($0, at: now, fade: fade) }
        beds[area].fading.removeAll { calledOff.contains($0.airing.id) }
        for index in beds[area].fading.indices where beds[area].fading[index].until > at + fade {
            effects.append(.stop(beds[area].fading[index].airing.id, at: at, fade: fade))
            beds[area].fading[index].until = at + fade
        }
        guard let current = beds[area].current else { return }
        let isCalledOff = current.isCalledOff(at: at, now)
        effects.append(.stop(current.id, at: isCalledOff ? now : at, fade: fade))
        if !isCalledOff {
            beds[area].fading.append(Bed.Fading(airing: current, until: min(at + fade, current.end)))
        }
        beds[area].leaveCurrent(wasHeard: !isCalledOff)
    }

    // MARK: Lines

    /// Crossfades to a folder on its second; while the bed rests, it only decides what the bed returns with.
    mutating func turn(_ area: Int, to folder: String, at: Instant, _ now: Instant) {
        beds[area].folder = folder
        guard let current = beds[area].current else { return }
        if !beds[area].isResting(at: at) {
            startSong(area, at: at, now)
        } else if current.start > now {
            stopSongs(area, at: now, fade: settings.giveWayFade, now)
        }
    }

    /// The bed ends, with a fade that begins on that instant.
    mutating func silenceBed(_ area: Int, at: Instant, _ now: Instant) {
        beds[area].folder = nil
        stopSongs(area, at: at, fade: settings.silenceFade, now)
    }

    // MARK: Resting

    /// The beds of some zones have gone when the `alone` item starts, and come back when it ends.
    mutating func restBeds(in zones: ZoneSet, from start: Instant, at now: Instant) {
        for area in beds.indices where beds[area].zones.intersects(zones) {
            let from = max(now, start - settings.aloneFade)
            stopSongs(area, at: from, fade: max(start - from, settings.giveWayFade), now)
        }
        settleRest(in: zones, at: start, now)
    }

    /// Each bed of the zones rests until the last `alone` item committed there has ended, or until `instant`
    /// when there is none.
    mutating func settleRest(in zones: ZoneSet, at instant: Instant, _ now: Instant) {
        for area in beds.indices where beds[area].zones.intersects(zones) {
            let until = endOfRest(in: beds[area].zones) ?? max(instant, now)
            guard until != beds[area].restsUntil else { continue }
            beds[area].restsUntil = until
            guard let current = beds[area].current, current.start > now + settings.spacing else { continue }
            begin(current, area, at: max(until, beds[area].endOfSilence ?? until), now)
        }
    }

    /// When the last `alone` item that is committed or on air in some zones ends.
    func endOfRest(in zones: ZoneSet) -> Instant? {
        let alone = airings.filter {
            $0.item.isAlone && $0.leaves == nil && $0.item.zones.intersects(zones)
        }
        return alone.map(\.end).max()
    }

    /// A song that is committed begins at another instant instead.
    private mutating func begin(_ committed: Bed.SongAiring, _ area: Int, at: Instant, _ now: Instant) {
        effects.append(.stop(committed.id, at: now, fade: settings.giveWayFade))
        beds[area].current = nil
        start(committed.song, of: committed.folder, area, at: at, now)
    }

    // MARK: Reports

    /// The first frame of a song was heard; answers whether that was when it should be.
    mutating func bedHasStarted(_ id: PlaybackID, at instant: Instant) -> Bool {
        guard let area = beds.firstIndex(where: { $0.current?.id == id }) else { return true }
        return beds[area].hasStarted(at: instant)
    }

    /// A song ended by itself, broke off, or has faded; answers whether that was when it should be. One that was
    /// over in no time is as good as broken.
    mutating func bedHasEnded(_ id: PlaybackID, brokeOff detail: Wording?, at now: Instant) -> Bool {
        var isExpected = true
        for area in beds.indices {
            if let index = beds[area].fading.firstIndex(where: { $0.airing.id == id }) {
                let fading = beds[area].fading.remove(at: index)
                guard now + settings.spacing < fading.until else { continue }
                if detail != nil || now < fading.airing.shortestEnd { beds[area].markBroken(fading.airing.song) }
                bringForward(area, at: now)
                isExpected = false
            } else if let current = beds[area].current, current.id == id {
                beds[area].leaveCurrent(wasHeard: current.start <= now)
                if detail != nil || now < current.shortestEnd { beds[area].markBroken(current.song) }
                if current.start > now {
                    beds[area].restsUntil = max(beds[area].restsUntil ?? now, current.start)
                }
                isExpected = false
            }
        }
        return isExpected
    }

    /// The song that should have lasted until the next begins is gone: that one begins at once.
    private mutating func bringForward(_ area: Int, at now: Instant) {
        guard let current = beds[area].current, current.start > now + settings.spacing,
            current.follows == nil, beds[area].fading.isEmpty, !beds[area].isResting(at: now)
        else { return }
        begin(current, area, at: now, now)
    }
}
