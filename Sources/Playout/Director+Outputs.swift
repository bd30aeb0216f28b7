// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Sound that is lost on its way: an urgent announcement is not over before it was heard.
///
/// The programme runs on in zones whose card was lost, and joins in where it is when the card returns. Only urgent
/// announcements wait for the card: one on air when it is lost starts over once it is back, and one that comes
/// meanwhile is held until then. In zones that still hear it, it is heard at once; those that do not are given it
/// later, by themselves.
extension Director {
    /// Whether an item is one that has to be heard, and cannot be at present.
    func isHeld(_ item: Item) -> Bool {
        mustBeHeard(item) && !item.zones.isDisjoint(with: lostZones)
    }

    private func mustBeHeard(_ item: Item) -> Bool {
        guard case .announcement = item.origin else { return false }
        return item.broadcastClass == .urgent
    }

    mutating func lose(_ zones: ZoneSet, at now: Instant) {
        lostZones.formUnion(zones.intersection(plan.allZones))
        for airing in airings where airing.leaves == nil && isHeld(airing.item) && !isClaimed(airing.item) {
            var rest = airing.item
            rest.zones.formIntersection(lostZones)
            if airing.item.zones.isSubset(of: lostZones) {
                takeOff(airing, at: now)
            } else {
                // The others hear it to its end.
                enqueue(rest)
            }
        }
        let split = waiting.filter { isHeld($0) && !$0.zones.isSubset(of: lostZones) }
        waiting.removeAll { item in split.contains { $0.sequence == item.sequence } }
        for item in split { enqueueParts(of: item) }
    }

    mutating func find(_ zones: ZoneSet) {
        lostZones.subtract(zones)
    }

    /// Queues an item; one that has to be heard, for the zones that hear it and for the others by themselves, and
    /// an emergency, for the zones that no other has and for the others by themselves.
    mutating func enqueueParts(of item: Item) {
        let closed = item.broadcastClass == .emergency ? zonesHearingEmergencies : isHeld(item) ? lostZones : []
        guard item.zones.intersects(closed), !item.zones.isSubset(of: closed) else { return enqueue(item) }
        var (heard, held) = (item, item)
        heard.zones.subtract(closed)
        held.zones.formIntersection(closed)
        enqueue(heard)
        enqueue(held)
    }

    /// Whether another part of the same announcement is still to be heard to its end.
    func isUnfinished(_ item: Item) -> Bool {
        waiting.contains { $0.origin == item.origin }
            || airings.contains { $0.item.origin == item.origin && $0.leaves == nil }
    }
}
