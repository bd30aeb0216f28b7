// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// The two sample stores of the repository, read where they lie; what is prepared goes to a temporary folder.
enum Sample: String, CaseIterable {
    case departmentStore = "schedules"
    case onlineShop = "schedules/samples/online-shop"

    /// The repository this test was compiled in.
    private static let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        .path

    /// The path of a file of the sample's schedules.
    func path(_ file: String) -> String { "\(Self.root)/\(rawValue)/\(file)" }

    /// Runs a verb on the store.
    func run(_ arguments: [String]) async throws -> Storecast.Answer {
        let state = try TestFolder()
        return try await Storecast.run(
            arguments + [
                "--schedules", "\(Self.root)/\(rawValue)", "--audio", "\(Self.root)/audio", "--state", state.path,
            ])
    }

    /// Runs a verb with `--json` and reads its answer.
    func json<Answer: Decodable>(_ arguments: [String], as type: Answer.Type = Answer.self) async throws -> Answer {
        let answer = try await run(arguments + ["--json"])
        return try JSONDecoder().decode(type, from: Data(answer.output.utf8))
    }
}

/// The JSON of `rehearse --json`.
struct RehearsalAnswer: Decodable {
    struct Cue: Decodable {
        var key: String, when: String, verb: String, name: String
        var zones: [String]
        var planned: String
        var start: String?, end: String?
        var outcome: String
        var reason: String?
    }

    struct Change: Decodable {
        var change: String, key: String, name: String
    }

    struct Pushed: Decodable {
        var script: String, state: String
        var start: String?
    }

    var date: String, timezone: String
    var cues: [Cue]
    var problems: [ProblemAnswer]
    var changes: [Change]?
    var announcements: [Pushed]?
}

/// One problem of `check --json`.
struct ProblemAnswer: Decodable, Equatable {
    var file: String
    var line: Int?, column: Int?
    var severity: String, message: String
    var fix: String?
}

/// The JSON of `check --json`.
struct CheckAnswer: Decodable {
    var problems: [ProblemAnswer]
    var notes: [String]
}

/// The JSON of `calendar --json`.
struct MonthAnswer: Decodable {
    struct Day: Decodable {
        var date: String, dayClass: String, name: String
        var open: String?, close: String?
        var files: [String]
    }

    var month: String
    var days: [Day]
}
