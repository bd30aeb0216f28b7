// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Control
import Foundation
import Station

/// `storecast ready`: the broadcaster's check before the store opens.
struct Ready: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Looks before opening whether the store can open: cards, levels, files of the day, clock, disk, voice.",
        discussion: """
            A line each: ok, ? for what somebody should look at, ! for what will not be heard or kept, and what to do.
            Ends with 0 when there is no !, with 1 when there is, with 3 when no station answers.
            """)

    /// The voice is tried, which may take its time in each language.
    private static let patience = Duration.seconds(90)

    @OptionGroup var places: Places

    @Flag(help: "Print JSON for programs.")
    var json = false

    func run() async throws {
        let client = ControlClient(socket: places.paths.socket, patience: Self.patience)
        try await asking {
            do {
                let report = try await client.ready()
                try tell(report)
                if !report.isReady { throw ExitCode.answerIsNo }
            } catch ControlClient.Failure.unreachable {
                try tell(ReadyReport.withoutStation(Store(places.paths), at: WallClock().now))
                throw ExitCode.noDaemon
            }
        }
    }

    private func tell(_ report: ReadyReport) throws {
        if json { try printJSON(report) } else { try say(report.text) }
    }
}
