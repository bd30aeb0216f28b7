// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What the clocks of the zone have in store: their next change.
struct Outlook {
    /// How far ahead a change of the clocks is looked for: every zone that has them changes within a year.
    private static let horizon = Duration.hours(24 * 366)

    private(set) var notes: [Wording] = []
    /// Lines whose time does not exist on the day the clocks are put forward.
    private(set) var findings: [Diagnostic] = []

    init(_ schedule: Schedule, from today: CivilDate) {
        let start = schedule.clock.instant(today, ClockTime(seconds: 0))
        var from = start
        while let change = schedule.clock.nextChange(after: from, within: start + Self.horizon - from) {
            if from == start { note(change, schedule) }
            if change.offsetAfter > change.offsetBefore { find(skipped: change, schedule) }
            from = change.instant
        }
        if from == start {
            notes.append(
                Wording(
                    en: "\(schedule.clock.identifier) does not change its clocks in the coming year",
                    zh: "时区 \(schedule.clock.identifier) 未来一年没有夏令时调整"))
        }
    }

    private mutating func note(_ change: CivilClock.Change, _ schedule: Schedule) {
        notes.append(change.wording(schedule.clock))
    }

    /// The lines written for a time that the clocks skip: they come at the first moment after it.
    private mutating func find(skipped change: CivilClock.Change, _ schedule: Schedule) {
        let date = schedule.clock.date(of: change.instant)
        let to = schedule.clock.clockTime(of: change.instant)
        // What airs after midnight belongs to the day before.
        for day in [date.adding(days: -1), date] {
            let order = schedule.timetables.runningOrder(on: day, clock: schedule.clock)
            for cue in order?.cues ?? [] where cue.planned == change.instant {
                guard let entry = schedule.entries[cue.location], case .at(.clock(let time)) = entry.when,
                    time.ofDay != to
                else { continue }
                findings.append(
                    Diagnostic(.skippedByClocks(date, airs: to), at: entry.location, length: entry.whenLength))
            }
        }
    }
}

extension CivilClock.Change {
    /// When the clocks change, and how.
    func wording(_ clock: CivilClock) -> Wording {
        let date = clock.date(of: instant)
        let to = clock.clockTime(of: instant)
        let from = ClockTime(seconds: to.seconds - (offsetAfter - offsetBefore))
        return Wording(
            en: "the clocks of \(clock.identifier) change on \(date), from \(from) to \(to)",
            zh: "\(clock.identifier) 的时钟在 \(date) 从 \(from) 调到 \(to)")
    }
}

extension ClockTime {
    /// What a clock shows then: a time after midnight without the day it adds.
    fileprivate var ofDay: ClockTime { ClockTime(seconds: seconds % 86_400) }
}
