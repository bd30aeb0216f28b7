// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Timetable

/// What must hold of everything that was announced: each has one end, and is heard as often as it may be.
struct AnnouncementPromises {
    private let all: Promises
    private let heard: [String: [Desk.Heard]]
    private var day: RandomDay { all.day }
    private var settings: DirectorSettings { all.settings }

    init(_ all: Promises, _ heard: [String: [Desk.Heard]]) {
        self.all = all
        self.heard = heard
    }

    var broken: [String] {
        oneEach + nothingAfterItsEnd + notTooOften + emergenciesSound + toldAsHeard
    }

    private func end(of one: RandomDay.Pushed) -> AnnouncementState? {
        day.desk.states(of: one.id).last
    }

    private var oneEach: [String] {
        day.pushed.compactMap { one in
            let states = day.desk.states(of: one.id)
            let ends = states.filter {
                switch $0 {
                case .queued, .onAir, .waitingToRepeat: false
                case .done, .claimed, .cancelled, .expired, .failed: true
                }
            }
            return ends.count == 1 && ends == states.suffix(1) ? nil : "\(one.id) ended \(ends.count) times"
        }
    }

    /// Nothing is heard after its cancel, but the fade; nothing begins after its claim.
    private var nothingAfterItsEnd: [String] {
        day.pushed.flatMap { one -> [String] in
            let hearings = heard[one.id] ?? []
            let late = hearings.filter {
                one.cancelled.map { $0 + settings.giveWayFade } ?? $0.end < $0.end
                    || one.claimed ?? $0.start < $0.start
            }
            return late.map { "\(one.id) was heard at \(text($0.start)) after its end" }
        }
    }

    private var notTooOften: [String] {
        // Where a card was away, a zone may have missed a hearing.
        guard day.trouble != .cards else { return [] }
        return day.pushed.compactMap { one in
            guard let times = one.times else { return nil }
            let whole = (heard[one.id] ?? []).filter { $0.fadesFrom == nil }
            return whole.count > times ? "\(one.id) was heard \(whole.count) times, not \(times)" : nil
        }
    }

    /// From at most the lead after it came until a person ended it, or gave the zone to another, each of its zones
    /// hears an emergency.
    private var emergenciesSound: [String] {
        day.pushed.filter { $0.broadcastClass == .emergency }.flatMap { one -> [String] in
            if case .failed = end(of: one) { return [] }
            // Claimed, it is said to its end in each zone, which need not be at one time.
            guard let end = one.claimed ?? day.desk.endOf(one.id) else { return [] }
            return day.day.plan.names(of: one.zones).compactMap { name in
                let zone = day.day.plan.zones(named: [name])
                let ended = min(end, one.replaced.first { $0.zones.intersects(zone) }?.at ?? end)
                var until = one.at
                for item in all.programme where item.zones.intersects(zone) {
                    guard all.broadcastClass(item) == .emergency, item.start < ended else { continue }
                    if item.start > until + settings.lead + all.slack { break }
                    until = max(until, item.end)
                }
                return until + settings.lead + all.slack < ended ? "\(one.id) paused at \(text(until)) in \(name)" : nil
            }
        }
    }

    /// The director tells of each hearing from when to when it was; of one cut off on its first frame, nothing.
    private var toldAsHeard: [String] {
        guard day.trouble != .faults else { return [] }
        return day.pushed.compactMap { one in
            let told = day.desk.airings(of: one.id).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
            let hearings = (heard[one.id] ?? []).filter { $0.fadesFrom != $0.start }
                .map { (start: $0.start, end: $0.end) }
                .sorted { ($0.start, $0.end) < ($1.start, $1.end) }
            return told.elementsEqual(hearings, by: ==)
                ? nil : "\(one.id) was told \(told.count) of \(hearings.count) times"
        }
    }
}
