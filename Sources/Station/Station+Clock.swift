// SPDX-License-Identifier: Apache-2.0
import Foundation
import Journal
import Logging
import Playout
import Timetable

/// The machine's wall clock: it may be set while the station runs, and may be wrong when the machine starts.
extension Station {
    /// How often a clock that cannot be believed is looked into.
    private static let doubtPause = Duration.seconds(1)

    /// Goes along with the machine's clock.
    func followClock() {
        if let step = clock.follow() {
            clockWasSet(by: step)
        } else if clockDoubt != nil, ContinuousClock.now >= nextDoubt {
            judgeClock()
            if clockDoubt == nil { loadPlan() }
        }
    }

    private func clockWasSet(by step: Duration) {
        let now = clock.now
        let (wasDoubted, wasRight) = (clockDoubt != nil, hasBegunRun)
        let wording = Reason.clockSet(from: now - step, to: now).wording(clock: store.schedule.clock)
        log(.clockSet, wording)
        // What lay in between is on record as missed, however many days it was.
        if step > .zero, !wasDoubted { unrecordedSince = now - step }
        faults.move(by: step, wasDoubted: wasDoubted)
        for index in tellings.indices { tellings[index].at = tellings[index].at + step }
        deck.clockWasSet(by: step)
        wasClockSet = true
        handle(.clockSet(by: step))
        judgeClock()
        // A sign of life by the clock as it was would be later than all that follows.
        nextSignOfLife = .now
        noteSignOfLife()
        if wasDoubted, clockDoubt == nil { awaitsRecord = true }
        let at = wasDoubted || clockDoubt == nil ? now : now - step
        journal.note(
            FaultEntry(
                id: UUID().uuidString.lowercased(), kind: FaultBook.Kind.clock.rawValue, from: at, to: at,
                wording: wording))
        loadPlan()
        let takesUp = awaitsRecord
        Task { await takesUp ? self.takeUpDays(isFirst: !wasRight) : self.recallAroundNow() }
    }

    /// Finds out whether the clock can be believed, and tells when that changes.
    func judgeClock() {
        nextDoubt = ContinuousClock.now + Self.doubtPause
        // Whoever sets the station's clock for a demonstration knows what it shows.
        let doubt = clock.isAsIf ? nil : ClockDoubt(at: clock.now, wasSet: wasClockSet, .machine)
        guard doubt != clockDoubt else { return }
        clockDoubt = doubt
        if let doubt {
            log(.clockDoubted, doubt.wording)
        } else {
            log(.clockRight, Wording(en: "the clock is right now", zh: "时钟已校准"))
        }
        beginRun()
        note(.clock, doubt?.wording)
    }
}
