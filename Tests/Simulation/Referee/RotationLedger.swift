// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What was heard of the rotations.
struct RotationLedger {
    /// One message, by instants that no setting of the clock moves.
    struct Message {
        var start: Instant
        var end: Instant
    }

    /// The last message of a rule and the one before; at first, the beginning of its span, or when it was joined.
    struct Known {
        var before: Message
        var latest: Message?
        /// The key of the latest.
        var key: String?
    }

    var last: [String: Known] = [:]
    /// Messages on air that began after their window, and how long after the last one.
    var late: [String: Duration] = [:]
    /// The names of the members heard in the present round of each rotation.
    var rounds: [String: Set<String>] = [:]

    /// Long before anything.
    static let past = Message(start: Instant(nanoseconds: 0), end: Instant(nanoseconds: 0))

    /// The program was killed. Of a message that was cut off before nobody knows when it was heard.
    mutating func forgetCut(_ records: [String: CueRecord]) {
        for (rule, known) in last where records[known.key ?? ""]?.outcome != .aired {
            last[rule] = Known(before: Self.past)
        }
    }

    /// The program was killed after the clock was set: what is on record was told by another clock.
    mutating func forgetAll() {
        for rule in last.keys { last[rule] = Known(before: Self.past) }
    }

    /// The clock was set. A span of which nothing was heard yet begins by the new setting.
    mutating func forgetBeginnings() {
        for (rule, known) in last where known.latest == nil { last[rule] = Known(before: Self.past) }
    }

    mutating func loaded(_ plan: Plan, at present: Instant, by referee: Referee) {
        var kept: [String: Known] = [:]
        for rule in plan.orders.flatMap(\.rotations) {
            let begin = max(referee.elapsed(rule.from), present)
            let joined = Known(before: Message(start: begin, end: begin))
            let known = last[rule.key].flatMap { $0.latest == nil && $0.before.start < begin ? nil : $0 }
            kept[rule.key] = known ?? last[rule.key].flatMap { $0.before.start <= present ? $0 : nil } ?? joined
        }
        last = kept
        rounds = rounds.filter { plan.rotations[$0.key] != nil }
    }
}

extension Referee {
    /// A message of a rotation is committed.
    func checkMessage(_ item: ProgrammeItem, _ sound: Sound, of key: String) {
        let versions = written.rules[key] ?? []
        if let record = cues.records[item.key] { breach("\(item.key) starts though it is over: \(record.outcome)") }
        if !versions.contains(where: { written.plan.zones(named: $0.zones) == sound.zones }) {
            breach("\(item.key) starts in \(name(of: sound.zones))")
        }
        let at = sound.playback.at
        var end = at
        if case .clip(let clip) = sound.playback.content, case .ready(let facts) = clips[clip] {
            end = at + facts.duration
        }
        if !versions.contains(where: { $0.from <= at && end <= $0.to }) {
            breach("\(item.key) starts at \(text(at)), outside of its span")
        }
        checkMember(item, sound)
    }

    func noteMessage(of rule: String, _ sound: Sound) {
        let message = RotationLedger.Message(start: elapsed(sound.start), end: elapsed(sound.end))
        guard let known = rotations.last[rule] else { return }
        rotations.last[rule] = RotationLedger.Known(
            before: known.latest ?? known.before, latest: message, key: sound.item?.key)
        checkSpacing(of: rule, sound, after: known.latest ?? known.before)
    }

    /// A message keeps its window, unless something explains why not.
    private func checkSpacing(of key: String, _ sound: Sound, after last: RotationLedger.Message) {
        guard let rule = written.rules[key]?.last, !swarm.hasAny(of: [.lostReports, .brokenMedia])
        else { return }
        let start = elapsed(sound.start)
        let lastStart = max(last.start, elapsed(rule.from))
        let gaveWay = sound.item.map { cues.gaveWay.contains($0.key) || cues.heard[$0.key] != nil } ?? false
        let isEarly = start - last.end < rule.minimum - slack && start - last.start < rule.maximum - slack
        if isEarly, !gaveWay {
            breach("\(sound.item?.key ?? key) comes \(start - last.end) after the last one's end")
        }
        if start - lastStart > rule.maximum + slack, last.start > RotationLedger.past.start, let item = sound.item {
            rotations.late[item.key] = start - lastStart
        }
    }

    /// What came after its window says what kept it.
    func checkWindow(_ record: CueRecord) {
        guard let after = rotations.late.removeValue(forKey: record.key) else { return }
        switch record.reason {
        case .gaveWay, .afterWindow, .notReady, .muted, .stationOff, .clockSet, .clockDoubted, .brokeOff: break
        case let reason:
            breach("\(record.key) came \(after) after the last one, and says \(reason.map(wording) ?? "nothing")")
        }
    }

    // MARK: Members

    /// Each member of a rotation is heard once before any is heard again.
    func checkMember(_ item: ProgrammeItem, _ sound: Sound) {
        guard case .clip(let clip) = sound.playback.content, case .promo(let rotation) = clip.source else { return }
        let members = written.plan.rotations[rotation] ?? []
        var round = rotations.rounds[rotation] ?? []
        // One that is committed anew keeps its turn.
        guard !(cues.taken[item.key] == clip && round.contains(clip.name)) else { return }
        if round.contains(clip.name) {
            let unheard = members.first { member in
                guard !round.contains(member.name) else { return false }
                let variant = ClipID(member.source, member.name, chime: clip.chime, times: clip.times)
                guard case .ready = clips[variant] else { return false }
                return true
            }
            if let unheard, !isTaken(unheard, of: rotation, besides: item.key) {
                breach("\(clip.name) is heard again before \(unheard.name) was")
            }
            round = []
        } else if members.allSatisfy({ round.contains($0.name) }) {
            round = []
        }
        round.insert(clip.name)
        rotations.rounds[rotation] = round
        cues.taken[item.key] = clip
    }

    /// Whether another promo of the rotation, which waits or is on air, has that member already.
    private func isTaken(_ member: ClipID, of rotation: String, besides key: String) -> Bool {
        if swarm.hasAny(of: [.brokenMedia, .lostReports, .lateSounds, .crashes, .edits]) { return true }
        if cues.taken.values.contains(where: { $0.name == member.name }) { return true }
        return written.plan.orders.flatMap(\.cues).contains { cue in
            cue.verb == .promo && cue.name == rotation && cue.key != key && cues.records[cue.key] == nil
                && cue.planned - settings.lead <= now && now <= cue.planned + cue.lateness
        }
    }

    /// A promo was not heard after all: its member has its turn still to come.
    func giveBack(_ key: String) {
        guard let clip = cues.taken.removeValue(forKey: key), case .promo(let rotation) = clip.source else { return }
        rotations.rounds[rotation]?.remove(clip.name)
    }
}
