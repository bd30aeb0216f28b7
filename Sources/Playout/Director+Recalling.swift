// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What an earlier run of the program left.
///
/// What is over stays over. What was on air when the program ended is heard again if it may still start; otherwise it is
/// recorded with what was heard of it. A music line that was in force goes on.
extension Director {
    /// What is remembered of earlier runs.
    struct Memory: Sendable {
        /// Messages of rotations and timed cues, by start; what was not heard, by when it was planned.
        var messages: [CueRecord] = []
        /// Records of what was on air when the last run ended, which wait for a plan to be closed or heard again.
        var cutOff: [CueRecord] = []
        /// The records of the music lines that were in force at the end of the last run, by key.
        var lines: [String: CueRecord] = [:]
        /// The end of that run and of the pause after it, until such lines as are no more in force have been closed.
        var pause: (from: Instant, to: Instant)?
        /// When the last run was known to go on; nil once its end was looked into.
        var lastRun: Instant?
        /// The members of rotations that were heard are still to be counted.
        var hasNewRounds = false
    }

    mutating func recall(_ recollection: Recollection, at now: Instant) {
        let isOfEarlierRun = recollection.lastRun != nil
        if isOfEarlierRun {
            memory.lastRun = recollection.lastRun
            memory.hasNewRounds = true
        }
        for record in recollection.records { recall(record, isOfEarlierRun, at: now) }
        memory.messages = recollection.records.filter { !$0.isBed }.sorted {
            ($0.start ?? $0.planned) < ($1.start ?? $1.planned)
        }
        let over = recollection.records.filter { !$0.isOpen && $0.start != nil }
        drop(Set(over.map(\.key)), at: now)
        if let name = recollection.mutedBy { mute(by: name, at: now) }
        if !plan.orders.isEmpty { load(plan, at: now) }
    }

    private mutating func recall(_ record: CueRecord, _ isOfEarlierRun: Bool, at now: Instant) {
        if record.isOpen {
            guard isOfEarlierRun else { return }
            if record.isBed {
                recallLine(record)
            } else if !settled.isHeard(record.key) {
                memory.cutOff.append(record)
            }
        } else if record.isBed {
            if record.start != nil || record.planned <= now {
                recordedLines.note(record.key, isHeard: record.start != nil, at: now)
            }
        } else if record.start != nil || record.outcome == .gaveWay || record.planned - settings.lead <= now {
            // What cannot be heard is known so long before its time.
            settled.note(record.key, isHeard: record.start != nil, at: now)
        }
    }

    private mutating func recallLine(_ record: CueRecord) {
        memory.lines[record.key] = record
        for area in beds.indices where beds[area].line?.cue.key == record.key {
            beds[area].line?.heardSince = record.start
            beds[area].line?.reason = nil
        }
    }

    /// What has not begun and turns out to be over does not begin.
    private mutating func drop(_ over: Set<String>, at now: Instant) {
        for airing in airings where over.contains(airing.item.key) && !airing.isOnAir(at: now) {
            callOff(airing, at: now)
        }
        waiting.removeAll { over.contains($0.key) }
    }

    // MARK: With a plan

    /// Looks into the end of the last run, once there is a clock to tell how long ago it was.
    mutating func closeLastRun(at now: Instant) {
        guard plan.isClockTrusted, let lastRun = memory.lastRun else { return }
        memory.lastRun = nil
        memory.pause = (lastRun, max(lastRun, now))
        note(Gap(cause: .off, from: lastRun, to: max(lastRun, now)))
        for record in memory.cutOff where !isHeardAgain(record, at: now) {
            settled.note(record.key, isHeard: true, at: now)
            upcoming = upcoming.filter { $0.cue.key != record.key }[...]
            var record = record
            record.end = max(record.start ?? lastRun, lastRun)
            record.outcome = .missed
            record.reason = .stationOff(from: lastRun, to: max(lastRun, now))
            effects.append(.record(record))
        }
        memory.cutOff = []
    }

    /// Lines that were in force when the last run ended, and are so no more, ended with it. One that was taken up ahead of
    /// its time is still to come.
    mutating func closeFormerLines(at now: Instant) {
        guard let pause = memory.pause else { return }
        memory.pause = nil
        let ahead = upcoming.prefix { $0.start <= now + settings.lead }.filter(\.isBed)
        let known = Set(beds.compactMap(\.line?.cue.key) + ahead.map(\.cue.key))
        for var record in memory.lines.values.sorted(by: { $0.key < $1.key })
        where !known.contains(record.key) && !recordedLines.isHeard(record.key) {
            recordedLines.note(record.key, isHeard: true, at: now)
            record.end = max(record.start ?? pause.from, pause.from)
            record.reason = .stationOff(from: pause.from, to: pause.to)
            effects.append(.record(record))
        }
    }

    private func isHeardAgain(_ record: CueRecord, at now: Instant) -> Bool {
        upcoming.contains { $0.cue.key == record.key && $0.latest >= now }
    }

    mutating func note(_ gap: Gap) {
        gaps = (gaps + [gap]).suffix(Gap.limit)
    }

    /// Each member of a rotation is heard once before any is heard again, also where the program ended in between.
    mutating func recallRounds() {
        guard memory.hasNewRounds, plan.isClockTrusted else { return }
        memory.hasNewRounds = false
        let rotations = Dictionary(
            plan.orders.flatMap { order in
                order.rotations.map { ($0.key, $0.name) }
                    + order.cues.filter { $0.verb == .promo }.map { ($0.key, $0.name) }
            }, uniquingKeysWith: { first, _ in first })
        for record in memory.messages where record.verb == .promo && record.outcome == .aired && record.end != nil {
            guard let name = rotations[record.key] ?? rotations[record.rotationKey] else { continue }
            take(ClipID(.promo(rotation: name), record.name))
        }
    }
}

extension CueRecord {
    /// Whether it was on air, or in force, when it was written.
    var isOpen: Bool { outcome == .aired && end == nil }

    /// Whether it is of a line of the bed.
    var isBed: Bool { verb.isBed }

    /// The key of the rotation it is a message of, were it one: without the count.
    var rotationKey: String {
        key.lastIndex(of: "/").map { String(key[..<$0]) } ?? key
    }

    /// Which message of the day it is of its rotation; nil where it is none.
    var rotationCount: Int? {
        key.lastIndex(of: "/").flatMap { Int(key[key.index(after: $0)...]) }
    }
}
