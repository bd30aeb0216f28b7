// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// MPD on a card: a playlist without end, converted to 48 kHz.
enum MusicPlayerDaemon {
    static let advice = "mpd is missing; install: apt-get install mpd"

    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/mpd") }

    /// Runs `body` while it plays, with its process.
    static func run<Result>(
        device: String, environment: [String: String], music: String, _ body: (Child) async throws -> Result
    ) async throws -> Result {
        let folder = try TestFolder()
        let socket = "\(folder.path)/socket"
        let configuration = try folder.write(
            Data(
                """
                music_directory "\(music)"
                db_file "\(folder.path)/database"
                bind_to_address "\(socket)"
                audio_output {
                    type "alsa"
                    name "store"
                    device "\(device)"
                    format "48000:16:2"
                    mixer_type "none"
                }

                """.utf8), to: "mpd.conf")
        let child = try await Child.start(
            "mpd", ["--no-daemon", configuration],
            environment: environment.merging(["HOME": folder.path]) { given, _ in given })
        do {
            let connection = try await eventually("mpd answers", within: .seconds(10)) {
                guard child.isRunning else { throw Obstacle("mpd ended") }
                return FileManager.default.fileExists(atPath: socket) ? try? UnixConnection(socket) : nil
            }
            try connection.answer(until: "\n")
            try ask(connection, "update")
            _ = try await eventually("mpd knows its music", within: .seconds(20)) {
                try ask(connection, "status").contains("updating_db") ? nil : true
            }
            for command in ["add \"\"", "repeat 1", "random 1", "play"] { try ask(connection, command) }
            guard try ask(connection, "status").contains("state: play") else {
                throw BenchmarkError("mpd does not play")
            }
            let result = try await body(child)
            await child.stop()
            return result
        } catch {
            await child.stop()
            throw BenchmarkError("\(error): \(child.errors.text.suffix(800))")
        }
    }

    @discardableResult
    private static func ask(_ connection: UnixConnection, _ command: String) throws -> String {
        try connection.send(command + "\n")
        let answer = try connection.answer(until: "\n")
        if answer.contains("ACK") { throw BenchmarkError("mpd refused \(command): \(answer)") }
        return answer.hasSuffix("OK\n") ? answer : try answer + connection.answer(until: "OK\n")
    }
}
