// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Emergencies: each takes its zones at once and is heard without a pause until a person ends it.
///
/// The next hearing is committed while one is on air, and follows it frame on frame. Where another emergency has a
/// zone, the new one waits for that zone alone. Lost cards hold up nothing: the message comes again.
extension Director {
    /// Later than anything that will happen.
    static let never = Instant(nanoseconds: .max / 2)
    /// No hearing counts as shorter, so that messages of no length cannot follow each other without end.
    private static let shortestHearing = Duration.seconds(1)
    /// How long after a hearing that could not begin another is tried.
    private static let retry = Duration.seconds(1)

    /// Whether it holds its zones until a person ends it.
    func isEndless(_ airing: Airing) -> Bool {
        guard airing.leaves == nil, airing.item.broadcastClass == .emergency, let id = airing.item.announcementID
        else { return false }
        return pending[id].map { !$0.isClaimed } ?? false
    }

    /// The zones an emergency has.
    var emergencyZones: ZoneSet {
        airings.reduce(into: ZoneSet()) { if isEndless($1) { $0.formUnion($1.item.zones) } }
    }

    /// The zones in which an emergency is on air, also one that is only heard to its end.
    var zonesHearingEmergencies: ZoneSet {
        airings.reduce(into: ZoneSet()) { zones, airing in
            guard airing.leaves == nil, airing.item.broadcastClass == .emergency else { return }
            zones.formUnion(airing.item.zones)
        }
    }

    /// A waiting emergency takes the zones that have become free, without those that another still has.
    mutating func divideEmergencies() {
        let taken = zonesHearingEmergencies
        let divided = waiting.filter {
            $0.broadcastClass == .emergency && $0.announcementID != nil && $0.zones.intersects(taken)
                && !$0.zones.isSubset(of: taken)
        }
        for item in divided {
            waiting.removeAll { $0.sequence == item.sequence }
            enqueueParts(of: item)
        }
    }

    /// Commits the next hearing of each emergency.
    mutating func keepEmergenciesGoing(at now: Instant) {
        for airing in airings where emergencyDeadline(of: airing).map({ $0 <= now }) ?? false {
            guard case .ready(let facts) = plan.clips[airing.item.clip] else { continue }
            let start = max(airing.end, airing.start + Self.shortestHearing, now)
            commit(airing.item, facts, start: start, at: now, after: airing)
        }
    }

    /// When the hearing after this one is committed; nil where it is, or none comes.
    func emergencyDeadline(of airing: Airing) -> Instant? {
        isEndless(airing) && successor(of: airing) == nil ? airing.end - settings.lead : nil
    }

    /// The hearing that follows: the first that was committed after it, wherever a change of its length has put it.
    func successor(of airing: Airing) -> Int? {
        airings.indices.filter {
            airings[$0].leaves == nil && airings[$0].item.origin == airing.item.origin
                && airings[$0].item.zones == airing.item.zones && airings[$0].id.number > airing.id.number
        }.min { airings[$0].id.number < airings[$1].id.number }
    }

    /// A hearing of an emergency began later than planned, or lasts longer: so do those that follow it.
    mutating func delaySuccessor(of airing: Airing) {
        guard isEndless(airing), let next = successor(of: airing) else { return }
        airings[next].start = max(airings[next].start, airing.end)
        delaySuccessor(of: airings[next])
    }

    /// A hearing of an emergency is over, which was taken from the airings; the next begins.
    mutating func goOn(after airing: Airing, failed: Bool, at now: Instant) {
        if let next = successor(of: airing) {
            // It follows, however early that one ended.
            if !airings[next].hasStarted { airings[next].start = min(airings[next].start, now) }
        } else {
            var item = airing.item
            item.due = failed ? now + Self.retry : now
            item.latest = nil
            enqueue(item)
        }
    }

    /// Ends the emergencies in some zones, those that wait for them as well; one that has others goes on there.
    mutating func endEmergencies(in zones: ZoneSet, at now: Instant) {
        let isOver = { (item: Item) in
            item.broadcastClass == .emergency && item.announcementID != nil && item.zones.intersects(zones)
        }
        var former = waiting.filter(isOver)
        waiting.removeAll(where: isOver)
        for airing in airings where airing.leaves == nil && isOver(airing.item) {
            if airing.isOnAir(at: now) { silence(airing, at: now) } else { callOff(airing, at: now) }
            var item = airing.item
            (item.due, item.latest) = (now, nil)
            // What follows itself is in the list more than once.
            if !former.contains(where: { $0.origin == item.origin && $0.zones == item.zones }) { former.append(item) }
        }
        for var rest in former where !isClaimed(rest) {
            rest.zones.subtract(zones)
            if !rest.zones.isEmpty { enqueue(rest) }
        }
        for id in Set(former.compactMap(\.announcementID)).sorted() {
            let goesOn = waiting.contains { $0.announcementID == id } || airings.contains { $0.isHearing(of: id) }
            let state: AnnouncementState = pending[id]?.isClaimed ?? false ? .claimed : .cancelled
            if !goesOn { end(id, state, at: now) }
        }
    }

    /// Plays what is to be heard after an emergency, where no other follows.
    mutating func sayAllClear(after emergency: Announcement, in zones: ZoneSet, at now: Instant) {
        guard let clip = emergency.allClear else { return }
        let next = waiting.filter { $0.broadcastClass == .emergency && $0.announcementID != nil }
        let taken = next.reduce(into: emergencyZones) { $0.formUnion($1.zones) }
        let free = zones.subtracting(taken)
        guard !free.isEmpty else { return }
        enqueue(
            Item(
                origin: .allClear(id: emergency.id), key: "\(emergency.id)/all-clear", when: "", verb: .say,
                name: clip.name, broadcastClass: .urgent, clip: clip, zones: free, planned: now, due: now,
                latest: now + .minutes(1)))
    }
}
