// SPDX-License-Identifier: Apache-2.0
import Timetable

/// A timed cue and the instant it is to start, which for an `ending` item needs the clip's duration.
struct TimedCue: Sendable {
    var cue: Cue
    var start: Instant
    /// How long it will sound; zero for the bed's verbs and while unknown.
    var duration: Duration
    /// Its sound cannot be had; it will be missed.
    var isUnavailable = false

    var end: Instant { start + duration }
    var isBed: Bool { cue.verb == .music || cue.verb == .silence }
    /// Who gives way to whom; nil for the bed's verbs.
    var broadcastClass: BroadcastClass? { isBed ? nil : cue.verb == .promo ? .promo : .notice }
    /// At one instant programme items come before the bed, which may have to rest for them.
    var rank: Int { isBed ? 1 : 0 }
}

/// Timed cues: from the running order to the items that want the programme.
extension Director {
    mutating func load(_ plan: Plan, at now: Instant) {
        // What was learnt of clips outlives the plan that asked for them.
        let learnt = self.plan.clips
        self.plan = plan
        self.plan.clips.merge(learnt) { new, _ in new }
        forgetOldDays()
        dropRemovedItems()
        arrangeUpcoming()
        missPastCues(at: now)
        loadRotations(at: now)
        joinBed(at: now)
    }

    /// Orders what is still to come by the instant it must start.
    mutating func arrangeUpcoming() {
        let cues = plan.orders.flatMap(\.cues).filter { !settled.contains($0.key) }
        upcoming = cues.map(timed).enumerated()
            .sorted { one, other in
                (one.element.start, one.element.rank, one.offset) < (
                    other.element.start, other.element.rank, other.offset
                )
            }
            .map(\.element)
    }

    private func timed(_ cue: Cue) -> TimedCue {
        switch clip(of: cue).flatMap({ plan.clips[$0] }) {
        case nil: return TimedCue(cue: cue, start: cue.planned, duration: .zero)
        case .unavailable: return TimedCue(cue: cue, start: cue.planned, duration: .zero, isUnavailable: true)
        case .ready(let facts):
            let start = cue.isEnding ? cue.planned - facts.duration : cue.planned
            return TimedCue(cue: cue, start: start, duration: facts.duration)
        }
    }

    /// The clip a cue plays; nil for the bed's verbs and for a timed promo, whose member is chosen when due.
    private func clip(of cue: Cue) -> ClipID? {
        switch cue.verb {
        case .play: ClipID(.item, cue.name, chime: cue.chime)
        case .say: ClipID(.script, cue.name, chime: cue.chime)
        case .music, .silence, .promo: nil
        }
    }

    mutating func takeUpDueCues(at now: Instant) {
        while let next = upcoming.first, next.start - settings.lead <= now {
            upcoming.removeFirst()
            settled.insert(next.cue.key)
            if next.isBed {
                changeBed(next.cue, at: now)
            } else {
                takeUp(next, at: now)
            }
            // Higher items are placed before the bed turns to what follows them.
            placeWaiting(at: now)
        }
    }

    private mutating func takeUp(_ timed: TimedCue, at now: Instant) {
        let cue = timed.cue
        var item = Item(
            origin: .cue, key: cue.key, when: cue.when, verb: cue.verb, name: cue.name,
            broadcastClass: timed.broadcastClass ?? .notice,
            clip: ClipID(.item, cue.name), planned: cue.planned, due: timed.start,
            latest: timed.start + cue.lateness, isAlone: cue.isAlone)
        if let clip = clip(of: cue) {
            item.clip = clip
        } else if let member = nextMember(of: cue.name, chime: cue.chime) {
            item.clip = member
            item.name = member.name
            take(member, of: cue.name)
        } else {
            item.reason = .unavailable(Self.emptyRotation(cue.name))
            effects.append(.record(item.record(.missed)))
            return
        }
        enqueue(item)
    }

    private static func emptyRotation(_ name: String) -> Wording {
        Wording(
            en: "rotation \"\(name)\" has nothing that can be played", zh: "促销组“\(name)”没有可播放的内容")
    }

    /// Cues whose time had passed before this plan came are recorded at once; the bed joins in by itself.
    /// Only those of the day that is on: yesterday's orders are in the plan for the bed's sake alone.
    private mutating func missPastCues(at now: Instant) {
        let past = upcoming.filter { !$0.isBed && $0.start + $0.cue.lateness < now }
        guard !past.isEmpty else { return }
        settled.formUnion(past.map(\.cue.key))
        upcoming.removeAll { settled.contains($0.cue.key) }
        let today = plan.orders.last { ($0.cues.first?.planned ?? $0.opens) <= now }
        for timed in past where timed.cue.key.hasPrefix("\(today?.date.description ?? "-")/") {
            let cue = timed.cue
            effects.append(
                .record(
                    CueRecord(
                        key: cue.key, when: cue.when, verb: cue.verb, name: cue.name, planned: cue.planned,
                        start: nil, end: nil, outcome: .missed, reason: .pastWhenLoaded)))
        }
    }

    /// A reload took a line away: what waits because of it no longer airs; what sounds is not cut.
    private mutating func dropRemovedItems() {
        let known = Set(plan.orders.flatMap(\.cues).map(\.key) + plan.orders.flatMap(\.rotations).map(\.key))
        for item in waiting {
            let key =
                switch item.origin {
                case .cue: item.key
                case .rotation(let key): key
                case .announcement: ""
                }
            guard !key.isEmpty, !known.contains(key) else { continue }
            waiting.removeAll { $0.sequence == item.sequence }
            var dropped = item
            dropped.reason = .removed
            effects.append(.record(dropped.record(.missed)))
        }
    }

    /// Keys carry their date; those of days no plan holds any more can never return.
    private mutating func forgetOldDays() {
        guard let oldest = plan.orders.map(\.date).min()?.description else { return }
        settled = settled.filter { $0 >= oldest }
        recordedLines = recordedLines.filter { $0 >= oldest }
    }
}
