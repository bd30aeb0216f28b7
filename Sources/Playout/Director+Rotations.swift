// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Where the next message of a rotation goes, and why there.
struct RotationSlot: Sendable {
    var start: Instant
    var clip: ClipID
    var facts: ClipFacts
    var reason: Reason
}

/// Rotations: a message every so often, in the break between two songs where there is one.
///
/// The window opens `minimum` after the last message's end and closes `maximum` after its start, so that both
/// ways of reading "every 5-10m" hold. The beginning of the span counts as the last message. Whatever its class,
/// a message is placed where nothing has to make room for it.
extension Director {
    mutating func loadRotations(at now: Instant) {
        let former = Dictionary(
            rotations.states.map { ($0.rule.key, $0) }, uniquingKeysWith: { first, _ in first })
        let messages = Dictionary(grouping: memory.messages, by: \.rotationKey)
        rotations = RotationBook(
            plan.orders.flatMap(\.rotations).map { rule in
                var state = RotationState(
                    rule, zones: plan.zones(named: rule.zones), members: members(of: rule), at: now)
                if let former = former[rule.key] { state.resume(former) }
                state.recall(messages[rule.key] ?? [])
                return state
            })
        heard = heard.filter { plan.rotations[$0.key] != nil }
    }

    private func members(of rule: RotationRule) -> [ClipID] {
        switch rule.verb {
        case .promo: members(of: rule.name, chime: rule.chime, times: rule.times)
        case .play: [ClipID(.item, rule.name, chime: rule.chime, times: rule.times)]
        case .say: [ClipID(.script, rule.name, chime: rule.chime, times: rule.times)]
        case .music, .silence: []
        }
    }

    /// Takes up each message whose place is within the lead.
    mutating func placeRotations(at now: Instant) {
        let soon = now + settings.lead
        rotations.follow(to: soon, now: now)
        for place in rotations.begun {
            guard rotations.states[place].window.opens <= soon,
                let slot = forecast(of: rotations.states[place], at: now), slot.start <= soon
            else { continue }
            take(slot.clip)
            rotations.change(at: place) { state in
                state.count += 1
                state.isOutstanding = true
            }
            enqueue(item(of: rotations.states[place], in: slot))
            // The next rotation looks for a place beside this one.
            placeWaiting(at: now)
        }
    }

    private func item(of state: RotationState, in slot: RotationSlot) -> Item {
        let rule = state.rule
        return Item(
            origin: .rotation(key: rule.key), key: "\(rule.key)/\(state.count)", when: rule.when,
            verb: rule.verb, name: slot.clip.name, broadcastClass: state.broadcastClass, clip: slot.clip,
            zones: state.claim.zones, planned: slot.start, due: slot.start, latest: rule.to - slot.facts.duration,
            spanEnd: rule.to, isAlone: rule.isAlone, reason: slot.reason)
    }

    /// When a rotation is looked at next; until its window opens, no place needs to be sought.
    mutating func rotationDeadline(after now: Instant) -> Instant? {
        var next = rotations.nextBeginning
        var open: [RotationState] = []
        for place in rotations.begun {
            let state = rotations.states[place]
            if state.isOutstanding || now >= state.rule.to { continue }
            if state.window.opens > now + settings.lead {
                next = min(next ?? state.window.opens, state.window.opens)
            } else if mayBePlaced(state, at: now) {
                open.append(state)
            }
        }
        if !open.isEmpty {
            let starts = arranged(at: now) { world in open.compactMap { world.place(of: $0, at: now)?.start } }
            next = starts.reduce(next) { min($0 ?? $1, $1) }
        }
        return next.map { $0 - settings.lead }
    }

    // MARK: The place

    /// The place of the next message as things stand, clear of all that waits already, or nil when no more fits
    /// into the span.
    ///
    /// It is a forecast until it is within the lead: a song chosen meanwhile may bring a break before it.
    mutating func forecast(of state: RotationState, at now: Instant) -> RotationSlot? {
        guard mayBePlaced(state, at: now) else { return nil }
        return arranged(at: now) { $0.place(of: state, at: now) }
    }

    private func mayBePlaced(_ state: RotationState, at now: Instant) -> Bool {
        plan.isClockTrusted && mutedBy == nil && !state.isOutstanding && now < state.rule.to
            && !state.claim.zones.isEmpty
    }

    private func place(of state: RotationState, at now: Instant) -> RotationSlot? {
        let window = state.window
        let from = max(window.opens, quiet(in: state.claim.zones, at: now))
        if from <= window.closes {
            for at in breaks(in: state.claim.zones, from: from, to: window.closes) {
                if let slot = slot(state, at: at, reason: .betweenSongs) { return slot }
            }
            if let slot = lastSlot(state, from: from, to: window.closes) { return slot }
        }
        return firstSlot(state, from: max(window.closes, from), closing: window.closes)
    }

    /// Breaks between songs that are known already: the leading song's end and each change of music.
    ///
    /// Where the zones hear several beds, those of the first that has music count.
    private func breaks(in zones: ZoneSet, from: Instant, to: Instant) -> [Instant] {
        let areas = beds.indices.filter { beds[$0].zones.intersects(zones) }
        guard let area = areas.first(where: { beds[$0].current != nil }) ?? areas.first else { return [] }
        let next = beds[area].current?.nextBreak
        var breaks: [Instant] = []
        var isUndisturbed = true
        for index in upcoming.indices {
            let start = upcoming[index].start
            guard start <= to else { break }
            guard upcoming[index].changesBed, upcoming[index].zones.intersects(beds[area].zones) else { continue }
            if let next, start <= next { isUndisturbed = false }
            if upcoming[index].cue.verb == .music, start >= from { breaks.append(start) }
        }
        guard let next, isUndisturbed, from <= next, next <= to else { return breaks }
        return (breaks + [next]).sorted()
    }

    /// The first member of the rotation that can be heard whole at that instant.
    private func slot(_ state: RotationState, at start: Instant, reason: Reason) -> RotationSlot? {
        guard start >= state.rule.from else { return nil }
        return readyMember(of: state.members) { facts in
            start + facts.duration <= state.rule.to
                && obstacle(to: state.claim, from: start, to: start + facts.duration) == nil
        }.map { RotationSlot(start: start, clip: $0.clip, facts: $0.facts, reason: reason) }
    }

    /// The last place inside the window: its end, or before what fills its end.
    private func lastSlot(_ state: RotationState, from: Instant, to: Instant) -> RotationSlot? {
        guard let member = readyMember(of: state.members) else { return nil }
        var start = to
        var reason = Reason.endOfWindow
        while start >= from {
            let end = start + member.facts.duration
            guard let busy = obstacle(to: state.claim, from: start, to: end) else {
                return slot(state, at: start, reason: reason)
            }
            start = busy.from - settings.clearance - member.facts.duration
            reason = .besideTimed(busy.name)
        }
        return nil
    }

    /// The first place from that instant on, which is the end of the window or later.
    private func firstSlot(_ state: RotationState, from: Instant, closing closes: Instant) -> RotationSlot? {
        guard let member = readyMember(of: state.members) else { return nil }
        let start = firstStart(of: state.claim, lasting: member.facts.duration, from: from)
        let busy = obstacle(to: state.claim, from: from, to: from + member.facts.duration)
        let filling = busy?.name ?? lastHeard.name(in: state.claim.zones, endingAfter: closes)
        let mute = lastMute.flatMap { mute in mute.end.flatMap { $0 > closes ? Reason.muted(by: mute.name) : nil } }
        let reason: Reason =
            start == closes
            ? .endOfWindow
            : filling.map { .afterWindow($0) } ?? mute ?? gaps.last { $0.to > closes }?.reason ?? .notReady
        return slot(state, at: start, reason: reason)
    }

    /// A message that could not begin in its place, because something lasted longer than expected, says what that was.
    func movedMessage(_ item: Item, to start: Instant) -> Item {
        guard case .rotation(let key) = item.origin, start > item.planned + settings.spacing,
            let state = rotations.states.first(where: { $0.rule.key == key })
        else { return item }
        switch item.reason {
        case .betweenSongs, .endOfWindow, .besideTimed: break
        default: return item
        }
        let before = airings.last { $0.item.zones.intersects(item.zones) && $0.start < start }?.item.name
        guard let filling = before ?? lastHeard.name(in: item.zones, endingAfter: item.planned) else { return item }
        var item = item
        item.reason = start > state.window.closes ? .afterWindow(filling) : .besideTimed(filling)
        return item
    }

    /// A message began: the rotation's window moves on.
    mutating func noteStart(of item: Item, at start: Instant, lasting duration: Duration) {
        guard case .rotation(let key) = item.origin else { return }
        rotations.change(key) { $0.noteMessage(from: start, to: start + duration) }
    }
}
