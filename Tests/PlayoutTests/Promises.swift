// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What must hold of every day, whatever happened on it; each broken promise is a sentence.
struct Promises {
    private let day: RandomDay
    private let settings = DirectorSettings()
    /// What was heard of the programme; a playback that broke off before its first frame was not.
    private let programme: [Desk.Heard]
    private let heard: [String: [Desk.Heard]]
    private let cues: [String: Cue]
    private let records: [CueRecord]
    private let ducks: [Desk.Duck]

    init(_ day: RandomDay) {
        self.day = day
        programme = day.desk.programme.filter { $0.end > $0.start }
        heard = Dictionary(grouping: programme, by: \.name)
        cues = Dictionary(day.cues.values.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        records = day.desk.records
        ducks = day.desk.ducks
    }

    var broken: [String] {
        onceEach + onlyOneSpeaks + withinLateness + announcementsEnd + urgentFirst + timedOnTime + promosKeepTheirWindow
            + bedSounds + bedIsDucked + noSpinning
    }

    private func broadcastClass(_ heard: Desk.Heard) -> BroadcastClass {
        guard case .clip(let clip) = heard.content else { return .music }
        switch clip.source {
        case .announcement: return day.pushed.first { $0.id == clip.name }?.broadcastClass ?? .music
        case .promo: return .promo
        case .item, .script: return .notice
        }
    }

    private func level(at instant: Instant) -> Double {
        ducks.last { $0.at <= instant }?.decibels ?? 0
    }

    private func isTimed(_ heard: Desk.Heard) -> Bool { heard.name.hasPrefix("item") }

    private func isAlone(_ heard: Desk.Heard) -> Bool {
        guard case .clip(let clip) = heard.content else { return false }
        if case .promo(let rotation) = clip.source {
            return day.rules.values.contains { $0.name == rotation && $0.isAlone }
        }
        return day.alone.contains(clip.name)
    }

    // MARK: Nothing left out, nothing twice

    private var onceEach: [String] {
        var broken = day.desk.idsUsedTwice.map { "\($0) was started twice" }
        let counts = Dictionary(records.map { ($0.key, 1) }, uniquingKeysWith: +)
        broken += counts.filter { $0.value > 1 }.map { "\($0.key) has \($0.value) records" }
        broken += day.cues.keys.filter { counts[$0] == nil && !day.removed.contains($0) }.map { "\($0) has no record" }
        broken += records.filter { $0.outcome != .aired && $0.reason == nil }.map { "\($0.key) has no reason" }
        for (name, all) in heard where name.hasPrefix("item") {
            let whole = all.filter { $0.fadesFrom == nil }
            if whole.count > 1 { broken.append("\(name) was heard \(whole.count) times") }
        }
        return broken
    }

    private var onlyOneSpeaks: [String] {
        return zip(programme, programme.dropFirst()).compactMap { one, next in
            let overlap = one.end - next.start
            let isGivingWay = one.fadesFrom != nil && broadcastClass(next) > broadcastClass(one)
            let allowed = isGivingWay || broadcastClass(next) > broadcastClass(one) ? settings.giveWayFade : .zero
            return overlap > allowed ? "\(one.name) and \(next.name) both spoke at \(text(next.start))" : nil
        }
    }

    private var withinLateness: [String] {
        let slack: Duration = day.trouble == .faults ? .milliseconds(900) : .zero
        let late = records.compactMap { record -> String? in
            guard let start = record.start, let end = record.end, let cue = day.cues[record.key] else { return nil }
            guard case .ready(let facts) = day.day.clips[Day.clip(cue.verb, cue.name)] else { return nil }
            // One that became ready after its time had come no longer ends on its second.
            let due = cue.isEnding && day.trouble == .announcements ? cue.planned - facts.duration : cue.planned
            return start > due + cue.lateness + slack ? "\(record.key) came too late, ended \(text(end))" : nil
        }
        let expired = day.pushed.compactMap { one -> String? in
            guard let expires = one.expires, let start = heard[one.id]?.last?.start else { return nil }
            return start > expires + slack ? "\(one.id) came after it had expired" : nil
        }
        return late + expired
    }

    private var announcementsEnd: [String] {
        day.pushed.compactMap { one in
            let states = day.desk.states(of: one.id)
            let ends = states.filter {
                switch $0 {
                case .queued, .onAir: false
                case .done, .expired, .failed: true
                }
            }
            return ends.count == 1 && ends == states.suffix(1) ? nil : "\(one.id) ended \(ends.count) times"
        }
    }

    // MARK: On time

    private var urgentFirst: [String] {
        let urgent = programme.filter { broadcastClass($0) == .urgent }
        return day.pushed.filter { $0.broadcastClass == .urgent }.compactMap { one in
            guard let first = heard[one.id]?.first else { return nil }
            // From its acceptance on, other urgent ones sounded, or the pause after one.
            var free = one.at
            for other in urgent where other.start <= free && other.name != one.id {
                free = max(free, other.end + settings.spacing)
            }
            let slack: Duration = day.trouble == .faults ? .seconds(60) : .zero
            return first.start > free + slack ? "\(one.id) came at \(text(first.start)), not at \(text(free))" : nil
        }
    }

    /// A timed item is late only behind an urgent announcement or another timed item.
    private var timedOnTime: [String] {
        guard day.trouble == .announcements else { return [] }
        return programme.filter(isTimed).compactMap { item in
            guard let cue = cues[item.name] else { return nil }
            guard let first = heard[item.name]?.first, first.start == item.start else { return nil }
            guard case .ready(let facts) = day.day.clips[Day.clip(cue.verb, cue.name)] else { return nil }
            let due = cue.isEnding ? cue.planned - facts.duration : cue.planned
            let isExcused = programme.contains {
                $0.start <= due + settings.spacing && $0.end + settings.spacing > due && $0.name != item.name
                    && (broadcastClass($0) == .urgent || isTimed($0))
            }
            return item.start == due || isExcused ? nil : "\(item.name) came \(item.start - due) late"
        }
    }

    private var promosKeepTheirWindow: [String] {
        day.rules.values.flatMap { rule in
            let heard = programme.filter { $0.name.hasPrefix("\(rule.name)-") }
            let outside = heard.filter { $0.start < rule.from || ($0.end > rule.to && day.trouble != .faults) }
            return outside.map { "\($0.name) came outside its span" } + spacing(of: heard, rule)
        }
    }

    private func spacing(of heard: [Desk.Heard], _ rule: RotationRule) -> [String] {
        guard day.trouble != .faults else { return [] }
        var broken: [String] = []
        var (lastStart, lastEnd) = (rule.from, rule.from)
        for promo in heard {
            let reason = records.first { $0.start == promo.start && $0.name == promo.name }?.reason
            let isMadeGood = if case .gaveWay = reason { true } else { false }
            let isAfter = if case .afterWindow = reason { true } else { false }
            let gaveWayNow = promo.fadesFrom != nil
            if promo.start - lastEnd < rule.minimum, !isMadeGood, !gaveWayNow, promo.start - lastStart < rule.maximum {
                broken.append(
                    "\(promo.name) came \(promo.start - lastEnd) after the last, \(String(describing: reason))")
            }
            if promo.start - lastStart > rule.maximum, !isMadeGood, !isAfter, !gaveWayNow {
                broken.append(
                    "\(promo.name) at \(text(promo.start)) came \(promo.start - lastStart) after the last, \(String(describing: reason))"
                )
            }
            (lastStart, lastEnd) = (promo.start, promo.end)
        }
        return broken
    }

    // MARK: The bed

    /// Music sounds whenever a line wants it and no `alone` item is on or about to be.
    private var bedSounds: [String] {
        var covered = day.desk.songs.map { ($0.start, $0.end) } + silences
        let alone = programme.filter(isAlone)
        let aloneClips = Set(alone.map(\.content))
        // It is back within the pause after them, and does not return for a moment between two.
        covered += alone.map { ($0.start - settings.aloneFade, $0.end + settings.spacing) }
        for one in alone {
            covered += day.desk.starts.filter { aloneClips.contains($0.content) && $0.at >= one.end }
                .filter { $0.at - one.end <= settings.lead }.map { (one.end, $0.at) }
        }
        // A line that was taken up already comes on its second, though an edit takes away the one before it.
        for plan in day.bedLines {
            let next = plan.lines.first { $0.planned > plan.from && $0.planned <= plan.from + settings.lead }
            if let next { covered.append((plan.from, next.planned)) }
        }
        let allowed: Duration = day.trouble == .faults ? settings.lead + .milliseconds(900) : .zero
        var broken: [String] = []
        var heardUntil = Day.at(RandomDay.begin)
        for (start, end) in covered.sorted(by: { $0.0 < $1.0 }) {
            if start - heardUntil > allowed, start < Day.at(RandomDay.end) {
                broken.append("no music from \(text(heardUntil)) to \(text(start))")
            }
            heardUntil = max(heardUntil, end)
        }
        return broken
    }

    /// When a `silence` line was in force, under the plan of the time.
    private var silences: [(Instant, Instant)] {
        day.bedLines.enumerated().flatMap { index, plan in
            let until = index + 1 < day.bedLines.count ? day.bedLines[index + 1].from : Instant(nanoseconds: .max)
            return plan.lines.enumerated().compactMap { place, line -> (Instant, Instant)? in
                guard line.verb == .silence else { return nil }
                let next = place + 1 < plan.lines.count ? plan.lines[place + 1].planned : Instant(nanoseconds: .max)
                let (from, to) = (max(line.planned, plan.from), min(next, until))
                return from < to ? (from, to) : nil
            }
        }
    }

    /// Under speech the bed is down by the depth of its class, and never stays down for nothing.
    private var bedIsDucked: [String] {
        return programme.enumerated().flatMap { index, item -> [String] in
            guard !isAlone(item) else { return [] }
            let wanted = -(settings.duckDepth[broadcastClass(item)] ?? 0)
            let end = item.fadesFrom ?? item.end
            let inside = [item.start + settings.duckAtOnce] + ducks.map(\.at).filter { $0 > item.start && $0 < end }
            var broken = inside.filter { $0 < end && level(at: $0) > wanted }.map {
                "the bed was too loud under \(item.name) at \(text($0))"
            }
            let quietUntil = index + 1 < programme.count ? programme[index + 1].start : item.end + .minutes(1)
            let check = item.end + .milliseconds(1)
            let isReported = day.trouble != .faults
            if isReported, quietUntil - item.end > .seconds(2), level(at: check) != 0 {
                broken.append("the bed stayed down after \(item.name) at \(text(check))")
            }
            return broken
        }
    }

    private var noSpinning: [String] {
        day.desk.ticks > 5 * day.desk.asked.count + 500
            ? ["\(day.desk.ticks) ticks for \(day.desk.asked.count) effects"] : []
    }
}
