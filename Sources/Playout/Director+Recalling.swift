// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What an earlier run of the program left.
///
/// What is over stays over. What was on air when the program ended is heard again if it may still start; otherwise it is
/// recorded with what was heard of it. A music line that was in force goes on.
extension Director {
    /// What is remembered of earlier runs.
    struct Memory: Sendable {
        /// Messages of rotations and promos that were heard, by start.
        var promos: [CueRecord] = []
        /// Records of what was on air when the last run ended, which wait for a plan to be closed or heard again.
        var cutOff: [CueRecord] = []
        /// When the music lines came into force that were so at the end of the last run, by key.
        var lines: [String: Instant] = [:]
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
        memory.promos = recollection.records.filter { $0.start != nil && !$0.isBed }.sorted {
            ($0.start ?? $0.planned) < ($1.start ?? $1.planned)
        }
        dropHeard(at: now)
        if let name = recollection.mutedBy { mute(by: name, at: now) }
        if !plan.orders.isEmpty { load(plan, at: now) }
    }

    private mutating func recall(_ record: CueRecord, _ isOfEarlierRun: Bool, at now: Instant) {
        let isOpen = record.outcome == .aired && record.end == nil
        if isOpen {
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
        } else if record.start != nil || record.outcome == .gaveWay || record.planned <= now {
            settled.note(record.key, isHeard: record.start != nil, at: now)
        }
    }

    private mutating func recallLine(_ record: CueRecord) {
        memory.lines[record.key] = record.start
        for area in beds.indices where beds[area].line?.cue.key == record.key {
            beds[area].line?.heardSince = record.start
            beds[area].line?.reason = nil
        }
    }

    /// What has not begun and turns out to be over does not begin.
    private mutating func dropHeard(at now: Instant) {
        for airing in airings where airing.item.isTimed && !airing.isOnAir(at: now) && settled.isHeard(airing.item.key)
        {
            callOff(airing, at: now)
        }
        waiting.removeAll { $0.isTimed && settled.isHeard($0.key) }
    }

    // MARK: With a plan

    /// Looks into the end of the last run, once there is a clock to tell how long ago it was.
    mutating func closeLastRun(at now: Instant) {
        guard plan.isClockTrusted, let lastRun = memory.lastRun else { return }
        memory.lastRun = nil
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
                order.rotations.map { ($0.key, $0.name) } + order.cues.map { ($0.key, $0.name) }
            }, uniquingKeysWith: { first, _ in first })
        for record in memory.promos where record.verb == .promo && record.end != nil {
            guard let name = rotations[record.key] ?? rotations[record.rotationKey] else { continue }
            take(ClipID(.promo(rotation: name), record.name))
        }
    }
}

extension CueRecord {
    /// Whether it is of a line of the bed.
    var isBed: Bool { verb == .music || verb == .silence }

    /// The key of the rotation it is a message of, were it one: without the count.
    var rotationKey: String {
        key.lastIndex(of: "/").map { String(key[..<$0]) } ?? key
    }

    /// Which message of the day it is of its rotation; nil where it is none.
    var rotationCount: Int? {
        key.lastIndex(of: "/").flatMap { Int(key[key.index(after: $0)...]) }
    }
}
