// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
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
        onceEach + onlyOneSpeaks + announcementsEnd
            + withinLateness + urgentFirst + timedOnTime + promosKeepTheirWindow
            + bedSounds + oneSongLeads + bedIsDucked + noSpinning
    }

    /// How much later than asked a playback may begin.
    private var slack: Duration { day.trouble == .faults ? .milliseconds(900) : .zero }

    private func broadcastClass(_ heard: Desk.Heard) -> BroadcastClass {
        guard case .clip(let clip) = heard.content else { return .music }
        switch clip.source {
        case .announcement: return day.pushed.first { $0.id == clip.name }?.broadcastClass ?? .music
        case .promo: return .promo
        case .item, .script: return .notice
        }
    }

    /// When a cue was to start.
    private func due(_ cue: Cue) -> Instant {
        guard cue.isEnding, case .ready(let facts) = day.day.clips[Day.clip(cue.verb, cue.name)] else {
            return cue.planned
        }
        return cue.planned - facts.duration
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

    private var onlyOneSpeaks: [String] {
        zip(programme, programme.dropFirst()).compactMap { one, next in
            let givesWay = broadcastClass(next) > broadcastClass(one)
            let allowed = givesWay ? settings.giveWayFade : .zero
            return one.end - next.start > allowed
                ? "\(one.name) and \(next.name) both spoke at \(text(next.start))" : nil
        }
    }

    private var withinLateness: [String] {
        let late = records.compactMap { record -> String? in
            guard let start = record.start, let cue = day.cues[record.key] else { return nil }
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
            // What is not reported holds its place for its whole length.
            let slack: Duration = day.trouble == .faults ? .seconds(60) : .zero
            guard first.start > free + slack else { return nil }
            return "\(one.id) came at \(text(first.start)), not at \(text(free))"
        }
    }

    /// A timed item is late only behind an urgent announcement or another timed item.
    private var timedOnTime: [String] {
        guard day.trouble == .announcements else { return [] }
        return programme.filter(isTimed).compactMap { item in
            guard let cue = cues[item.name], heard[item.name]?.first?.start == item.start else { return nil }
            let due = self.due(cue)
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

    // MARK: The bed

    /// Music sounds whenever a line wants it and no `alone` item is on or about to be.
    private var bedSounds: [String] {
        var covered = day.desk.songs.map { ($0.start, $0.end) } + silences
        let alone = programme.filter(isAlone)
        let aloneClips = Set(alone.map(\.content))
        // It is back within the pause after them, and does not return for a moment between two, or where one
        // that was about to begin is put off a little.
        covered += alone.map { ($0.start - settings.aloneFade, $0.end + settings.spacing) }
        let starts = day.desk.starts.filter { aloneClips.contains($0.content) }.map(\.at)
        for from in alone.map(\.end) + starts {
            covered += starts.filter { $0 >= from && $0 <= from + settings.lead }.map { (from, $0) }
        }
        // A line that was taken up already comes on its second, though an edit takes away the one before it.
        for plan in day.bedLines {
            let next = plan.lines.first { $0.planned > plan.from && $0.planned <= plan.from + settings.lead }
            if let next { covered.append((plan.from, next.planned)) }
        }
        let allowed: Duration = day.trouble == .faults ? settings.lead + slack : .zero
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
        let never = Instant(nanoseconds: .max)
        return day.bedLines.indices.flatMap { index in
            let (from, lines) = day.bedLines[index]
            let until = index + 1 < day.bedLines.count ? day.bedLines[index + 1].from : never
            return lines.indices.filter { lines[$0].verb == .silence }.map { place in
                let next = place + 1 < lines.count ? lines[place + 1].planned : never
                return (max(lines[place].planned, from), min(next, until))
            }
        }.filter { $0.0 < $0.1 }
    }

    /// When a song begins, the one before it fades or has ended, or does so before the lead is over.
    private var oneSongLeads: [String] {
        let songs = day.desk.songs
        return zip(songs, songs.dropFirst()).compactMap { one, next in
            let leaves = one.fadesFrom ?? one.end
            return leaves > next.start + settings.lead ? "two songs at \(text(next.start))" : nil
        }
    }

    /// Under speech the bed is down by the depth of its class, and never stays down for nothing.
    private var bedIsDucked: [String] {
        programme.enumerated().flatMap { index, item -> [String] in
            guard !isAlone(item) else { return [] }
            let wanted = -(settings.duckDepth[broadcastClass(item)] ?? 0)
            let end = item.fadesFrom ?? item.end
            let steps = ducks.map(\.at).filter { $0 > item.start }
            let checks = [item.start + settings.duckAtOnce] + steps
            let tooLoud = checks.filter { $0 < end && level(at: $0) > wanted }
            var broken = tooLoud.map { "the bed was too loud under \(item.name) at \(text($0))" }
            let quietUntil = index + 1 < programme.count ? programme[index + 1].start : item.end + .minutes(1)
            let check = item.end + .milliseconds(1)
            // Without a report the bed stays down until that is overdue.
            if day.trouble != .faults, quietUntil - item.end > .seconds(2), level(at: check) != 0 {
                broken.append("the bed stayed down after \(item.name) at \(text(check))")
            }
            return broken
        }
    }

    // MARK: The clock

    private var noSpinning: [String] {
        let (ticks, effects) = (day.desk.ticks, day.desk.asked.count)
        return day.desk.stalls.map { "the next deadline did not lie ahead at \(text($0))" }
            + (ticks > 5 * effects + 500 ? ["\(ticks) ticks for \(effects) effects"] : [])
    }
}
