// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What is in whose way, zone by zone.
extension Director {
    /// The first instant from `from` on at which nothing the item has to wait for is in its way.
    func firstStart(
        of claim: Claim, lasting duration: Duration, from: Instant, lettingPass: Bool = false
    ) -> Instant {
        var start = from
        while let busy = obstacle(to: claim, from: start, to: start + duration, lettingPass: lettingPass) {
            start = busy.to + settings.spacing
        }
        return start
    }

    /// What an item has to wait for between two instants, the earliest first.
    ///
    /// Airings of the same or a higher class are in everybody's way. Timed cues are in the way of items of their
    /// class or a lower one that are not timed: a timed item starts on its second, only a higher class delays it.
    /// What is announced as urgent waits for nothing that is still to come, but for what comes before its own time.
    ///
    /// - Parameter lettingPass: whether the item, a timed one that is late, lets those pass that are on time.
    func obstacle(to claim: Claim, from: Instant, to: Instant, lettingPass: Bool = false) -> Busy? {
        var first = airingObstacle(to: claim, from: from, to: to)
        guard !claim.isTimed || lettingPass else { return first }
        let others =
            claim.goesAtOnce
            ? [upcomingObstacle(to: claim, from: from, to: to, before: claim.due)]
            : [waitingObstacle(to: claim, from: from, to: to), upcomingObstacle(to: claim, from: from, to: to)]
        for other in others {
            if let other, first.map({ other.from < $0.from }) ?? true { first = other }
        }
        return first
    }

    private func airingObstacle(to claim: Claim, from: Instant, to: Instant) -> Busy? {
        for index in airings.indices where airings[index].item.zones.intersects(claim.zones) {
            let clearance =
                airings[index].item.isTimed && !claim.isTimed ? settings.clearance : settings.spacing
            let pause = claim.isRotated ? settings.spacing : .zero
            let start = airings[index].start
            let end = isEndless(airings[index]) ? Self.never : airings[index].end
            guard claim.waits(for: airings[index].item.broadcastClass), end + pause > from,
                start - clearance < to
            else { continue }
            return Busy(from: start, to: end, name: airings[index].item.name)
        }
        return nil
    }

    /// The first timed item that was taken up, has a place of its own, and lies between two instants.
    private func waitingObstacle(to claim: Claim, from: Instant, to: Instant) -> Busy? {
        var first: Busy?
        for timed in waiting where timed.isTimed && timed.zones.intersects(claim.zones) {
            guard claim.waits(for: timed.broadcastClass),
                !claim.isTimed || (timed.due >= from && timed.sequence != claim.sequence),
                case .ready(let facts) = plan.clips[timed.clip]
            else { continue }
            let start = firstStart(of: timed.claim, lasting: facts.duration, from: timed.due)
            let end = start + facts.duration
            guard timed.mayStart(at: start), end > from, start - settings.clearance < to else { continue }
            if first.map({ start < $0.from }) ?? true { first = Busy(from: start, to: end, name: timed.name) }
        }
        return first
    }

    /// The first cue still to come between two instants; one whose sound is not ready yet counts, too.
    ///
    /// - Parameter due: cues that start then or later do not count; nil for all count.
    private func upcomingObstacle(
        to claim: Claim, from: Instant, to: Instant, before due: Instant? = nil
    ) -> Busy? {
        for index in upcoming.indices {
            if let due, upcoming[index].start >= due { return nil }
            if upcoming[index].start - settings.clearance >= to { return nil }
            guard !upcoming[index].isBed, upcoming[index].zones.intersects(claim.zones),
                upcoming[index].end > from, claim.waits(for: upcoming[index].broadcastClass),
                !upcoming[index].isUnavailable
            else { continue }
            let name = upcoming[index].cue.name
            return Busy(from: upcoming[index].start, to: upcoming[index].end, name: name)
        }
        return nil
    }
}
