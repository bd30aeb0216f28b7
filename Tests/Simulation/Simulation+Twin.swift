// SPDX-License-Identifier: Apache-2.0
import Playout
import Rehearsal
import Timetable

/// A program that starts anew from what is on record stands where the one stands that lived on.
extension Simulation {
    /// More than a plan has.
    private static let everything = 10_000

    /// Makes a director of what is on record, and compares it with the one at work; the one at work does not notice.
    ///
    /// Not while something of the programme is on air or waits, for a kill costs that its place; nor after the clock was
    /// set or doubted, for then not all that was decided can be told from the record; nor while music goes on of a day that
    /// the plan has no more.
    mutating func compareWithTwin() {
        let now = rehearsal.now
        guard isClockTrusted, !referee.hasClockMoved, !swarm.has(.coldClock), referee.mute == nil,
            referee.emergencies.isEmpty,
            rehearsal.director.zones(at: now).allSatisfy({ $0.onAir == nil }),
            rehearsal.director.queue(at: now).allSatisfy({ referee.announcements[$0.key] != nil }),
            !record.noted(around: around).contains(where: { $0.outcome == .aired && $0.end == nil && !$0.verb.isBed })
        else { return }
        var plan = store.plan(around: store.clock.date(of: now), since: nil, isClockTrusted: true)
        let planned = Set(plan.orders.flatMap(\.cues).map(\.key))
        guard rehearsal.director.linesInForce.allSatisfy({ planned.contains($0.key) }) else { return }
        referee.figures.twins += 1
        plan.clips = rehearsal.director.clips
        var twin = Director(settings: store.settings, seed: seed)
        let left = Recollection(records: record.noted(around: around), lastRun: now)
        for effect in twin.handle(.recall(left), at: now) + twin.handle(.load(plan), at: now) {
            guard case .record(let record) = effect else { continue }
            referee.breach("a program that started now would record \(record.key) as \(record.outcome)")
        }
        compare(rehearsal.director, twin, at: now)
    }

    private func compare(_ director: Director, _ twin: Director, at now: Instant) {
        let (lines, twins) = (director.linesInForce.map(\.key), twin.linesInForce.map(\.key))
        if lines != twins { referee.breach("\(lines) are in force, and \(twins) would be after a start") }
        let come = director.next(Self.everything, after: now), comes = twin.next(Self.everything, after: now)
        let timed = Set(come.filter(isTimed).map(\.key)), twinTimed = Set(comes.filter(isTimed).map(\.key))
        for key in timed.symmetricDifference(twinTimed) {
            referee.breach("\(key) comes \(timed.contains(key) ? "and would not" : "only") after a start")
        }
        // When a message comes depends on the songs, which are others after a start; not, which one it is.
        let counts = Self.counts(of: come.filter(isMessage)), twinCounts = Self.counts(of: comes.filter(isMessage))
        for (rule, count) in counts where twinCounts[rule].map({ $0 != count }) ?? false {
            referee.breach("message \(count) of \(rule) is next, and \(twinCounts[rule] ?? "") would be after a start")
        }
    }

    private func isTimed(_ view: Director.View) -> Bool { referee.written.cues[view.key] != nil }

    private func isMessage(_ view: Director.View) -> Bool {
        referee.written.rules[Written.rule(of: view.key)] != nil && !isTimed(view)
    }

    private static func counts(of messages: [Director.View]) -> [String: Substring] {
        Dictionary(
            messages.map { (Written.rule(of: $0.key), $0.key.split(separator: "/").last ?? "") }
        ) { first, _ in first }
    }
}
