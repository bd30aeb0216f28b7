// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Station

/// The command: the daemon, and what people and scripts ask of it.
@main
struct Storecast: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "storecast",
        abstract: "Takes over a store's broadcast desk: the day's timetable, announcements, music under everything.",
        version: "storecast \(Release.version)",
        subcommands: [
            Daemon.self, Check.self, Rehearse.self, Render.self, Calendar.self, Format.self, Export.self, Import.self,
            Ready.self, Status.self, Announce.self, Announcements.self, Cancel.self, Claimed.self, Reload.self,
            Mute.self,
            Unmute.self, Log.self, Why.self, Report.self, Devices.self,
            TestToneVerb.self, Invite.self,
        ])

    /// Runs a verb; its exit codes are those of `ExitCode` below, and 2 for wrong usage.
    static func main() async {
        do {
            var command = try await asyncParseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            let code = exitCode(for: error)
            if code == .success, message(for: error) == completionScript(for: .bash) {
                print(message(for: error) + Completions.bashSlots)
                Glibc.exit(code.rawValue)
            }
            guard code == .validationFailure else { exit(withError: error) }
            complain(fullMessage(for: error))
            Glibc.exit(ExitCode.wrongUsage.rawValue)
        }
    }
}

extension ExitCode {
    /// The answer is no: something is wrong with what was looked at.
    static let answerIsNo = ExitCode(1)
    /// The command was called wrongly.
    static let wrongUsage = ExitCode(2)
    /// No daemon answers at the socket.
    static let noDaemon = ExitCode(3)
}

/// Where the station's files are; the same for every verb.
struct Places: ParsableArguments {
    @Option(help: "Folder of timetables, scripts and store.yaml (or STORECAST_SCHEDULES).", completion: .directory)
    var schedules: String?

    @Option(
        help: "Folder of music, items, promos, chimes and recorded scripts (or STORECAST_AUDIO).",
        completion: .directory)
    var audio: String?

    @Option(help: "Folder the station keeps its memory and caches in (or STORECAST_STATE).", completion: .directory)
    var state: String?

    @Option(help: "Control socket (or STORECAST_SOCKET).", completion: .file())
    var socket: String?

    var paths: StationPaths {
        StationPaths(schedules: schedules, audio: audio, state: state, socket: socket)
    }
}

/// Writes a line to standard output at once.
///
/// - Throws: when nobody reads it any more.
func say(_ text: String) throws {
    try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
}

/// Writes a line to standard error; where nobody reads that, nobody is told.
func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
}
