// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What a rotation remembers through its span.
struct RotationState: Sendable {
    var rule: RotationRule
    /// When the last promo began, and when it ended; the span's beginning before the first.
    var lastStart: Instant
    var lastEnd: Instant
    /// How many were taken up in this span; the count is part of a promo's key.
    var count = 0
    /// A promo is committed, on air, or waits to be made good.
    var isOutstanding = false
}

/// Where the next promo goes, and why there.
struct PromoSlot: Sendable {
    var start: Instant
    var clip: ClipID
    var facts: ClipFacts
    var reason: Reason
}

/// Rotations: a promo every so often, in the break between two songs where there is one.
///
/// The window opens `minimum` after the last promo's end and closes `maximum` after its start, so that both
/// ways of reading "every 5-10m" hold. The beginning of the span counts as the last promo.
extension Director {
    mutating func loadRotations(at now: Instant) {
        var states: [String: RotationState] = [:]
        for rule in plan.orders.flatMap(\.rotations) {
            // Joining in the middle of a span is a beginning, too.
            let begin = max(rule.from, now)
            var state = RotationState(rule: rule, lastStart: begin, lastEnd: begin)
            if let former = rotations[rule.key], former.rule.from == rule.from || former.count > 0 {
                state = former
                state.rule = rule
            }
            states[rule.key] = state
        }
        rotations = states
        heard = heard.filter { plan.rotations[$0.key] != nil }
    }

    /// Takes up each promo whose place is within the lead.
    mutating func placeRotations(at now: Instant) {
        for key in rotations.keys.sorted() {
            guard let state = rotations[key], opening(of: state) <= now, let slot = nextSlot(state, at: now),
                slot.start - settings.lead <= now
            else { continue }
            take(slot.clip, of: state.rule.name)
            rotations[key]?.count += 1
            rotations[key]?.isOutstanding = true
            let number = state.count + 1
            enqueue(
                Item(
                    origin: .rotation(key: key), key: "\(key)/\(number)", when: state.rule.when, verb: .promo,
                    name: slot.clip.name, broadcastClass: .promo, clip: slot.clip, planned: slot.start,
                    due: slot.start, latest: state.rule.to - slot.facts.duration, isAlone: state.rule.isAlone,
                    reason: slot.reason))
            // The next rotation looks for a place beside this one.
            placeWaiting(at: now)
        }
    }

    /// When a rotation is looked at next; until its window opens, no place needs to be sought.
    func deadline(of state: RotationState, after now: Instant) -> Instant? {
        guard !state.isOutstanding, now < state.rule.to else { return nil }
        let opening = opening(of: state)
        return opening > now ? opening : nextSlot(state, at: now).map { $0.start - settings.lead }
    }

    private func opening(of state: RotationState) -> Instant {
        window(of: state).opens - settings.lead
    }

    struct Window {
        var opens: Instant
        var closes: Instant
    }

    func window(of state: RotationState) -> Window {
        // A reload may have moved the span's beginning behind the last promo.
        let lastStart = max(state.lastStart, state.rule.from)
        let closes = lastStart + state.rule.maximum
        return Window(opens: min(max(state.lastEnd, lastStart) + state.rule.minimum, closes), closes: closes)
    }

    /// The place of the next promo as things stand, or nil when no more fits into the span.
    ///
    /// It is a forecast until it is within the lead: a song chosen meanwhile may bring a break before it.
    func nextSlot(_ state: RotationState, at now: Instant) -> PromoSlot? {
        guard !state.isOutstanding, now < state.rule.to else { return nil }
        let window = window(of: state)
        let from = max(window.opens, quiet(at: now))
        if from <= window.closes {
            for at in breaks(from: from, to: window.closes) {
                if let slot = slot(state, at: at, reason: .betweenSongs) { return slot }
            }
            if let slot = lastSlot(state, from: from, to: window.closes) { return slot }
        }
        return firstSlot(state, from: max(window.closes, from), closing: window.closes)
    }

    /// Breaks between songs that are known already: the leading song's end and each change of music.
    private func breaks(from: Instant, to: Instant) -> [Instant] {
        let soon = upcoming.prefix { $0.start <= to }
        var breaks = soon.filter { $0.cue.verb == .music }.map(\.start)
        if let next = nextBreak, !soon.contains(where: { ($0.isBed || $0.cue.isAlone) && $0.start <= next }) {
            breaks.append(next)
        }
        return breaks.filter { $0 >= from && $0 <= to }.sorted()
    }

    /// The first member of the rotation that can be heard whole at that instant.
    private func slot(_ state: RotationState, at start: Instant, reason: Reason) -> PromoSlot? {
        let rule = state.rule
        return readyMember(of: rule.name, chime: rule.chime) { facts in
            guard start >= rule.from, start + facts.duration <= rule.to else { return false }
            return obstacle(to: probe(rule, at: start), from: start, to: start + facts.duration) == nil
        }.map { PromoSlot(start: start, clip: $0.clip, facts: $0.facts, reason: reason) }
    }

    /// The last place inside the window: its end, or before what fills its end.
    private func lastSlot(_ state: RotationState, from: Instant, to: Instant) -> PromoSlot? {
        let rule = state.rule
        guard let member = readyMember(of: rule.name, chime: rule.chime) else { return nil }
        var start = to
        var reason = Reason.endOfWindow
        while start >= from {
            let end = start + member.facts.duration
            guard let busy = obstacle(to: probe(rule, at: start), from: start, to: end) else {
                return slot(state, at: start, reason: reason)
            }
            start = busy.from - settings.clearance - member.facts.duration
            reason = .besideTimed(busy.name)
        }
        return nil
    }

    /// The first place from that instant on, which is the end of the window or later.
    private func firstSlot(_ state: RotationState, from: Instant, closing closes: Instant) -> PromoSlot? {
        let rule = state.rule
        guard let member = readyMember(of: rule.name, chime: rule.chime) else { return nil }
        let probe = probe(rule, at: from)
        let start = firstStart(of: probe, lasting: member.facts.duration, from: from)
        let busy = obstacle(to: probe, from: from, to: from + member.facts.duration)
        let filling = busy?.name ?? lastHeard.flatMap { $0.end > closes ? $0.name : nil }
        let reason: Reason = start == closes ? .endOfWindow : filling.map { .afterWindow($0) } ?? .notReady
        return slot(state, at: start, reason: reason)
    }

    /// A promo of the rotation as an item, to ask what would be in its way.
    private func probe(_ rule: RotationRule, at start: Instant) -> Item {
        Item(
            origin: .rotation(key: rule.key), key: rule.key, when: rule.when, verb: .promo, name: rule.name,
            broadcastClass: .promo, clip: ClipID(.promo(rotation: rule.name), ""), planned: start, due: start,
            latest: rule.to, isAlone: rule.isAlone)
    }

    // MARK: Members

    /// The first member not heard in this round that is ready and suits; each is heard once before any again.
    private func readyMember(
        of rotation: String, chime: String?, fitting: (ClipFacts) -> Bool = { _ in true }
    ) -> (clip: ClipID, facts: ClipFacts)? {
        let all = plan.rotations[rotation] ?? []
        let heard = heard[rotation] ?? []
        let ready = all.filter { facts(of: $0, chime: chime) != nil }
        let fresh = ready.filter { !heard.contains($0) }
        for member in fresh.isEmpty ? ready : fresh {
            guard let facts = facts(of: member, chime: chime), fitting(facts) else { continue }
            return (ClipID(member.source, member.name, chime: chime), facts)
        }
        return nil
    }

    /// The member a timed promo takes: the next that is ready, else one whose sound may yet come.
    func nextMember(of rotation: String, chime: String?) -> ClipID? {
        if let ready = readyMember(of: rotation, chime: chime) { return ready.clip }
        let all = (plan.rotations[rotation] ?? []).map { ClipID($0.source, $0.name, chime: chime) }
        return all.first { plan.clips[$0] == nil }
    }

    private func facts(of member: ClipID, chime: String?) -> ClipFacts? {
        guard case .ready(let facts) = plan.clips[ClipID(member.source, member.name, chime: chime)] else {
            return nil
        }
        return facts
    }

    /// Notes that a member is taken; when all were, a new round begins.
    mutating func take(_ clip: ClipID, of rotation: String) {
        let all = plan.rotations[rotation] ?? []
        var round = heard[rotation] ?? []
        let member = ClipID(clip.source, clip.name)
        if all.allSatisfy(round.contains) || round.contains(member) { round = [] }
        round.insert(member)
        heard[rotation] = round
    }

    /// A member that will not be heard after all has its turn still before it.
    mutating func giveBack(_ clip: ClipID) {
        guard case .promo(let rotation) = clip.source else { return }
        heard[rotation]?.remove(ClipID(clip.source, clip.name))
    }

    /// A promo began: the rotation's window moves on.
    mutating func noteStart(of item: Item, at start: Instant, lasting duration: Duration) {
        guard case .rotation(let key) = item.origin else { return }
        rotations[key]?.lastStart = start
        rotations[key]?.lastEnd = start + duration
    }
}
