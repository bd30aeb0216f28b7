// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Spreadsheet
import Station
import Timetable

/// `storecast export`: a timetable for Excel or WPS.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a timetable as CSV, for Excel or WPS.",
        discussion: """
            storecast export everyday -o everyday.csv
            Edit it there, save it as CSV, and bring it back with storecast import.
            """)

    @OptionGroup var places: Places

    @Argument(
        help: "The timetable: its name in the store, or a path; - for standard input.",
        completion: Completions.timetables)
    var timetable = "everyday"

    @Option(name: [.short, .long], help: "Where to; standard output unless said.", completion: .file())
    var output: String?

    @Option(help: "Write keywords and headings in this language, zh or en; keywords stay as they are unless said.")
    var language: Language?

    @Option(help: "How characters are stored: utf-8-bom (what Excel expects), utf-8 or gb18030.")
    var encoding = CSVEncoding.utf8WithMark

    @Option(help: "What stands between cells: comma, semicolon or tab.")
    var separator = CSVTable.Separator.comma

    func run() throws {
        let store = Store(places.paths)
        let mind = store.schedule.settings.language
        let file = path(in: store)
        let text = try TextInput.read(file, language: mind)
        let (sheet, diagnostics) = TimetableSheet.read(text, file: file, name: "")
        guard let sheet else {
            complain(Problem.texts(of: diagnostics.filter { $0.severity == .error }, in: text, language: mind))
            throw ExitCode.answerIsNo
        }
        let table = CSVTable(sheet, keywords: language, headings: language ?? mind)
        guard let bytes = encoding.encode(table.text(separator: separator)) else {
            complain("storecast: \(file) has characters that \(encoding.rawValue) has not; use --encoding utf-8-bom")
            throw ExitCode.answerIsNo
        }
        try TextOutput.write(bytes, to: output)
    }

    /// A name of the store, or else a path as it is.
    private func path(in store: Store) -> String {
        store.schedule.timetableFiles.first { URL(filePath: $0).lastPathComponent == "\(timetable).timetable" }
            ?? timetable
    }
}

/// `storecast import`: a timetable from Excel or WPS.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a timetable of a CSV file that was saved by Excel or WPS.",
        discussion: """
            storecast import everyday.csv -o schedules/everyday.timetable
            Reads UTF-8 and GB18030, with commas, semicolons or tabs. A mistake is shown with its cell, and
            nothing is written.
            """)

    @OptionGroup var places: Places

    @Argument(help: "The CSV file; - for standard input.", completion: .file(extensions: ["csv"]))
    var file: String

    @Option(
        name: [.short, .long], help: "Where to; standard output unless said. A file that is there is replaced.",
        completion: .file())
    var output: String?

    func run() throws {
        let mind = Store(places.paths).schedule.settings.language
        let bytes = try TextInput.bytes(file, language: mind)
        try TextOutput.write(Data(try sheet(bytes, language: mind).text(in: nil).utf8), to: output)
    }

    private func sheet(_ bytes: Data, language: Language) throws -> TimetableSheet {
        do throws(SpreadsheetMistakes) {
            return try TimetableSheet(csv: bytes, file: file)
        } catch {
            complain(error.text(in: language))
            throw ExitCode.answerIsNo
        }
    }
}
