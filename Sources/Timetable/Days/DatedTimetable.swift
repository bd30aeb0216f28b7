// SPDX-License-Identifier: Apache-2.0

/// A timetable with what choosing and checking ask of it again and again, worked out once.
struct DatedTimetable: Sendable, Equatable {
    let timetable: Timetable
    /// The days that its `days` mean.
    let kinds: DayKinds
    /// The days of its `dates`; nil for any.
    let dates: DateRanges?
    let specificity: Specificity
    /// For each entry the days that its `on` means.
    let entryKinds: [DayKinds]
    /// What it takes away from those below.
    let drops: DropIndex
    /// For each entry what its keys have after the date: `/everyday/09:00/say/store-guide`.
    let keys: [String]

    init(_ timetable: Timetable) {
        self.timetable = timetable
        kinds = DayKinds(timetable.days)
        dates = timetable.dates.isEmpty ? nil : DateRanges(timetable.dates)
        specificity = Specificity(days: timetable.days, dates: dates)
        entryKinds = timetable.entries.map { DayKinds($0.options.days) }
        drops = DropIndex(timetable.drops)
        keys = timetable.entries.map { entry in
            let when = entry.when.spelling.split(separator: " ").joined(separator: "-")
            let parts = [timetable.name, when, entry.verb.rawValue, entry.name]
            return parts.compactMap { $0 }.map { "/\($0)" }.joined()
        }
    }

    func applies(on date: CivilDate, _ kind: DayKinds) -> Bool {
        kinds.contains(kind) && dates?.contains(date) ?? true
    }

    /// Whether it says when the store opens or closes, or that it does not.
    var saysHours: Bool {
        timetable.isClosed || timetable.open != nil || timetable.close != nil
    }
}
