// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What will not be heard: nothing is left out without a reason.
extension Director {
    mutating func missWhatIsTooLate(at now: Instant) {
        for item in waiting where latest(of: item).map({ $0 < now }) ?? false {
            if let id = item.announcementID {
                expire(id, item, at: now)
            } else {
                giveUp(item, whyLate(item, at: now) ?? .notReady, at: now)
            }
        }
    }

    /// What kept an item beyond its time; nil where that was nothing that can be named.
    mutating func whyLate(_ item: Item, at now: Instant) -> Reason? {
        if let name = mutedBy, isMuted(item) { return .muted(by: name) }
        guard case .ready(let facts) = plan.clips[item.clip] else { return .notReady }
        let end = now + facts.duration
        let busy =
            obstacle(to: item.claim, from: now, to: end)
            // What has its place still to come: a message that will be repeated, say.
            ?? arranged(at: now) { $0.obstacle(to: item.claim, from: now, to: end) }
        let name = busy?.name ?? lastHeard.name(in: item.zones, endingAfter: item.due)
        return name.map { .waited(for: $0) }
    }

    /// Ends an item that will not be heard, or not again. One that gave way keeps that as its reason.
    mutating func giveUp(_ item: Item, _ reason: Reason, at now: Instant) {
        waiting.removeAll { $0.sequence == item.sequence }
        var item = item
        var outcome = CueRecord.Outcome.missed
        if case .gaveWay = item.reason { outcome = .gaveWay } else { item.reason = reason }
        switch item.origin {
        case .announcement(let id):
            if !isUnfinished(item) { end(id, .failed(item.reason ?? reason), at: now) }
        case .allClear: break
        case .cue, .rotation:
            effects.append(.record(record(item, outcome)))
        }
        giveBack(item.clip)
        close(item)
    }

    /// An item is over, one way or the other.
    mutating func close(_ item: Item) {
        if case .rotation(let key) = item.origin { rotations.change(key) { $0.isOutstanding = false } }
        if item.isAllClear, item.clip.source == .announcement { plan.clips[item.clip] = nil }
    }
}
