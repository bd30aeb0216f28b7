// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// Liquidsoap on the same card: a playlist as bed, and a queue whose announcements are laid over it at once.
enum Liquidsoap {
    static let advice = "liquidsoap is missing; install: apt-get install liquidsoap"

    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/liquidsoap") }

    /// Runs `body` while it plays, with a way to push an announcement.
    static func run<Result>(
        device: String, environment: [String: String], bed: String, announcement: String,
        _ body: (_ push: () throws -> Void) async throws -> Result
    ) async throws -> Result {
        let folder = try TestFolder()
        let socket = "\(folder.path)/socket"
        // Its defaults, but for who may run it and where it listens. Its ALSA output would buffer many seconds here.
        let script = try folder.write(
            Data(
                """
                settings.init.allow_root.set(true)
                settings.log.stdout.set(true)
                settings.log.file.set(false)
                settings.server.socket.set(true)
                settings.server.socket.path.set("\(socket)")
                bed = playlist(mode="normal", "\(bed)")
                now = request.queue(id="now")
                output.pulseaudio(device="\(device)", mksafe(fallback(track_sensitive=false, [now, bed])))

                """.utf8), to: "store.liq")
        let child = try await Child.start(
            "liquidsoap", [script], environment: environment.merging(["HOME": folder.path]) { given, _ in given })
        do {
            let connection = try await eventually("liquidsoap answers", within: .seconds(20)) {
                guard child.isRunning else { throw Obstacle("liquidsoap ended") }
                return FileManager.default.fileExists(atPath: socket) ? try? UnixConnection(socket) : nil
            }
            let result = try await body {
                try connection.send("now.push \(announcement)\n")
                try connection.answer(until: "END")
            }
            await child.stop()
            return result
        } catch {
            await child.stop()
            throw BenchmarkError("\(error): \(child.output.text.suffix(800))")
        }
    }
}
