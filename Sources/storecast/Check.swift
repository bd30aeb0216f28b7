// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Station
import Timetable

/// `storecast check`: everything that is wrong with a store's files, all at once.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks for every mistake in timetables, scripts and sound files.",
        discussion: "Ends with 0 when there is no error, with 1 when there is one.")

    @OptionGroup var places: Places

    @Flag(help: "Print JSON for programs.")
    var json = false

    func run() async throws {
        let store = Store(places.paths)
        let date = store.schedule.clock.date(of: WallClock().now)
        let (plan, _) = store.plan(around: date)
        var problems = store.problems
        problems += await store.prepareAll(plan).problems
        for problem in await store.examineSound() where !problems.contains(problem) { problems.append(problem) }
        if json {
            try printJSON(["problems": problems])
        } else {
            for problem in problems { print(problem.text, terminator: "\n\n") }
            print(summary(problems, store.schedule.settings.language))
        }
        if problems.contains(where: \.isError) { throw ExitCode.answerIsNo }
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
