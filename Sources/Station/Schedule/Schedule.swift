// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// What staff have written, read and checked: the store's facts, its timetable and its scripts.
public struct Schedule: Sendable {
    /// The facts of the store.
    public var settings = StoreSettings()
    /// The clock of the store's zone.
    public var clock: CivilClock
    /// The timetable; nil when there is none or it has a mistake.
    public var timetable: Timetable?
    /// The lines without a mistake when the timetable has one.
    var salvage: Timetable?
    /// Scripts by name, drafts included.
    public var scripts: [String: Script] = [:]
    /// Spoken promos of each rotation, by name, drafts included.
    public var promos: [String: [String: Script]] = [:]
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

    /// The running orders around a date: the day before, whose music may still be on, the day, the day after.
    ///
    /// Where the timetable has a mistake they are made of its other lines: a station that starts has no good
    /// plan to stay with, and most of a day is better than none.
    func orders(around date: CivilDate) -> [RunningOrder] {
        guard let timetable = timetable ?? salvage else { return [] }
        return (-1...1).map { RunningOrder(timetable, on: date.adding(days: $0), clock: clock) }
    }
}
