// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// What staff have written, read and checked: the store's facts, its timetables, calendar and scripts.
public struct Schedule: Sendable {
    /// The facts of the store.
    public var settings = StoreSettings()
    /// The same as they are written: a station that runs follows some of them at its next start only.
    var written = StoreSettings()
    /// The clock of the store's zone.
    public var clock: CivilClock
    /// The timetables and the calendar. Of a file with a mistake the other lines count: a station that starts has
    /// no good plan to stay with, and most of a day is better than none.
    public var timetables = Timetables()
    /// The timetables' files, by name.
    public var timetableFiles: [String] = []
    /// Whether no timetable and no calendar has a mistake, so that what is planned is what was meant.
    public var isSound = true
    /// Scripts by name, drafts included.
    public var scripts: [String: Script] = [:]
    /// Spoken promos of each rotation, by name, drafts included.
    public var promos: [String: [String: Script]] = [:]
    /// How words are spoken that a voice would read wrongly.
    public var pronunciations: [Pronunciations.Entry] = []
    /// What is wrong with any of it.
    public var problems: [Problem] = []

    /// The lines of each text file, to show the one a diagnostic is about.
    var sources: [String: [String]] = [:]

    /// Diagnostics with the lines they are about.
    func located(_ diagnostics: [Diagnostic]) -> [Problem] {
        diagnostics.map { diagnostic in
            let lines = sources[diagnostic.location.file] ?? []
            let index = diagnostic.location.line - 1
            let line = lines.indices.contains(index) ? lines[index] : nil
            return Problem(diagnostic, sourceLine: line, language: settings.language)
        }
    }

    /// The entries of all timetables by where they stand.
    var entries: [Location: Entry] {
        Dictionary(
            timetables.files.flatMap(\.entries).map { ($0.location, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Of so many days that went by without a record one is made: more than any holiday lasts.
    private static let unrecordedDays = 31

    /// The running orders around a date: the day before, whose items may still be on, the day, the day after; and those
    /// of the days before that are not on record since an instant.
    func orders(around date: CivilDate, since: Instant? = nil) -> [RunningOrder] {
        let before = since.map { clock.date(of: $0).adding(days: -1) } ?? date
        let first = (2...Self.unrecordedDays).prefix { date.adding(days: -$0) >= before }.last ?? 1
        return (-first...1).compactMap { timetables.runningOrder(on: date.adding(days: $0), clock: clock) }
    }
}
