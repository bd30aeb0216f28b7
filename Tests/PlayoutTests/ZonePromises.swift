// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Timetable

/// What must hold in every zone of a store, as if it were a store of its own.
struct ZonePromises {
    private let all: Promises
    private let zone: String
    private let programme: [Desk.Heard]
    private let songs: [Desk.Heard]
    private let ducks: [Desk.Duck]
    /// When the programme items that were committed were to start, whether they did or not.
    private let commitments: [Instant]
    private var day: RandomDay { all.day }
    private var settings: DirectorSettings { all.settings }

    init(_ all: Promises, zone: String) {
        self.all = all
        self.zone = zone
        let set = all.day.day.plan.zones(named: [zone])
        programme = all.programme.filter { $0.zones.intersects(set) }
        songs = all.day.desk.songs.filter { $0.zones.intersects(set) }
        ducks = all.day.desk.ducks(in: zone)
        commitments = all.day.desk.starts.filter {
            if case .clip = $0.content { $0.zones.intersects(set) } else { false }
        }.map(\.at)
    }

    var broken: [String] {
        (onlyOneSpeaks + bedSounds + oneSongLeads + bedIsDucked).map { "\(zone): \($0)" }
    }

    private func level(at instant: Instant) -> Double {
        ducks.last { $0.at <= instant }?.decibels ?? 0
    }

    private var onlyOneSpeaks: [String] {
        zip(programme, programme.dropFirst()).compactMap { one, next in
            let givesWay = all.broadcastClass(next) > all.broadcastClass(one)
            let allowed = givesWay ? settings.giveWayFade : .zero
            return one.end - next.start > allowed
                ? "\(one.name) and \(next.name) both spoke at \(text(next.start))" : nil
        }
    }

    /// Music sounds whenever a line wants it and no `alone` item is on or about to be.
    private var bedSounds: [String] {
        let silences = silences
        var covered = songs.map { ($0.start, $0.end) } + silences
        let alone = programme.filter(all.isAlone)
        let aloneClips = Set(alone.map(\.content))
        // It is back within the pause after them, and does not return for a moment between two, or where one
        // that was about to begin is put off a little.
        covered += alone.map { ($0.start - settings.aloneFade, $0.end + settings.spacing) }
        let starts = day.desk.starts.filter { aloneClips.contains($0.content) }.map(\.at)
        for from in alone.map(\.end) + starts {
            covered += starts.filter { $0 >= from && $0 <= from + settings.lead }.map { (from, $0) }
        }
        // Nor does it for a silence that is about to begin.
        for end in alone.map(\.end) {
            covered += silences.map(\.0).filter { $0 >= end && $0 <= end + settings.lead }.map { (end, $0) }
        }
        // A line that was taken up already comes on its second, though an edit takes away the one before it.
        for plan in lines {
            let next = plan.lines.first { $0.planned > plan.from && $0.planned <= plan.from + settings.lead }
            if let next { covered.append((plan.from, next.planned)) }
        }
        let allowed: Duration = day.trouble == .faults ? settings.lead + all.slack : .zero
        var broken: [String] = []
        var heardUntil = day.draft.begin
        for (start, end) in covered.sorted(by: { $0.0 < $1.0 }) {
            if start - heardUntil > allowed, start < day.draft.end {
                broken.append("no music from \(text(heardUntil)) to \(text(start))")
            }
            heardUntil = max(heardUntil, end)
        }
        return broken
    }

    /// The lines of the bed of this zone in each plan.
    private var lines: [(from: Instant, lines: [Cue])] {
        day.bedLines.map { plan in
            (plan.from, plan.lines.filter { $0.zones.isEmpty || $0.zones.contains(zone) })
        }
    }

    /// When a `silence` line was in force, under the plan of the time.
    private var silences: [(Instant, Instant)] {
        let never = Instant(nanoseconds: .max)
        let plans = lines
        return plans.indices.flatMap { index in
            let (from, lines) = plans[index]
            let until = index + 1 < plans.count ? plans[index + 1].from : never
            return lines.indices.filter { lines[$0].verb == .silence }.map { place in
                let next = place + 1 < lines.count ? lines[place + 1].planned : never
                return (max(lines[place].planned, from), min(next, until))
            }
        }.filter { $0.0 < $0.1 }
    }

    /// When a song begins, the one before it fades or has ended, or does so before the lead is over.
    private var oneSongLeads: [String] {
        zip(songs, songs.dropFirst()).compactMap { one, next in
            let leaves = one.fadesFrom ?? one.end
            return leaves > next.start + settings.lead ? "two songs at \(text(next.start))" : nil
        }
    }

    /// Under speech the bed is down by the depth of its class, and never stays down for nothing.
    private var bedIsDucked: [String] {
        programme.enumerated().flatMap { index, item -> [String] in
            guard !all.isAlone(item) else { return [] }
            let wanted = all.isAllClear(item) ? -settings.mute : -settings.duckDepth(under: all.broadcastClass(item))
            let end = item.fadesFrom ?? item.end
            let steps = ducks.map(\.at).filter { $0 > item.start }
            let checks = [item.start + settings.duckAtOnce] + steps
            let tooLoud = checks.filter { $0 < end && level(at: $0) > wanted }
            var broken = tooLoud.map { "the bed was too loud under \(item.name) at \(text($0))" }
            let quietUntil = index + 1 < programme.count ? programme[index + 1].start : item.end + .minutes(1)
            let check = item.end + .milliseconds(1)
            // It waits for what is about to start, though that may yet be called off.
            let isAwaited = commitments.contains { $0 > item.end && $0 < item.end + .seconds(2) }
            // Without a report the bed stays down until that is overdue.
            if !isAwaited, day.trouble != .faults, quietUntil - item.end > .seconds(2), level(at: check) != 0 {
                broken.append("the bed stayed down after \(item.name) at \(text(check))")
            }
            return broken
        }
    }
}
