// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Station
import Timetable

/// `storecast check`: everything that is wrong with a store's files, all at once.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks for every mistake in timetables, scripts and sound files, and rehearses the year ahead.",
        discussion: "Ends with 0 when there is no error, with 1 when there is one.")

    @OptionGroup var places: Places

    @Option(help: "Look at the year from this day on, as 2026-11-21; today unless said.")
    var date: String?

    @Flag(help: "Print JSON for programs.")
    var json = false

    private struct Report: Encodable {
        var problems: [Problem]
        var notes: [String]
    }

    func run() async throws {
        let store = Store(places.paths.beside())
        let today = try date.map { try day($0, "--date") } ?? store.schedule.clock.date(of: WallClock().now)
        await store.recallMeasured()
        let check = await store.check(from: today)
        await store.keepMeasured()
        if json {
            try printJSON(Report(problems: check.problems, notes: check.notes))
        } else {
            for problem in check.problems { print(problem.text, terminator: "\n\n") }
            let note = Wording(en: "note: ", zh: "提示：").text(in: store.schedule.settings.language)
            for text in check.notes { print(note + text) }
            print(summary(check.problems, store.schedule.settings.language))
        }
        if check.problems.contains(where: \.isError) { throw ExitCode.answerIsNo }
    }

    private func summary(_ problems: [Problem], _ language: Language) -> String {
        let errors = problems.count(where: \.isError)
        let warnings = problems.count - errors
        if problems.isEmpty { return Wording(en: "all is well", zh: "一切正常").text(in: language) }
        return Wording(
            en: "\(errors) error\(errors == 1 ? "" : "s"), \(warnings) warning\(warnings == 1 ? "" : "s")",
            zh: "\(errors) 个错误，\(warnings) 个警告"
        ).text(in: language)
    }
}

/// Prints a value as JSON, keys sorted.
func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
}
