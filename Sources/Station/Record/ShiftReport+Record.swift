// SPDX-License-Identifier: Apache-2.0
import Journal
import Playout
import Timetable

extension ShiftReport {
    /// What a store plays in turn in that time.
    struct Rotation: Sendable, Equatable {
        var name: String
        /// Those that should be heard, by name.
        var members: [String]
        /// What the keys of its messages begin with.
        var keys: [String]
    }

    /// The handover book of a record.
    ///
    /// - Parameters:
    ///   - store: what the store is called.
    ///   - rotations: those of the timetables on the days of the record.
    init(_ record: BroadcastRecord, store: String, rotations: [Rotation], _ words: RecordWords) {
        let clock = words.clock
        let period = record.period
        self.store = store
        self.words = words
        date = period.date.description
        from = clock.iso8601(period.from)
        to = clock.iso8601(min(period.to, max(record.now, period.from)))
        timezone = clock.identifier
        let due = record.cues.filter { Self.isDue($0, record) }.sorted { ($0.planned, $0.key) < ($1.planned, $1.key) }
        let unheard = due.filter { $0.outcome != .aired || record.standing(of: $0).isCutOff }
        let delayed = due.filter { $0.isLate && !record.standing(of: $0).isCutOff }
        func row(_ cue: CueRecord) -> AsRunCue { AsRunCue(cue, record.standing(of: cue), [], words) }
        counts = Counts(
            planned: due.count, aired: due.count - unheard.count, late: delayed.count,
            gaveWay: due.count { $0.outcome == .gaveWay },
            missed: unheard.count { $0.outcome != .gaveWay })
        missed = unheard.map(row)
        late = delayed.map(row)
        let open = record.announcements.filter { !$0.entry.isOver && $0.received < period.to }
            .sorted { $0.received < $1.received }
        self.open = open.map { OpenAnnouncement($0, words) }
        announcements = Self.announced(in: record)
        faults = record.recordedFaults(words)
        promos = Self.plays(in: record, of: rotations)
        let written = record.notes
        notes = written.map { Note(at: clock.iso8601($0.at), by: $0.by, text: $0.text) }
        people = Self.people(in: record)
        pages = Pages(
            period: period, now: record.now,
            missed: unheard.map { cue in
                let reason = record.standing(of: cue).remark(words) ?? record.plainReason(of: cue, words)
                return (cue.planned, cue.verb, cue.name, reason)
            },
            late: delayed.map {
                ($0.planned, $0.start ?? $0.planned, $0.verb, $0.name, record.plainReason(of: $0, words))
            },
            open: open, notes: written)
    }

    /// What was to be heard by now counts; a music line that was in force before belongs to the shift before.
    private static func isDue(_ cue: CueRecord, _ record: BroadcastRecord) -> Bool {
        record.period.isWholeDay || record.period.holds(cue.planned) || (!cue.verb.isBed && record.period.holds(cue))
    }

    private static func people(in record: BroadcastRecord) -> [Person] {
        var done: [String: [String: Int]] = [:]
        for action in record.announcements.flatMap(\.entry.actions)
        where record.period.holds(Instant(nanoseconds: action.atNs)) {
            done[action.by, default: [:]][action.action, default: 0] += 1
        }
        for action in record.actions where record.period.holds(Instant(nanoseconds: action.atNs)) {
            done[action.by, default: [:]][action.action, default: 0] += 1
        }
        return done.map { Person(user: $0.key, actions: $0.value) }.sorted {
            (-$0.actions.values.reduce(0, +), $0.user) < (-$1.actions.values.reduce(0, +), $1.user)
        }
    }

    private static func announced(in record: BroadcastRecord) -> [AnnouncedScript] {
        var scripts: [String: AnnouncedScript] = [:]
        var waits: [String: [Double]] = [:]
        for announcement in record.announcements {
            let name = announcement.name
            let isOfNow = record.period.holds(announcement.received)
            let heard = announcement.entry.airings.count { record.period.holds(Instant(nanoseconds: $0.startNs)) }
            guard isOfNow || heard > 0 else { continue }
            scripts[name, default: AnnouncedScript(name: name)].heard += heard
            guard isOfNow else { continue }
            scripts[name]?.pushed += 1
            // One that repeats for long has lost its first hearing.
            if let first = announcement.entry.airings.first, announcement.entry.airings.count < 100 {
                waits[name, default: []].append(Double(first.startNs - announcement.entry.receivedNs) / 1e9)
            }
        }
        for (name, waits) in waits {
            let mean = waits.reduce(0, +) / Double(waits.count)
            scripts[name]?.meanWait = max(0, mean).rounded(toParts: 1000)
        }
        return scripts.values.sorted { (-$0.pushed, $0.name) < (-$1.pushed, $1.name) }
    }

    private static func plays(in record: BroadcastRecord, of rotations: [Rotation]) -> [RotationPlays] {
        let messages = record.cues.filter { $0.verb == .promo }
        var plays: [String: [String: Int]] = [:]
        for rotation in rotations {
            plays[rotation.name] = Dictionary(rotation.members.map { ($0, 0) }, uniquingKeysWith: { first, _ in first })
        }
        for message in messages {
            let rotation = rotations.first { $0.keys.contains { message.key.hasPrefix($0) } }?.name ?? message.rotation
            let isHeard =
                message.outcome == .aired && message.end != nil && record.period.holds(message.start ?? message.planned)
            plays[rotation, default: [:]][message.name, default: 0] += isHeard ? 1 : 0
        }
        return plays.map { rotation, members in
            RotationPlays(
                rotation: rotation,
                members: members.map { Member(name: $0.key, plays: $0.value) }
                    .sorted { (-$0.plays, $0.name) < (-$1.plays, $1.name) })
        }.sorted { $0.rotation < $1.rotation }
    }
}

extension ShiftReport.OpenAnnouncement {
    fileprivate init(_ announcement: RecordedAnnouncement, _ words: RecordWords) {
        id = announcement.entry.id
        name = announcement.name
        state = announcement.state.rawValue
        by = announcement.entry.requestedBy
        since = words.clock.iso8601(announcement.received)
        heard = announcement.entry.airings.count { $0.endNs != nil }
        next = announcement.next.map(words.clock.iso8601)
    }
}

extension CueStanding {
    /// Whether the station ended meanwhile.
    var isCutOff: Bool { if case .cutOff = self { true } else { false } }
}

extension CueRecord {
    /// Whether it began later than it should; a line of the bed is in force or not.
    var isLate: Bool {
        guard outcome == .aired, !verb.isBed, let start else { return false }
        return start - planned >= CueSentence.tolerance
    }

    /// The rotation as the key of a message names it: date, timetable, line, verb, rotation.
    fileprivate var rotation: String {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count > 4 ? String(parts[4]) : name
    }
}

extension BroadcastRecord {
    /// What people wrote down in its time: remarks that came with announcements, and words at a handover.
    var notes: [(at: Instant, by: String, text: String)] {
        let remarks = announcements.compactMap { announcement -> (at: Instant, by: String, text: String)? in
            guard let note = announcement.order?.note, period.holds(announcement.received) else { return nil }
            return (announcement.received, announcement.entry.requestedBy, "\(announcement.name): \(note)")
        }
        let handovers = actions.compactMap { action -> (at: Instant, by: String, text: String)? in
            let at = Instant(nanoseconds: action.atNs)
            guard action.action == StationAction.handover, let words = action.subject, at <= period.to,
                at >= period.from
            else { return nil }
            return (at, action.by, words)
        }
        return (remarks + handovers).sorted { $0.at < $1.at }
    }

    /// Why a cue ended so, or was late, with names as the timetable writes them; empty where nothing is to explain.
    fileprivate func plainReason(of cue: CueRecord, _ words: RecordWords) -> String {
        if let reason = cue.reason { return reason.wording(clock: words.clock).text(in: words.language) }
        var plain = words
        plain.titles = [:]
        return holder(of: cue, plain)?.text(in: words.language) ?? words.say("no reason is on record", "原因没有记录")
    }
}

extension StationAction {
    /// Somebody ended their shift; its subject is what they wrote down for the next.
    static let handover = "handover"
}
