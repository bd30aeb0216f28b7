// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What was acknowledged is heard as often as it may be, or there is a reason, and it has one end.
extension Referee {
    func announced(_ announcement: Announcement) {
        let zones = announcement.zones.intersection(written.plan.allZones)
        announcements[announcement.id] = AnnouncementCase(
            announcement, zones: zones, count: self.zones.count, at: elapsed(now))
        figures.announcements += 1
        if announcement.expires != nil { expiring.append(announcement.id) }
        guard announcement.broadcastClass == .emergency else { return }
        if announcement.replacesEmergency {
            for id in emergencies { announcements[id]?.holds.subtract(zones) }
        }
        emergencies.append(announcement.id)
    }

    func cancelled(_ id: String) {
        announcements[id]?.ended = elapsed(now)
        announcements[id]?.holds = []
    }

    func claimed(_ id: String) {
        announcements[id]?.isClaimed = true
        announcements[id]?.holds = []
        if announcements[id]?.ended == nil { announcements[id]?.ended = elapsed(now) }
    }

    // MARK: States

    func check(_ id: String, _ state: AnnouncementState) {
        guard let one = announcements[id] else { return breach("\(id) was announced by nobody") }
        if let outcome = one.outcome { breach("\(id) is \(state) after its end, \(outcome)") }
        switch state {
        case .queued, .onAir, .waitingToRepeat: return
        case .done, .claimed, .cancelled, .expired, .failed: break
        }
        announcements[id]?.outcome = state
        announcements[id]?.holds = []
        emergencies.removeAll { $0 == id }
        expiring.removeAll { $0 == id }
        if !isTrue(state, of: one) { breach("\(id) is \(state), which is not so") }
    }

    private func isTrue(_ state: AnnouncementState, of one: AnnouncementCase) -> Bool {
        switch state {
        case .queued, .onAir, .waitingToRepeat: true
        case .done(let start, let end):
            swarm.hasAny(of: [.lostReports, .crashes])
                || (wasClockSet(since: start)
                    || one.soundings.contains { $0.isWhole && $0.start == start && $0.end == end })
                    && isHeardEverywhere(one)
        case .claimed: one.isClaimed
        case .cancelled: one.ended != nil || one.announcement.broadcastClass == .emergency
        case .expired: one.announcement.expires.map { $0 <= now + .nanoseconds(1) } ?? false
        case .failed(.noZone): one.zones.isEmpty
        case .failed: swarm.hasAny(of: [.brokenMedia, .lostReports, .lateSounds, .lateWords, .emergencies])
        }
    }

    /// Each zone with a card has heard what is urgent to its end: where the card was lost, it was heard once more.
    private func isHeardEverywhere(_ one: AnnouncementCase) -> Bool {
        guard one.announcement.broadcastClass == .urgent, one.announcement.expires == nil else { return true }
        return zones.indices.allSatisfy { !one.zones.contains(zones[$0].zone) || one.hearings[$0] > 0 }
    }

    // MARK: Hearings

    func checkHearing(_ item: ProgrammeItem, _ sound: Sound, now: Instant, in world: World) {
        guard let one = announcements[item.key] else { return }
        let at = sound.playback.at
        if one.outcome != nil { breach("\(item.key) starts after its end") }
        if let ended = one.ended, elapsed(at) > ended { breach("\(item.key) starts after it was taken back") }
        if let expires = one.announcement.expires, at > expires { breach("\(item.key) starts after it expired") }
        if !sound.zones.isSubset(of: one.zones) { breach("\(item.key) starts in \(name(of: sound.zones))") }
        if elapsed(at) < one.at { breach("\(item.key) starts before it came") }
        let parts = item.broadcastClass >= .urgent
        if !parts, sound.zones != one.zones { breach("\(item.key) starts in \(name(of: sound.zones)) only") }
        if item.broadcastClass == .urgent, sound.zones.intersects(lostZones) {
            breach("\(item.key) starts where no card is")
        }
    }

    /// What is urgent begins as it comes, unless something urgent is going on, or cards are away. What an earlier run left may
    /// have its next hearing still to come.
    func checkAtOnce(_ announcement: Announcement, in world: World) {
        guard announcement.broadcastClass >= .urgent, announcement.progress == nil, mute == nil,
            let one = announcements[announcement.id],
            !one.zones.isEmpty, lostZones.isEmpty, announcement.expires.map({ $0 > now }) ?? true
        else { return }
        let isBusy =
            announcements.values.contains {
                $0.outcome == nil && $0.announcement.id != announcement.id && $0.announcement.broadcastClass >= .urgent
            }
            || world.sounds.contains {
                $0.item.map { $0.broadcastClass >= .urgent } ?? false && $0.zones.intersects(one.zones)
            }
        let begins = effects.contains { effect in
            guard case .start(let playback) = effect else { return false }
            return playback.subject == .announcement(id: announcement.id) && playback.at <= now + settings.lead
        }
        if !isBusy, !begins {
            breach("\(announcement.id) is \(announcement.broadcastClass), and does not begin at once")
        }
    }

    /// A message is not repeated sooner than asked; an emergency follows itself frame on frame.
    func checkRepeat(_ item: ProgrammeItem, _ sound: Sound, now: Instant) {
        guard let one = announcements[item.key], let last = one.soundings.last, last.isWhole, last.began >= startedAt,
            last.zones == sound.zones
        else { return }
        if item.broadcastClass == .emergency {
            guard !swarm.hasAny(of: [.lostReports, .slowStarts, .lateWords, .brokenMedia]) else { return }
            let isLate = sound.playback.follows == nil && now >= last.end && now - last.end < .seconds(1)
            if isLate, !wasClockSet(since: last.start) { breach("\(item.key) pauses between two hearings") }
        } else if let every = one.announcement.repeats?.every {
            let spacing = elapsed(sound.playback.at) - last.began
            if spacing < every { breach("\(item.key) is repeated after \(spacing), not \(every)") }
        }
    }

    func noteHearing(of id: String, _ sound: Sound) {
        figures.hearings += 1
    }

    /// A hearing has ended, whole or cut.
    func endHearing(of id: String, _ sound: Sound, at end: Instant) {
        guard var one = announcements[id] else { return }
        let isWhole = sound.isWhole
        one.soundings.append(
            AnnouncementCase.Sounding(
                start: sound.start, end: end, began: elapsed(sound.start), zones: sound.zones, isWhole: isWhole))
        // Of one that is cut before its beginning was reported nothing is told.
        if !wasClockSet(since: sound.start), end > sound.start + settings.giveWayFade {
            if let told = one.told.firstIndex(where: { $0 == (sound.start, end) }) {
                one.told.remove(at: told)
            } else {
                one.untold.append((sound.start, end))
            }
        }
        if isWhole {
            for index in zones.indices
            where zones[index].zone.intersects(sound.zones) && !sound.missedIn.contains(zones[index].zone) {
                one.hearings[index] += 1
                if let times = one.times, one.hearings[index] > times {
                    breach(
                        "\(id) was heard \(one.hearings[index]) times in \(name(of: zones[index].zone)), not \(times)")
                }
            }
        }
        announcements[id] = one
    }

    /// The director tells from when to when one was heard.
    func noteTold(_ id: String, from start: Instant, to end: Instant) {
        guard !swarm.hasAny(of: [.lostReports, .slowStarts]), !wasClockSet(since: start),
            end - start > settings.giveWayFade
        else { return }
        defer { announcements[id]?.toldLast = start }
        if let index = announcements[id]?.untold.firstIndex(where: { $0 == (start, end) }) {
            announcements[id]?.untold.remove(at: index)
        } else if announcements[id]?.toldLast != start {
            announcements[id]?.told.append((start, end))
        }
    }

    // MARK: At the end

    /// All is over: each announcement has its end, and was told as it was heard.
    func checkAnnouncements() {
        for (id, one) in announcements.sorted(by: { $0.key < $1.key }) {
            if one.outcome == nil { breach("\(id) was acknowledged, and has neither aired nor a reason") }
            guard !swarm.hasAny(of: [.lostReports, .slowStarts, .crashes]) else { continue }
            if !one.untold.isEmpty || !one.told.isEmpty {
                breach("\(id) was heard \(one.untold) and it was not told; told and not heard: \(one.told)")
            }
        }
    }
}
