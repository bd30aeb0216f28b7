// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Timetable

/// What must hold of every day, whatever happened on it; each broken promise is a sentence.
struct Promises {
    let day: RandomDay
    let settings = DirectorSettings()
    /// What was heard of the programme; a playback that broke off before its first frame was not.
    let programme: [Desk.Heard]
    private let heard: [String: [Desk.Heard]]
    private var cues: [String: Cue] { day.written }
    private let records: [CueRecord]

    init(_ day: RandomDay) {
        self.day = day
        programme = day.desk.programme.filter { $0.end > $0.start }
        heard = Dictionary(grouping: programme, by: \.name)
        records = day.desk.records
    }

    var broken: [String] {
        onceEach + heardWhereWanted + withinLateness + urgentFirst + timedOnTime
            + urgentHeardEverywhere + rotationsKeepTheirWindow + nothingGivesWayToRotations + noSpinning
            + AnnouncementPromises(self, heard).broken + day.day.zones.flatMap { ZonePromises(self, zone: $0).broken }
    }

    /// How much later than asked a playback may begin.
    var slack: Duration { day.trouble == .faults ? .milliseconds(900) : .zero }

    func broadcastClass(_ heard: Desk.Heard) -> BroadcastClass {
        guard case .clip(let clip) = heard.content else { return .music }
        switch clip.source {
        case .announcement: return day.pushed.first { $0.id == clip.name }?.broadcastClass ?? .music
        case .promo: return .promo
        case .script where clip == RandomDay.allClear: return .urgent
        case .item, .script: return cues[clip.name]?.broadcastClass ?? rule(of: heard)?.broadcastClass ?? .notice
        }
    }

    /// The rotation a message is of.
    private func rule(of heard: Desk.Heard) -> RotationRule? {
        guard case .clip(let clip) = heard.content else { return nil }
        if case .promo(let rotation) = clip.source { return day.rules.values.first { $0.name == rotation } }
        return day.rules.values.first { $0.name == clip.name }
    }

    func isTimed(_ heard: Desk.Heard) -> Bool { heard.name.hasPrefix("item") }

    func isAlone(_ heard: Desk.Heard) -> Bool {
        cues[heard.name]?.isAlone ?? rule(of: heard)?.isAlone ?? false
    }

    func isAllClear(_ heard: Desk.Heard) -> Bool { heard.content == .clip(RandomDay.allClear) }

    /// When a cue was to start.
    private func due(_ cue: Cue) -> Instant {
        guard cue.isEnding, case .ready(let facts) = day.day.clips[Day.clip(of: cue)] else { return cue.planned }
        return cue.planned - facts.duration
    }

    // MARK: Nothing left out, nothing twice

    private var onceEach: [String] {
        var broken = day.desk.idsUsedTwice.map { "\($0) was started twice" }
        let counts = Dictionary(records.map { ($0.key, 1) }, uniquingKeysWith: +)
        broken += counts.filter { $0.value > 1 }.map { "\($0.key) has \($0.value) records" }
        let lost = day.cues.keys.filter { counts[$0] == nil && !day.removed.contains($0) }
        broken += lost.map { "\($0) has no record" }
        let unexplained = records.filter { $0.outcome != .aired && $0.reason == nil }
        broken += unexplained.map { "\($0.key) has no reason" }
        for (name, all) in heard where name.hasPrefix("item") {
            let whole = all.filter { $0.fadesFrom == nil }
            if whole.count > 1 { broken.append("\(name) was heard \(whole.count) times") }
        }
        return broken
    }

    /// What is for several zones is one playback in all of them, and in no other.
    private var heardWhereWanted: [String] {
        let plan = day.day.plan
        return programme.compactMap { item in
            // What an emergency leaves to another is no longer its own, nor cleared by it.
            if broadcastClass(item) == .emergency || isAllClear(item) { return nil }
            let wanted =
                day.pushed.first { $0.id == item.name }?.zones
                ?? (cues[item.name]?.zones ?? rule(of: item)?.zones).map(plan.zones(named:))
            // Where a card is away, what is urgent is heard in parts.
            if day.trouble == .cards, let wanted, item.zones.isSubset(of: wanted) { return nil }
            return item.zones == wanted ? nil : "\(item.name) was heard in \(plan.names(of: item.zones))"
        }
    }

    private var withinLateness: [String] {
        let late = records.compactMap { record -> String? in
            guard let start = record.start, let cue = day.cues[record.key] else { return nil }
            // A promo that gave way is made good later than it may be late.
            if cue.broadcastClass == .promo, heard[cue.name]?.first?.fadesFrom != nil { return nil }
            if case .gaveWay = record.reason, cue.broadcastClass == .promo { return nil }
            // One that became ready after its time had come no longer ends on its second.
            let due = day.trouble == .announcements ? self.due(cue) : cue.planned
            return start > due + cue.lateness + slack ? "\(record.key) came at \(text(start))" : nil
        }
        let expired = day.pushed.compactMap { one -> String? in
            guard let expires = one.expires, let start = heard[one.id]?.last?.start else { return nil }
            return start > expires + slack ? "\(one.id) came after it had expired" : nil
        }
        return late + expired
    }

    /// An urgent announcement that does not expire was heard once, to its end, in each of its zones.
    private var urgentHeardEverywhere: [String] {
        guard day.trouble == .cards else { return [] }
        let plan = day.day.plan
        let wanted = day.pushed.filter {
            $0.broadcastClass == .urgent && $0.expires == nil && $0.times == 1 && $0.cancelled == nil
                && $0.claimed == nil
        }
        return wanted.flatMap { one -> [String] in
            guard case .done = day.desk.states(of: one.id).last else { return ["\(one.id) was not heard"] }
            return plan.names(of: one.zones).compactMap { name in
                let zone = plan.zones(named: [name])
                let whole = (heard[one.id] ?? []).filter { item in
                    item.zones.intersects(zone) && item.fadesFrom == nil && !wasUnheard(item, in: zone)
                }
                return whole.count == 1 ? nil : "\(one.id) was heard \(whole.count) times in \(name)"
            }
        }
    }

    /// Whether the card was away while something sounded, but for its last moment, which is as good as heard.
    private func wasUnheard(_ item: Desk.Heard, in zone: ZoneSet) -> Bool {
        day.losses.contains {
            $0.zones.intersects(zone) && item.start < $0.to && item.end > $0.from + settings.giveWayFade
        }
    }

    // MARK: On time

    /// An urgent announcement waits only for what is urgent itself and on air or committed in its zones, or came
    /// before it.
    private var urgentFirst: [String] {
        // It also waits for cards.
        guard day.trouble != .cards else { return [] }
        let urgent = programme.filter { broadcastClass($0) >= .urgent }
        let pushed = day.pushed.map { ($0.id, $0.at) }
        let came = Dictionary(pushed + cues.values.map { ($0.name, due($0)) }, uniquingKeysWith: { $1 })
        return day.pushed.filter { $0.broadcastClass == .urgent }.compactMap { one in
            guard let first = heard[one.id]?.first else { return nil }
            var free = one.at
            for other in urgent
            where other.name != one.id && other.zones.intersects(one.zones) && other.start < first.start {
                let cameBefore =
                    broadcastClass(other) == .emergency || isAllClear(other)
                    || came[other.name].map { $0 <= one.at } ?? false
                guard other.start - settings.lead <= free || cameBefore else { continue }
                free = max(free, other.end + settings.spacing)
            }
            // What is not reported holds its place for its whole length.
            let slack: Duration = day.trouble == .faults ? .seconds(90) : .zero
            guard first.start > free + slack else { return nil }
            return "\(one.id) came at \(text(first.start)), not at \(text(free))"
        }
    }

    /// A timed item is late only behind a higher class, another timed item, or what was announced as urgent.
    private var timedOnTime: [String] {
        guard day.trouble == .announcements else { return [] }
        return programme.filter(isTimed).compactMap { item in
            guard let cue = cues[item.name], heard[item.name]?.first?.start == item.start,
                case .ready(let facts) = day.day.clips[Day.clip(of: cue)]
            else { return nil }
            let due = self.due(cue)
            // What is heard of it first may be cut short.
            let wouldEnd = due + facts.duration
            let isExcused = programme.contains { other in
                guard other.name != item.name, other.zones.intersects(item.zones),
                    other.end + settings.spacing > due
                else { return false }
                // One that was due no later holds its place, though it be late itself in another zone.
                let isBefore = cues[other.name].map { self.due($0) <= due } ?? (broadcastClass(other) == .urgent)
                return (isBefore || broadcastClass(other) > broadcastClass(item)) && other.start < wouldEnd
                    || isTimed(other) && other.start <= due + settings.spacing
            }
            return item.start == due || isExcused ? nil : "\(item.name) came \(item.start - due) late"
        }
    }

    // MARK: Rotations

    private var rotationsKeepTheirWindow: [String] {
        day.rules.values.flatMap { rule in
            let heard = programme.filter { self.rule(of: $0)?.key == rule.key }
            let outside = heard.filter { $0.start < rule.from || $0.end > rule.to + slack }
            return outside.map { "\($0.name) came outside its span" } + spacing(of: heard, rule)
        }
    }

    private func spacing(of heard: [Desk.Heard], _ rule: RotationRule) -> [String] {
        guard day.trouble != .faults else { return [] }
        var broken: [String] = []
        var (lastStart, lastEnd) = (rule.from, rule.from)
        for promo in heard {
            let reason = records.first { $0.start == promo.start && $0.name == promo.name }?.reason
            let (sinceStart, sinceEnd) = (promo.start - lastStart, promo.start - lastEnd)
            let isEarly = sinceEnd < rule.minimum && sinceStart < rule.maximum
            let isLate = sinceStart > rule.maximum
            let isExplained =
                switch reason {
                case .gaveWay: true
                case .afterWindow, .notReady: !isEarly
                default: promo.fadesFrom != nil
                }
            if isEarly || isLate, !isExplained {
                broken.append("\(promo.name) came at \(text(promo.start)), \(sinceStart) after the last")
            }
            (lastStart, lastEnd) = (promo.start, promo.end)
        }
        return broken
    }

    /// A message of a rotation fits itself in, whatever its class.
    private var nothingGivesWayToRotations: [String] {
        let names = Set(programme.filter { rule(of: $0) != nil }.map(\.name))
        return records.compactMap { record in
            guard case .gaveWay(let name, _) = record.reason, names.contains(name) else { return nil }
            return "\(record.key) gave way to \(name)"
        }
    }

    // MARK: The clock

    private var noSpinning: [String] {
        let (ticks, effects) = (day.desk.ticks, day.desk.asked.count)
        return day.desk.stalls.map { "the next deadline did not lie ahead at \(text($0))" }
            + (ticks > 5 * effects + 500 ? ["\(ticks) ticks for \(effects) effects"] : [])
    }
}
