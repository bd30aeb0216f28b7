// SPDX-License-Identifier: Apache-2.0
import Foundation
import Journal
import Logging
import Playout
import Timetable

/// The record on disk: what became of each cue, and what an earlier run left.
extension Station {
    /// How long a start waits for what an earlier run left; music sounds without it.
    private static let recallLimit = Duration.seconds(1)
    /// How long it is waited for afterwards, and when it is asked for again.
    private static let lateRecallLimit = Duration.seconds(10), recallPause = Duration.seconds(2)
    /// How far around the present the director is told what is on record: longer than any day.
    private static let recalledSpan = Duration.hours(72)
    /// How often it is written down that the station runs.
    private static let signOfLife = Duration.seconds(30)

    /// Takes up where an earlier run of the program ended, and has this one begin.
    func takeUpRecord() async {
        if await !recall(within: Self.recallLimit) {
            recalling = Task { await self.recallLater() }
        }
        beginRun()
    }

    /// Where the disk did not answer in time: what it has to tell may come late, but not never.
    private func recallLater() async {
        while !Task.isCancelled {
            // Ends early when the station does.
            try? await Task.sleep(for: Self.recallPause)
            if await recall(within: Self.lateRecallLimit) { return loadPlan() }
        }
    }

    /// Tells the director what an earlier run left.
    ///
    /// - Returns: Whether it could be read; what is wrong with the journal is told by `followJournal`.
    private func recall(within limit: Duration) async -> Bool {
        guard let recollection = await recollection(within: limit) else { return false }
        unrecordedSince = recollection.lastRun
        handle(.recall(recollection))
        noteMute()
        return true
    }

    /// The clock is right at last: what is on record of these days was not asked for by the wrong one, and nothing of them
    /// airs before it is known.
    ///
    /// - Parameter isFirst: Whether it was never right before in this run, so that the one before is still to be looked into.
    func takeUpDays(isFirst: Bool) async {
        if !isFirst {
            await recallAroundNow()
        } else if await !recall(within: Self.recallLimit) {
            recalling = Task { await self.recallLater() }
        }
        awaitsRecord = false
        loadPlan()
    }

    /// The clock was set: the days around the present are others, of which the director may have forgotten much.
    func recallAroundNow() async {
        guard var recollection = await recollection(within: Self.recallLimit) else { return }
        (recollection.lastRun, recollection.mutedBy) = (nil, nil)
        handle(.recall(recollection))
    }

    private func recollection(within limit: Duration) async -> Recollection? {
        let now = clock.now
        let span = now - Self.recalledSpan..<now + Self.recalledSpan
        do throws(JournalError) {
            return try await journal.recollection(around: span, at: clockDoubt == nil ? now : nil, within: limit)
        } catch {
            logger.debug("\(error.detail)")
            return nil
        }
    }

    // MARK: Runs

    /// Writes down that the station runs, and has run on; not by a clock that cannot be believed. `Journal` reckons with
    /// a sign at least every minute.
    func noteSignOfLife() {
        let now = ContinuousClock.now
        guard clockDoubt == nil, now >= nextSignOfLife else { return }
        nextSignOfLife = now + Self.signOfLife
        journal.noteAlive(at: clock.now)
    }

    /// Begins the run on record, once there is a clock to tell when.
    func beginRun() {
        guard clockDoubt == nil, !hasBegunRun else { return }
        hasBegunRun = true
        journal.begin(run: clock.now)
    }

    // MARK: Faults

    /// Takes down who silenced the store, or that nobody does.
    func noteMute() {
        let wording = director.mutedBy.map { Wording(en: "muted by \($0)", zh: "已由 \($0) 静音") }
        note(.muted, wording)
    }

    /// Takes down what is wrong, or, with nil, that it is so no more.
    func note(_ kind: FaultBook.Kind, of subject: String? = nil, _ wording: Wording?) {
        if let entry = faults.note(kind, of: subject, wording, at: clock.now) { journal.note(entry) }
    }
}
