// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Station
import Timetable

/// `storecast format`: keywords in one language, columns under each other.
struct Format: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Aligns the columns of timetables, and writes their keywords in one language.",
        discussion: """
            storecast format                              all timetables of the store, each word in its language
            storecast format --language zh FILE…          these, in Chinese
            storecast format --language en - < FILE       from standard input to standard output
            A file with a mistake is left as it is, and the mistake is shown. Comments and names are kept.
            """)

    @OptionGroup var places: Places

    @Argument(
        help: "Timetables; - for standard input. All of the store unless said.", completion: Completions.timetables)
    var files: [String] = []

    @Option(
        help: "Write keywords in this language, zh or en; each stays in its own unless said.",
        completion: Completions.languages)
    var language: Language?

    @Flag(help: "Change nothing; end with 1 when a file is not formatted.")
    var check = false

    func run() throws {
        let store = Store(places.paths)
        let mind = store.schedule.settings.language
        let files = files.isEmpty ? store.schedule.timetableFiles : files
        var changes: [(file: String, text: String)] = []
        var isRight = true
        for file in files {
            let text = try TextInput.read(file, language: mind)
            let (sheet, diagnostics) = TimetableSheet.read(text, file: file, name: "")
            guard let sheet else {
                complain(Problem.texts(of: diagnostics.filter { $0.severity == .error }, in: text, language: mind))
                isRight = false
                continue
            }
            let formatted = sheet.text(in: language)
            if file == TextInput.standard {
                print(formatted, terminator: "")
            } else if formatted != text {
                changes.append((file, formatted))
            }
        }
        // All or nothing: half a store in another language would puzzle people.
        guard isRight else { throw ExitCode.answerIsNo }
        for (file, text) in changes {
            if !check { try WrittenFile.replace(file, with: Data(text.utf8)) }
            try say(Wording(en: "formatted \(file)", zh: "已整理 \(file)").text(in: mind))
        }
        if check, !changes.isEmpty { throw ExitCode.answerIsNo }
    }
}
