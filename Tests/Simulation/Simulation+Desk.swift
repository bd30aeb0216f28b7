// SPDX-License-Identifier: Apache-2.0
import Journal
import Playout
import Rehearsal
import TestSupport
import Timetable

/// What people do at the desk, and what happens to cards and files meanwhile.
extension Simulation {
    /// An announcement somebody pushed.
    struct Pushed {
        let announcement: Announcement
        /// How long it sounds, with its words.
        var facts: ClipFacts
        /// Whether it goes on until a person ends it.
        let isEndless: Bool
        var isOver = false
        /// Whether the director has it; after a restart its sound is made first.
        var isWithDirector = true

        var id: String { announcement.id }
    }

    private static let allClear = ClipID(.script, "all-clear")

    mutating func intervene() {
        var choices: [(inout Simulation) -> Void] = []
        if swarm.has(.announcements) { choices += [{ $0.announce() }, { $0.announce() }, { $0.endOne() }] }
        if swarm.has(.emergencies) { choices += [{ $0.announceEmergency() }, { $0.endOne() }] }
        if swarm.has(.mutes) { choices.append { $0.muteOrUnmute() } }
        if swarm.has(.edits), random.once(in: 5) { choices += [{ $0.edit() }, { $0.edit() }, { $0.loadPlan() }] }
        if swarm.has(.cards) { choices += [{ $0.loseOrFind() }, { $0.loseOrFind() }] }
        guard !choices.isEmpty else { return }
        random.pick(choices)(&self)
    }

    private mutating func someZones() -> ZoneSet {
        guard store.zones.count > 1, random.once(in: 2) else { return .all }
        return (0..<random.number(1...2)).reduce(into: ZoneSet()) { set, _ in
            set.formUnion(ZoneSet(zone: random.number(0...store.zones.count - 1)))
        }
    }

    // MARK: Announcements

    private mutating func announce() {
        let broadcastClass = random.pick([BroadcastClass.promo, .notice, .notice, .urgent, .urgent])
        let times = random.once(in: 6) ? nil : random.once(in: 2) ? random.number(2...4) : 1
        let every = Duration.seconds(random.number(0...1200)) + (times == nil ? .minutes(2) : .zero)
        if times == nil { agenda.add(.endOf(pushed.count), at: elapsed + .seconds(random.number(300...5400))) }
        // Somebody comes while it is on air, or a moment after.
        if times != 1, random.once(in: 3) {
            agenda.add(.endOf(pushed.count), at: elapsed + .seconds(random.number(1...60)))
        }
        push(
            broadcastClass, isEndless: times == nil,
            expires: random.once(in: 3) ? rehearsal.now + .seconds(random.number(5...3000)) : nil,
            repeats: times == 1 ? nil : Announcement.Repeats(times: times, every: every))
    }

    private mutating func announceEmergency() {
        if clips[Self.allClear] == nil { prepareAllClear() }
        agenda.add(.endOf(pushed.count), at: elapsed + .seconds(random.number(1...500)))
        push(
            .emergency, isEndless: true, expires: nil, repeats: nil,
            allClear: random.once(in: 2) ? Self.allClear : nil, replaces: random.once(in: 3))
    }

    mutating func prepareAllClear() {
        prepare([Self.allClear: .ready(ClipFacts(duration: .seconds(6)))])
    }

    private mutating func push(
        _ broadcastClass: BroadcastClass, isEndless: Bool, expires: Instant?, repeats: Announcement.Repeats?,
        allClear: ClipID? = nil, replaces: Bool = false
    ) {
        if swarm.has(.cards), broadcastClass == .urgent, random.once(in: 3) {
            agenda.add(.card, at: elapsed + .seconds(random.number(1...20)))
        }
        let id = "announcement-\(pushed.count + 1)"
        let clip = ClipID(.announcement, id)
        let announcement = Announcement(
            id: id, name: "\(broadcastClass) \(pushed.count + 1)", broadcastClass: broadcastClass, clip: clip,
            zones: someZones(), received: rehearsal.now, expires: expires, repeats: repeats, allClear: allClear,
            replacesEmergency: replaces)
        let length = random.seconds(broadcastClass == .emergency ? 5...60 : 1...60)
        let chime = random.once(in: 2) ? min(2, length / 2) : 0
        let facts = ClipFacts(duration: .seconds(length), chime: .seconds(chime))
        // What is urgent begins under its chime; its words follow.
        let isLate = swarm.has(.lateWords) && broadcastClass >= .urgent && random.once(in: 2)
        let delay = random.number(200...12_000)
        let estimate = ClipFacts(
            duration: .milliseconds(delay + random.number(500...20_000)) + .seconds(2), chime: .seconds(2))
        prepare([clip: .ready(isLate ? estimate : facts)])
        if isLate {
            world.awaiting.insert(clip)
            agenda.add(.words(id), at: elapsed + .milliseconds(delay))
        }
        pushed.append(Pushed(announcement: announcement, facts: facts, isEndless: isEndless))
        record.accept(id, received: rehearsal.now, at: elapsed)
        referee.now = rehearsal.now
        referee.announced(announcement)
        send(.announce(announcement))
    }

    /// The words of one that began without them are there.
    mutating func giveWords(to id: String) {
        let clip = ClipID(.announcement, id)
        let sound = world.sounds.first { $0.playback.content == .clip(clip) && $0.hasBegun }
        let elapsed = sound.map { max(.seconds(2), rehearsal.now - $0.start + .milliseconds(50)) } ?? .seconds(2)
        let facts = ClipFacts(duration: elapsed + .seconds(random.seconds(1...40)), chime: .seconds(2))
        guard referee.announcements[id]?.outcome == nil else { return }
        if let place = pushed.firstIndex(where: { $0.id == id }) { pushed[place].facts = facts }
        prepare([clip: .ready(facts)])
        world.stretch(clip, to: facts.duration, now: rehearsal.now)
        send(.wordsCame(clip, facts))
    }

    /// Somebody ends an emergency, or comes for what is repeated.
    private mutating func endOne() {
        let open = pushed.indices.filter { !pushed[$0].isOver }
        let emergency = open.last { pushed[$0].announcement.broadcastClass == .emergency }
        guard let index = emergency ?? (open.isEmpty ? nil : random.pick(open)) else { return }
        end(index)
    }

    /// Somebody ends it, unless somebody has.
    mutating func end(_ index: Int) {
        if random.once(in: 2) { cancel(index) } else { claim(index) }
    }

    mutating func cancel(_ index: Int) {
        guard may(end: index) else { return }
        referee.cancelled(pushed[index].id)
        act("cancel", on: index, .cancel(pushed[index].id), .cancelled)
    }

    private mutating func claim(_ index: Int) {
        guard may(end: index) else { return }
        referee.claimed(pushed[index].id)
        act("claimed", on: index, .claimed(pushed[index].id), .claimed)
    }

    /// One that is over stays as it ended. What is not yet taken up again after a restart is asked for once more.
    private mutating func may(end index: Int) -> Bool {
        guard !pushed[index].isOver else { return false }
        guard let entry = record.announcements[pushed[index].id] else {
            agenda.add(.endOf(index), at: elapsed + .seconds(5))
            return false
        }
        pushed[index].isOver = true
        referee.now = rehearsal.now
        return !entry.isOver
    }

    /// As the station does: what the director does not have is over at once.
    private mutating func act(
        _ action: String, on index: Int, _ event: Event, _ state: AnnouncementState
    ) {
        let id = pushed[index].id
        record.act(action, on: id, now: rehearsal.now, at: elapsed)
        if pushed[index].isWithDirector {
            send(event)
        } else {
            record.take([.announcement(id: id, state)], at: elapsed)
            referee.check(id, state)
        }
        record.answer()
    }

    private mutating func muteOrUnmute() {
        if referee.mute != nil { return unmute() }
        referee.mute = ("manager", elapsed)
        record.mute(true, by: "manager", now: rehearsal.now, at: elapsed)
        send(.mute(by: "manager"))
    }

    mutating func unmute() {
        referee.unmuted(at: rehearsal.now)
        record.mute(false, by: "manager", now: rehearsal.now, at: elapsed)
        send(.unmute)
    }

    // MARK: Files and cards

    private mutating func edit() {
        if store.edit(&random) { loadPlan() }
    }

    mutating func loseOrFind() {
        if let lost { return find(lost) }
        let zones = someZones().intersection(referee.written.plan.allZones)
        lost = zones
        referee.lostZones = zones
        world.lose(zones)
        send(.outputLost(zones: zones))
    }

    mutating func find(_ zones: ZoneSet) {
        lost = nil
        referee.lostZones = []
        send(.outputReturned(zones: zones))
    }
}
