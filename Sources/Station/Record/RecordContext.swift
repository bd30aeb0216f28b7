// SPDX-License-Identifier: Apache-2.0
import Journal
import Playout
import Timetable

/// What the station knows at one moment that is not in the journal: taken at once, so that nothing of an answer is worked
/// out while the station waits.
struct RecordContext: Sendable {
    let store: Store
    let now: Instant
    /// The announcements that are remembered, as they stand.
    let announcements: [RecordedAnnouncement]
    /// What comes next, by key.
    let next: [String: Director.View]
    let mutedBy: String?
    /// The keys of the cues that are heard, or in force.
    let living: Set<String>
    /// What is known of clips.
    let clips: [ClipID: ClipState]

    var clock: CivilClock { store.schedule.clock }
    var language: Language { store.schedule.settings.language }
    var days: BroadcastDays { BroadcastDays(timetables: store.schedule.timetables, clock: clock) }
    var zones: [String] { store.schedule.settings.zones.map(\.name) }

    /// Words for a day of the record.
    func words(for date: CivilDate) -> RecordWords {
        RecordWords(clock: clock, language: language, date: date, titles: titles)
    }

    private var titles: [String: String] {
        let promos = store.schedule.promos.values.flatMap(\.values)
        let scripts = Array(promos) + Array(store.schedule.scripts.values)
        return Dictionary(
            scripts.map { ($0.name, $0.title(in: language)) }.filter { !$0.1.isEmpty },
            uniquingKeysWith: { _, last in last })
    }

    /// The rotations of a time, with what each plays in turn.
    func rotations(of period: RecordPeriod) -> [ShiftReport.Rotation] {
        var rotations: [String: ShiftReport.Rotation] = [:]
        var date = period.date
        let last = period.isWholeDay ? period.date : clock.date(of: period.to)
        func add(_ name: String, _ key: String) {
            let members = { store.preparer.inventory.members(of: name, spoken: store.schedule.promos[name] ?? [:]) }
            rotations[name, default: ShiftReport.Rotation(name: name, members: members(), keys: [])].keys.append(
                "\(key)/")
        }
        while date <= last {
            let order = store.schedule.timetables.runningOrder(on: date, clock: clock)
            for rule in order?.rotations ?? []
            where rule.verb == .promo && rule.from < min(period.to, now) && rule.to > period.from {
                add(rule.name, rule.key)
            }
            for cue in order?.cues ?? [] where cue.verb == .promo && period.holds(cue.planned) && cue.planned <= now {
                add(cue.name, cue.key)
            }
            date = date.adding(days: 1)
        }
        return rotations.values.sorted { $0.name < $1.name }
    }
}

extension Station {
    /// How many items to come are known by their forecast.
    private static let outlook = 64

    /// What it knows now for an answer about the record.
    func recordContext() -> RecordContext {
        let now = clock.now
        let next = director.next(Self.outlook, after: now)
        let starts = Dictionary(next.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        return RecordContext(
            store: store, now: now,
            announcements: announcements.ids.compactMap { announcements[$0] }.map {
                RecordedAnnouncement($0.entry, $0.order, next: starts[$0.entry.id]?.start)
            }, next: starts, mutedBy: director.mutedBy,
            living: Set(director.linesInForce.map(\.key) + director.zones(at: now).compactMap(\.onAir?.key)),
            clips: director.clips)
    }
}
