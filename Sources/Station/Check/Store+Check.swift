// SPDX-License-Identifier: Apache-2.0
import Media
import Playout
public import Timetable

/// What looking at a whole store found.
public struct StoreCheck: Sendable {
    /// What a person should mend, text files first, then what a year's days would show, then sound files.
    public let problems: [Problem]
    /// What is good to know and nothing to mend, in the store's language.
    public let notes: [String]
}

extension Store {
    /// Looks at everything: each text, name and sound file, how long each script takes to speak, and each
    /// different day of the year ahead, rehearsed.
    ///
    /// - Parameter today: the first day that is looked at.
    public func check(from today: CivilDate) async -> StoreCheck {
        let conversionProblems = await convertAll().problems
        let kinds = KindsOfDay(schedule, from: today)
        let (plan, songProblems) = plan(of: kinds.orders)
        let (prepared, clipProblems) = await prepareAll(plan)
        let ahead = Outlook(schedule, from: today)
        var problems = self.problems + located(schedule.timetables.warnings(on: today))
        problems += located(await scriptFindings())
        problems += located(Self.inFileOrder(findings(of: kinds.orders, prepared) + ahead.findings))
        let emergencyProblems = await preparer.keepSounds().map(problem)
        for problem in await conversionProblems + songProblems + clipProblems + emergencyProblems + examineSound()
        where !problems.contains(problem) {
            problems.append(problem)
        }
        return StoreCheck(problems: problems, notes: ahead.notes.map { $0.text(in: schedule.settings.language) })
    }

    private func located(_ diagnostics: [Diagnostic]) -> [Problem] {
        schedule.located(diagnostics)
    }

    /// By file, line and column; what is an error before the warnings about the same words.
    private static func inFileOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.sorted { one, other in
            let (a, b) = (one.location, other.location)
            return (a.file, a.line, a.column, one.severity.rawValue, one.message(in: .en))
                < (b.file, b.line, b.column, other.severity.rawValue, other.message(in: .en))
        }
    }

    /// What is found on any kind of day, each once: on the first day that shows it.
    private func findings(of orders: [RunningOrder], _ plan: Plan) -> [Diagnostic] {
        guard schedule.isSound else { return [] }
        let entries = schedule.entries
        let emptyFolders = Set(preparer.inventory.music.filter(\.value.isEmpty).keys)
        var year = YearFindings()
        for order in orders {
            let records = rehearse(order, plan).records
            year.add(DayFindings(order, records, plan, schedule.clock, entries, emptyFolders: emptyFolders))
            year.add(HoursFindings(order, schedule.clock, entries).all)
        }
        return year.all.map { finding, location in
            Diagnostic(finding, at: location, length: entries[location]?.whenLength ?? 1)
        }
    }
}
