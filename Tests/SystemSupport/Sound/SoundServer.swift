// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// A sound card that can be listened to: a private PulseAudio with one null sink, and an ALSA device leading
/// there.
package final class SoundServer: Sendable {
    /// The ALSA device of the only server, for `store.yaml`.
    package static let device = "store"
    private static let startLimit = Duration.seconds(10)
    /// The sound, in seconds, after which the recorder is in step.
    private static let recorderLead = 1.0

    /// What a program needs in order to find the device.
    package let environment: [String: String]
    /// The file that defines the device for alsa-lib.
    private let definition: String
    private let folder: TestFolder
    private let socket: String
    private let children = Mutex<[Child]>([])

    /// Runs `body` while the server runs; ends it afterwards, whatever happens.
    ///
    /// - Parameter device: the ALSA device leading there.
    package static func run<Result>(
        device: String = device, _ body: (SoundServer) async throws -> Result
    ) async throws -> Result {
        try requirePrograms()
        let server = try SoundServer(device: device)
        do {
            try await server.start()
            let result = try await body(server)
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }

    private static func requirePrograms() throws {
        let plugin = "/usr/lib/\(machine)-linux-gnu/alsa-lib/libasound_module_pcm_pulse.so"
        for file in ["/usr/bin/pulseaudio", "/usr/bin/parec", plugin]
        where !FileManager.default.fileExists(atPath: file) {
            throw Obstacle(
                "\(file) is missing; install: apt-get install pulseaudio pulseaudio-utils libasound2-plugins")
        }
    }

    private static var machine: String {
        #if arch(arm64)
            "aarch64"
        #else
            "x86_64"
        #endif
    }

    private init(device: String) throws {
        folder = try TestFolder()
        socket = "\(folder.path)/native"
        try folder.write(
            Data(
                """
                load-module module-null-sink sink_name=store rate=48000 channels=2 format=float32le
                load-module module-native-protocol-unix socket=\(socket) auth-anonymous=1

                """.utf8), to: "default.pa")
        definition = try folder.write(
            Data(
                """
                pcm.\(device) { type pulse server "unix:\(socket)" device store }
                ctl.\(device) { type pulse server "unix:\(socket)" device store }

                """.utf8),
            to: "asound.conf")
        environment = [
            "HOME": try folder.makeFolder("home"), "XDG_RUNTIME_DIR": try folder.makeFolder("run"),
            "ALSA_CONFIG_PATH": "/usr/share/alsa/alsa.conf:\(definition)", "PULSE_SERVER": "unix:\(socket)",
        ]
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: "\(folder.path)/run")
    }

    /// What a program needs in order to find the devices of both servers.
    package func environment(with other: SoundServer) -> [String: String] {
        environment.merging(["ALSA_CONFIG_PATH": "\(environment["ALSA_CONFIG_PATH"] ?? ""):\(other.definition)"]) { $1 }
    }

    /// Starts the server and waits until it serves.
    package func start() async throws {
        let server = try await Child.start(
            "pulseaudio",
            [
                "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disallow-exit",
                "--high-priority=yes", "--realtime=yes", "-F", "\(folder.path)/default.pa",
            ], environment: environment)
        children.withLock { $0.append(server) }
        _ = try await eventually("the sound server serves", within: Self.startLimit) {
            guard server.isRunning else { throw Obstacle("pulseaudio ended: \(server.errors.text)") }
            return FileManager.default.fileExists(atPath: socket) ? true : nil
        }
    }

    /// Sets how loud the sink is: `set-sink-volume 20%`, `set-sink-mute 1`.
    package func set(_ command: String, _ value: String) async throws {
        let child = try await Child.start(
            "pactl", ["--server=unix:\(socket)", command, "store", value], environment: environment)
        let code = try await child.exitCode(within: Self.startLimit)
        guard code == 0 else { throw Obstacle("pactl ended with \(code): \(child.errors.text)") }
    }

    /// Kills the server at once, as a crash would, and waits until it is gone.
    package func crash() async throws {
        let victims = children.withLock { children in
            defer { children = [] }
            return children
        }
        for child in victims { child.send(SIGKILL) }
        for child in victims { try await child.end(within: .seconds(5)) }
        try? FileManager.default.removeItem(atPath: socket)
    }

    private func stop() async {
        // The last one started goes first, so that no client complains.
        for child in children.withLock({ $0 }).reversed() { await child.stop() }
    }

    /// Begins to record what the sink plays, and waits for the first sound.
    ///
    /// A recorder in a hurry also makes the null sink move in steps of 10 ms; left alone they take seconds.
    package func record() async throws -> Recorder {
        let recorder = Recorder()
        try await listen(latencyMs: 10, recorder.take)
        _ = try await eventually("the recorder hears something", within: Self.startLimit) {
            recorder.duration > Self.recorderLead ? true : nil
        }
        return recorder
    }

    /// Hands what the sink plays to somebody: interleaved stereo, 32-bit floats.
    ///
    /// - Parameter latencyMs: the largest step in which the sink then moves.
    package func listen(latencyMs: Int, _ sink: @escaping Child.Sink) async throws {
        let child = try await Child.start(
            "parec",
            [
                "--server=unix:\(socket)", "--device=store.monitor", "--latency-msec=\(latencyMs)", "--raw",
                "--format=float32le", "--rate=48000", "--channels=2",
            ], environment: environment, sink: sink)
        children.withLock { $0.append(child) }
    }

    /// Plays silence in steps of 5 ms, so that the sink moves in such steps whoever else plays: a recording is then
    /// true to 4 ms.
    package func keepInStep() async throws {
        let child = try await Child.start(
            "pacat", ["--server=unix:\(socket)", "--device=store", "--latency-msec=5", "--raw", "/dev/zero"],
            environment: environment)
        children.withLock { $0.append(child) }
    }
}
