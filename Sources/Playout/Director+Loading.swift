// SPDX-License-Identifier: Apache-2.0
import Timetable

/// A plan replaces the one before, in the middle of whatever is going on.
extension Director {
    mutating func load(_ plan: Plan, at now: Instant) {
        // What was learnt of clips outlives the plan that asked for them.
        let learnt = self.plan.clips
        self.plan = plan
        self.plan.clips.merge(learnt) { new, _ in new }
        settled.forgetOld(at: now)
        recordedLines.forgetOld(at: now)
        guard plan.isClockTrusted else {
            doubtedSince = doubtedSince ?? now
            upcoming = []
            formBeds(at: now)
            playWithoutClock(at: now)
            return
        }
        if let since = doubtedSince { note(Gap(cause: .doubt, from: since, to: now)) }
        doubtedSince = nil
        dropRemovedItems()
        arrangeUpcoming(at: now)
        closeLastRun(at: now)
        missPastCues(at: now)
        recallRounds()
        loadRotations(at: now)
        formBeds(at: now)
        joinBeds(at: now)
        closeFormerLines(at: now)
    }

    /// Orders what is still to come by the instant it must start.
    private mutating func arrangeUpcoming(at now: Instant) {
        var cues: [TimedCue] = []
        cues.reserveCapacity(plan.orders.reduce(0) { $0 + $1.cues.count })
        for order in plan.orders {
            for cue in order.cues where !settled.isHeard(cue.key) {
                var timed = TimedCue(cue, zones: plan.zones(named: cue.zones), closes: order.closes)
                if let clip = timed.clip, let state = plan.clips[clip] { timed.apply(state) }
                // What was missed comes up again where the clock was set back to well before its time.
                if !settled.contains(cue.key) || timed.start > now + settings.lead || isComingLine(cue, at: now) {
                    cues.append(timed)
                }
            }
        }
        upcoming = cues.inOrder
    }

    /// A line whose time was there before the clock was set back has it again; not, one that was taken up ahead of it.
    private func isComingLine(_ cue: Cue, at now: Instant) -> Bool {
        cue.isBed && cue.planned > now && !beds.contains { $0.line?.cue.key == cue.key }
    }

    /// Clips became ready, or cannot be had: those that end on a second now know when to start.
    mutating func learn(_ clips: [ClipID: ClipState]) {
        var isMoved = false
        for index in upcoming.indices {
            guard let clip = upcoming[index].clip, let state = clips[clip] else { continue }
            let start = upcoming[index].start
            upcoming[index].apply(state)
            isMoved = isMoved || upcoming[index].start != start
        }
        if isMoved { upcoming = Array(upcoming).inOrder }
    }

    /// An announcement began under its chime while its words were still being made: now it is known how long and how
    /// loud they are.
    mutating func learn(_ facts: ClipFacts, ofWhatAirs clip: ClipID, at now: Instant) {
        for airing in airings where airing.leaves == nil && airing.item.clip == clip {
            learn(facts, of: airing, at: now)
        }
    }

    private mutating func learn(_ facts: ClipFacts, of airing: Airing, at now: Instant) {
        guard let index = airings.firstIndex(where: { $0.id == airing.id }) else { return }
        airings[index].duration = facts.duration
        airings[index].loudnessLUFS = facts.loudnessLUFS
        let learnt = airings[index]
        if facts.loudnessLUFS != airing.loudnessLUFS, !airing.item.isAlone {
            airings[index].ducks = duck(under: airing.item, facts, start: max(airing.start, now), at: now)
        }
        delaySuccessor(of: learnt)
        if learnt.end < airing.end {
            bringForward(after: [learnt], at: now)
        } else {
            settleLateStart(of: learnt, at: now)
        }
    }

    /// A song is longer or louder than it was taken for, also where it sounds already.
    mutating func learn(_ song: Song) {
        for (folder, songs) in plan.folders {
            guard let index = songs.firstIndex(where: { $0.path == song.path }) else { continue }
            plan.folders[folder]?[index] = song
        }
        for area in beds.indices { beds[area].learn(song) }
    }

    /// Cues whose time had passed before this plan came are recorded at once; the bed joins in by itself.
    ///
    /// Only those of a day that is on, which may last past midnight, while the next has begun, and those of a gap. A day
    /// that is over is in the plan for the bed's sake alone.
    private mutating func missPastCues(at now: Instant) {
        let past = upcoming.filter { !$0.isBed && $0.latest < now }
        guard !past.isEmpty else { return }
        for timed in past { settled.note(timed.cue.key, at: now) }
        upcoming = upcoming.filter { $0.isBed || $0.latest >= now }[...]
        let told = keysOfDaysOn(at: now)
        for timed in past {
            if let gap = gaps.last(where: { $0.holds(timed) }) {
                effects.append(.record(missed(timed, gap.reason)))
            } else if told.contains(timed.cue.key) {
                effects.append(.record(missed(timed, .pastWhenLoaded)))
            }
        }
    }

    /// The keys of the cues of the days that are on.
    func keysOfDaysOn(at now: Instant) -> Set<String> {
        Set(plan.orders.filter { $0.isOn(at: now) }.flatMap { $0.cues.map(\.key) })
    }

    /// A reload took a line away: what waits because of it no longer airs; what sounds is not cut.
    private mutating func dropRemovedItems() {
        guard !waiting.isEmpty else { return }
        let known = Set(plan.orders.flatMap(\.cues).map(\.key) + plan.orders.flatMap(\.rotations).map(\.key))
        for item in waiting {
            let key =
                switch item.origin {
                case .cue: item.key
                case .rotation(let key): key
                case .announcement, .allClear: ""
                }
            guard !key.isEmpty, !known.contains(key) else { continue }
            waiting.removeAll { $0.sequence == item.sequence }
            var dropped = item
            dropped.reason = .removed
            effects.append(.record(record(dropped, .missed)))
        }
    }
}

extension RunningOrder {
    /// Whether the day has begun and is not over: from its first cue or opening to its closing or last cue.
    fileprivate func isOn(at instant: Instant) -> Bool {
        let begins = min(cues.first?.planned ?? opens, opens)
        let ends = max(cues.last?.planned ?? closes, closes)
        return begins <= instant && instant <= ends
    }
}
