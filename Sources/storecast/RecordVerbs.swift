// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Control
import Foundation
import Station
import Timetable

/// Of which time the record is asked.
struct RecordTime: ParsableArguments {
    @Option(help: "A broadcasting day, as 2026-11-21; the present one unless said.")
    var date: String?

    @Option(help: "From this time on: 22:00, or 2026-11-21T22:00.")
    var from: String?

    @Option(help: "To this time; one that is earlier than --from is of the day after.")
    var to: String?

    var query: RecordQuery { RecordQuery(date: date, from: from, to: to) }

    func validate() throws {
        if let date { _ = try day(date, "--date") }
    }
}

/// `storecast log`: what aired, when, and why.
struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what aired, with its measured times, what did not and why, announcements and faults.",
        discussion: """
            storecast log                                     the present day
            storecast log --date 2026-11-20 --csv > day.csv   for Excel or WPS
            storecast log --from 22:00 --to 02:00             may span midnight
            """)

    @OptionGroup var places: Places
    @OptionGroup var time: RecordTime

    @Flag(help: "The songs, too.")
    var music = false

    @Flag(help: "Print a table for Excel or WPS.")
    var csv = false

    @Flag(help: "Print JSON for programs.")
    var json = false

    func validate() throws {
        if csv && json { throw ValidationError("give --csv or --json, not both") }
    }

    func run() async throws {
        let client = ControlClient(socket: places.paths.socket, patience: .recordAnswer)
        try await asking {
            let format = csv ? "csv" : json ? "json" : "text"
            try tell(try await client.asRun(time.query, withMusic: music, format: format), endsLine: !json)
        }
    }
}

/// `storecast why`: the reason, in a sentence.
struct Why: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says in a sentence what became of an item or an announcement, and why.",
        discussion: """
            storecast why 10:07              whatever was on or planned then
            storecast why store-guide        by name; --date for another day
            storecast why 3f2a91bc           an announcement, by the beginning of its id
            """)

    @OptionGroup var places: Places

    @Argument(
        help: "A time, a name, a cue's key, or the beginning of an announcement's id.",
        completion: Completions.recorded)
    var cue: [String]

    @Option(help: "The day, as 2026-11-21; found by itself unless said.")
    var date: String?

    @Flag(help: "Print JSON for programs.")
    var json = false

    func validate() throws {
        if let date { _ = try day(date, "--date") }
    }

    func run() async throws {
        let client = ControlClient(socket: places.paths.socket, patience: .recordAnswer)
        try await asking {
            let answer = try await client.why(cue.joined(separator: " "), on: date)
            if json { return try printJSON(answer) }
            for answer in answer.answers { try say(answer.sentence) }
            guard answer.more > 0 else { return }
            let more = Wording(
                en: "storecast: \(answer.more) more fit; ask with a time, or with a key of storecast log --json",
                zh: "storecast：另有 \(answer.more) 项符合；请用时间，或 storecast log --json 中的编号查询")
            complain(more.text(in: try await client.language()))
        }
    }
}

/// `storecast report`: the handover book.
struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the handover book: what aired and what did not, open announcements, faults, plays per promo.",
        discussion: """
            storecast report --shift                        since the last handover
            storecast report --hand-over --note "lift 2 is still out"
                                                            the same, and the next shift begins
            storecast report --date 2026-11-20 | lp         a whole day, for the printer
            """)

    @OptionGroup var places: Places
    @OptionGroup var time: RecordTime

    @Flag(help: "The present shift: since the last handover, or since the day began. So it is unless a time is given.")
    var shift = false

    @Flag(help: "End the present shift.")
    var handOver = false

    @Option(help: "With --hand-over: words for whoever takes over.")
    var note: String?

    @Flag(help: "Print JSON for programs.")
    var json = false

    func validate() throws {
        guard time.query == RecordQuery() || (!shift && !handOver) else {
            throw ValidationError(
                "--shift and --hand-over are about the present shift: leave --date, --from and --to out")
        }
        if note != nil, !handOver { throw ValidationError("--note goes with --hand-over") }
    }

    func run() async throws {
        let client = ControlClient(socket: places.paths.socket, patience: .recordAnswer)
        let format = json ? "json" : "text"
        try await asking {
            let book =
                handOver
                ? try await client.handOver(HandoverNote(note: note), format: format)
                : try await client.report(time.query, format: format)
            try tell(book, endsLine: !json)
        }
    }
}

extension Duration {
    /// A month with its songs takes longer than other answers.
    fileprivate static let recordAnswer = Duration.seconds(30)
}

/// Writes an answer of the station as it came.
///
/// - Parameter endsLine: whether its last line is ended already.
private func tell(_ answer: Data, endsLine: Bool) throws {
    try FileHandle.standardOutput.write(contentsOf: endsLine ? answer : answer + Data("\n".utf8))
}
