// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// The music: it sounds whenever a line wants it and nothing alone is on, and nothing else sounds.
extension Referee {
    /// How long after a line, a reload or a restart the music may still be on its way to what is wanted.
    private var turning: Duration {
        settings.lead + max(settings.silenceFade, settings.crossfade, settings.folderCrossfades.values.max() ?? .zero)
            + slack + .seconds(1)
    }

    /// How long the bed may be silent: not at all, where no medium fails.
    private var longestSilence: Duration {
        guard swarm.has(.brokenMedia) else { return slack }
        return slack + settings.lead + settings.songRetry
    }

    func watchZones(in world: World) {
        let programme = world.sounds.filter { $0.item != nil }
        for index in zones.indices {
            zones[index].follow(to: now)
            if zones[index].isSilent {
                checkSilence(index, in: world)
            } else if now >= zones[index].songIsDue {
                checkSong(index, in: world)
            }
            checkLevel(index, under: programme)
            if !emergencies.isEmpty { checkEmergency(index, in: world) } else { zones[index].emergencyPause = nil }
        }
    }

    func ducked(_ set: ZoneSet, to decibels: Double, at instant: Instant) {
        for index in zones.indices where zones[index].zone.intersects(set) {
            zones[index].duck(to: decibels, at: max(instant, now))
        }
    }

    func unmuted(at instant: Instant) {
        now = instant
        lastMute = mute?.name
        mute = nil
        for index in zones.indices { zones[index].busyUntil = elapsed(now) }
    }

    // MARK: Songs

    func songBegins(_ sound: Sound, in world: World) {
        // What began late at the last moment cannot hold up a song that follows at once.
        if let alone = world.sounds.first(where: {
            $0.item?.isAlone == true && $0.fadesFrom == nil && $0.sounds(at: now, in: sound.zones)
                && $0.start + settings.spacing < now
        }) {
            breach("music begins while \(alone.item?.key ?? "") is on alone")
        }
        for index in zones.indices where zones[index].zone.intersects(sound.zones) {
            if zones[index].isSilent { checkSilence(index, in: world) }
            zones[index].begins(sound.playback.id)
            zones[index].songIsDue = now
        }
    }

    /// The music has gone when something begins that plays alone, or goes at once.
    func checkRest(under sound: Sound, in world: World) {
        for other in world.sounds where other.item == nil && other.sounds(at: sound.start, in: sound.zones) {
            guard other.end > sound.start + settings.giveWayFade else { continue }
            breach("music sounds under \(sound.item?.key ?? ""), which is on alone")
        }
    }

    func songEnded(_ sound: Sound, at end: Instant) {
        for index in zones.indices { zones[index].ended(sound.playback.id, at: elapsed(end)) }
    }

    private func checkSilence(_ index: Int, in world: World) {
        let zone = zones[index].zone
        let present = elapsed(now)
        guard !isSilenceWanted(in: zone, world) else {
            zones[index].excusedUntil = max(present, zones[index].excusedUntil)
            return
        }
        var since = max(zones[index].silentSince, zones[index].excusedUntil)
        if let line = written.line(in: zone, at: now) { since = max(since, elapsed(line.planned)) }
        if present - since > longestSilence {
            breach("no music in \(name(of: zone)) for \(present - since), since \(text(since + shift))")
            zones[index].excusedUntil = present
        }
    }

    /// Whether a line, an item that plays alone, or what is about to come keeps the bed silent.
    private func isSilenceWanted(in zone: ZoneSet, _ world: World) -> Bool {
        if written.plan.folders.isEmpty { return true }
        if written.plan.isClockTrusted {
            guard let line = written.line(in: zone, at: now), line.verb == .music else { return true }
        }
        if let next = written.nextLine(in: zone, after: now), next.verb == .silence, next.planned <= now + settings.lead
        {
            return true
        }
        for index in world.sounds.indices where world.sounds[index].item?.isAlone == true {
            guard world.sounds[index].zones.intersects(zone) else { continue }
            if world.sounds[index].hasBegun || world.sounds[index].start <= now + settings.lead { return true }
        }
        return false
    }

    /// What sounds is what the line in force wants, once the music has turned to it.
    private func checkSong(_ index: Int, in world: World) {
        let zone = zones[index].zone
        guard let line = written.line(in: zone, at: now) else { return }
        let settled = max(line.planned, changedAt + shift) + turning
        guard now > settled else {
            zones[index].songIsDue = settled
            return
        }
        // Nothing changes before the next line, or the next song.
        zones[index].songIsDue = written.nextLine(in: zone, after: now)?.planned ?? now + .hours(1)
        guard let song = world.song(in: zone, at: now) else { return }
        if line.verb == .silence {
            breach("music sounds in \(name(of: zone)) after \(line.key)")
        } else if !swarm.has(.brokenMedia), written.plan.folders[line.name] != nil,
            !song.path.hasPrefix("\(line.name)/")
        {
            breach("\(song.path) sounds in \(name(of: zone)) under \(line.key)")
        }
    }

    // MARK: Level

    /// Under speech the bed is down by the depth of its class, and never stays down for nothing.
    private func checkLevel(_ index: Int, under programme: [Sound]) {
        let zone = zones[index].zone
        let level = zones[index].level
        for sound in programme where sound.zones.intersects(zone) {
            zones[index].busyUntil = elapsed(now)
            checkDuck(index, under: sound)
        }
        if let mute {
            let isOver = elapsed(now) > max(mute.since, changedAt) + settings.giveWayFade
            if isOver, level > -settings.mute {
                breach("the bed is at \(level) dB while \(mute.name) has muted the store")
            }
        } else if level < 0, elapsed(now) - zones[index].busyUntil > stayingDown {
            breach("the bed stayed down in \(name(of: zone)) at \(level) dB")
        }
    }

    private func checkDuck(_ index: Int, under sound: Sound) {
        guard let item = sound.item, !item.isAlone, sound.hasBegun, now >= sound.start + settings.duckAtOnce,
            now < sound.fadesFrom ?? sound.end
        else { return }
        let level = zones[index].level
        let wanted = item.silencesBed ? -settings.mute : -settings.duckDepth(under: item.broadcastClass)
        if level > wanted { breach("the bed is at \(level) dB under \(item.name) in \(name(of: zones[index].zone))") }
    }

    /// How long the bed may stay down after the last speech: where an end is not reported, until that is overdue.
    private var stayingDown: Duration {
        swarm.has(.lostReports) ? .seconds(2) + settings.reportLimit : .seconds(2) + slack
    }

    // MARK: Emergencies

    /// From at most the lead after it came until a person ends it, each of its zones hears an emergency.
    private func checkEmergency(_ index: Int, in world: World) {
        let zone = zones[index].zone
        let wanted = emergencies.contains { id in
            announcements[id]?.outcome == nil && announcements[id]?.holds.intersects(zone) ?? false
        }
        let isHeard = world.sounds.contains {
            $0.item?.broadcastClass == .emergency && $0.sounds(at: now, in: zone) && $0.fadesFrom == nil
        }
        guard wanted, !isHeard else {
            zones[index].emergencyPause = nil
            return
        }
        guard let since = zones[index].emergencyPause else {
            zones[index].emergencyPause = elapsed(now)
            return
        }
        var allowed = settings.lead + slack + .milliseconds(500)
        if swarm.hasAny(of: [.lostReports, .brokenMedia]) { allowed += .minutes(2) }
        if elapsed(now) - since > allowed {
            breach("an emergency paused in \(name(of: zone)) for \(elapsed(now) - since)")
        }
    }

    func name(of zone: ZoneSet) -> String { written.plan.names(of: zone).joined(separator: ", ") }
}
