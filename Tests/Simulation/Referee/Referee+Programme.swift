// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What is heard of the programme: in its time, in its zones, one at a time, the higher class first.
extension Referee {
    /// What a playback is of; nil for a song.
    func identify(_ playback: Playback) -> ProgrammeItem? {
        switch playback.subject {
        case .song: return nil
        case .announcement(let id):
            guard let announcement = announcements[id]?.announcement else {
                breach("\(id) was announced by nobody")
                return ProgrammeItem(origin: .announcement, key: id, name: id, broadcastClass: .notice)
            }
            return ProgrammeItem(
                origin: .announcement, key: id, name: announcement.name, broadcastClass: announcement.broadcastClass)
        case .allClear(let id):
            return ProgrammeItem(
                origin: .allClear, key: "\(id)/all-clear", name: announcements[id]?.announcement.allClear?.name ?? id,
                broadcastClass: .urgent)
        case .cue(let key): return planned(key, playback)
        }
    }

    private func planned(_ key: String, _ playback: Playback) -> ProgrammeItem {
        var name = key
        if case .clip(let clip) = playback.content { name = clip.name }
        if let cue = written.cues[key]?.last {
            return ProgrammeItem(
                origin: .cue, key: key, name: name, broadcastClass: cue.ranked, isAlone: cue.isAlone)
        }
        let ruleKey = Written.rule(of: key)
        guard let rule = written.rules[ruleKey]?.last else {
            breach("\(key) is on no timetable")
            return ProgrammeItem(origin: .cue, key: key, name: name, broadcastClass: .notice)
        }
        return ProgrammeItem(
            origin: .rotation(rule: ruleKey), key: key, name: name, broadcastClass: rule.ranked, isAlone: rule.isAlone)
    }

    // MARK: Commitments

    /// Notes what others may give way to.
    func noteStart(_ playback: Playback) {
        guard let item = identify(playback) else { return }
        recentStarts[RecentStart(name: item.name, at: playback.at)] = item
    }

    func checkCommitment(_ sound: Sound, now: Instant, in world: World) {
        guard let item = sound.item else { return }
        let playback = sound.playback
        if playback.at > now + settings.lead, playback.follows == nil, item.broadcastClass < .emergency {
            breach("\(item.key) was committed \(playback.at - now) ahead")
        }
        if mute != nil, !item.silencesBed { breach("\(item.key) starts while the store is muted") }
        switch item.origin {
        case .cue: checkCue(item, sound, now: now)
        case .rotation(let rule): checkMessage(item, sound, of: rule)
        case .announcement:
            checkHearing(item, sound, now: now, in: world)
            checkRepeat(item, sound, now: now)
        case .allClear: break
        }
    }

    private func checkCue(_ item: ProgrammeItem, _ sound: Sound, now: Instant) {
        let versions = written.cues[item.key] ?? []
        if let record = cues.records[item.key] { breach("\(item.key) starts though it is over: \(record.outcome)") }
        if !versions.contains(where: { written.plan.zones(named: $0.zones) == sound.zones }) {
            breach("\(item.key) starts in \(name(of: sound.zones))")
        }
        let at = sound.playback.at
        let inTime = versions.contains { cue in
            at >= earliest(cue) && (at <= latest(cue) || isMadeGood(cue, at))
        }
        // What was on air when the clock was set and gave way since waits as long as it would have.
        let isMoved = hasClockMoved && cues.begun.contains(item.key)
        if !inTime, !isMoved { breach("\(item.key) starts at \(text(at)), outside of its time") }
        checkMember(item, sound)
    }

    /// The first instant at which a cue may start.
    func earliest(_ cue: Cue) -> Instant {
        cue.isEnding ? cue.planned - length(of: cue) : cue.planned
    }

    /// The last instant at which it may start. One that became ready after its time had come no longer ends on its
    /// second.
    func latest(_ cue: Cue) -> Instant {
        (cue.isEnding && !wasLate(cue) ? earliest(cue) : cue.planned) + cue.lateness
    }

    private func wasLate(_ cue: Cue) -> Bool {
        guard let clip = cue.clip else { return false }
        return readySince[clip].map { $0 > elapsed(cue.planned - length(of: cue) - settings.lead) } ?? true
    }

    func length(of cue: Cue) -> Duration {
        guard let clip = cue.clip, case .ready(let facts) = clips[clip] else { return .zero }
        return facts.duration
    }

    /// A promo that gave way is made good later than it may be late.
    private func isMadeGood(_ cue: Cue, _ at: Instant) -> Bool {
        cue.ranked == .promo && cues.gaveWay.contains(cue.key)
    }

    // MARK: One at a time

    func programmeBegins(_ sound: Sound, in world: World) {
        guard let item = sound.item else { return }
        checkEstimate(of: item, at: sound.start)
        if item.isAlone { checkRest(under: sound, in: world) }
        for other in world.sounds where other.hasBegun && other.end > sound.start && other.zones.intersects(sound.zones)
        {
            guard let before = other.item, other.playback.id != sound.playback.id else { continue }
            let isFading = other.end - sound.start <= settings.giveWayFade
            if !isFading || before.broadcastClass >= item.broadcastClass {
                breach("\(before.key) and \(item.key) both speak in \(name(of: other.zones.intersection(sound.zones)))")
            }
        }
        if case .cue = item.origin,
            !(written.cues[item.key] ?? []).contains(where: {
                sound.start <= latest($0) + slack || isMadeGood($0, sound.start)
            }), !wasClockSet(since: sound.start)
        {
            breach("\(item.key) is heard at \(text(sound.start)), later than it may be")
        }
        if case .rotation(let rule) = item.origin { noteMessage(of: rule, sound) }
        if item.origin == .announcement { noteHearing(of: item.key, sound) }
    }

    func programmeEnded(_ sound: Sound, at end: Instant) {
        guard let item = sound.item else { return }
        for index in zones.indices where zones[index].zone.intersects(sound.zones) {
            zones[index].busyUntil = elapsed(end)
            if item.isAlone {
                zones[index].excusedUntil = max(zones[index].excusedUntil, elapsed(end) + settings.spacing)
            }
        }
        guard sound.hasBegun else { return }
        switch item.origin {
        case .cue, .rotation: cues.heard[item.key] = sound
        case .announcement: endHearing(of: item.key, sound, at: end)
        case .allClear: break
        }
    }

    // MARK: Giving way

    /// What was committed will not begin.
    func calledOff(_ sound: Sound) {
        if let item = sound.item, item.isTimed { cues.gaveWay.insert(item.key) }
    }

    /// What sounds is cut only for what may cut it.
    func cut(_ sound: Sound, in world: World) {
        guard let item = sound.item, sound.hasBegun else { return }
        if case .cue = item.origin { cues.gaveWay.insert(item.key) }
        if !mayBeCut(item, sound, in: world) {
            breach("\(item.key) is cut off for nothing that may do so")
        }
        if item.isRotated { checkForesight(item, sound) }
    }

    /// A message of a rotation is not placed where something that was to come on its second cuts it.
    private func checkForesight(_ item: ProgrammeItem, _ sound: Sound) {
        let unforeseen: [Trouble] = [.slowStarts, .lateWords, .brokenMedia, .lostReports]
        guard !swarm.hasAny(of: unforeseen), changedAt + settings.lead < elapsed(sound.start) - settings.lead else {
            return
        }
        for case .start(let playback) in effects where playback.zones.intersects(sound.zones) {
            guard case .cue(let key) = playback.subject, let cue = written.cues[key]?.last, let clip = cue.clip,
                playback.at == earliest(cue), readySince[clip].map({ $0 < elapsed(sound.start) - .seconds(5) }) ?? false
            else { continue }
            breach("\(item.key) is cut for \(key), which was to come then")
        }
    }

    private func mayBeCut(_ item: ProgrammeItem, _ sound: Sound, in world: World) -> Bool {
        switch event {
        case .cancel(let id) where item.key == id: return true
        case .mute where !item.silencesBed: return true
        case .outputLost where item.origin == .announcement && item.broadcastClass == .urgent: return true
        case .announce(let new) where new.replacesEmergency && item.broadcastClass == .emergency: return true
        default: break
        }
        let isHigher = { (other: ProgrammeItem?, zones: ZoneSet) in
            // A message of a rotation fits itself in: nothing gives way to it.
            other.map { $0.broadcastClass > item.broadcastClass && !$0.isRotated } ?? false
                && zones.intersects(sound.zones)
        }
        return effects.contains { effect in
            if case .start(let playback) = effect { isHigher(identify(playback), playback.zones) } else { false }
        } || world.sounds.contains { isHigher($0.item, $0.zones) && $0.start < sound.end && !$0.hasBegun }
    }
}

/// A start of the programme that others may have given way to.
struct RecentStart: Hashable {
    var name: String
    var at: Instant
}
