// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// Stands in for systemd: opens the daemon's socket and keeps it open, starts the daemon with it again and again, and
/// hears what it tells.
package final class StandInManager: Sendable {
    /// How the daemon ended.
    package enum Ending: Sendable, Equatable {
        case exited(Int32)
        case signaled(Int32)
    }

    /// Within how long the daemon is to be heard of.
    package static let watchdog = Duration.seconds(5)
    /// Where a descriptor is out of the way of those that a child is given.
    private static let highDescriptor: Int32 = 100

    private let store: StoreFolder
    private let environment: [String: String]
    private let listener: Int32
    private let receiver: Int32
    private let heard = Mutex<[String]>([])
    private let child = Mutex<pid_t>(0)

    /// Opens both sockets. The store's socket listens from now on.
    package init(_ store: StoreFolder, environment: [String: String]) throws {
        self.store = store
        self.environment = environment
        listener = try Self.socket(SOCK_STREAM, at: store.socket)
        receiver = try Self.socket(SOCK_DGRAM, at: store.path("notify"))
        guard listen(listener, 128) == 0 else { throw Obstacle("no listening: \(String(cString: strerror(errno)))") }
        let receiver = receiver
        Thread { [weak self] in
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = recv(receiver, &buffer, buffer.count, 0)
                guard count > 0, let self else { return }
                let message = String(decoding: buffer.prefix(count), as: UTF8.self)
                self.heard.withLock { $0 += message.split(separator: "\n").map(String.init) }
            }
        }.start()
    }

    deinit {
        child.withLock { if $0 > 0 { kill($0, SIGKILL) } }
        shutdown(receiver, Int32(SHUT_RDWR))
        close(listener)
        close(receiver)
    }

    /// What the daemon has told so far, an assignment each.
    package var told: [String] { heard.withLock { $0 } }

    /// All that its daemons wrote; nothing before the first has begun.
    package var log: String { (try? String(contentsOfFile: store.path("log"), encoding: .utf8)) ?? "" }

    /// Forgets what was told, and starts the daemon.
    package func start(asIf: String) throws {
        heard.withLock { $0 = [] }
        let variables = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "LISTEN_FDS": "1",
            "NOTIFY_SOCKET": store.path("notify"), "WATCHDOG_USEC": "\(Self.watchdog.components.seconds * 1_000_000)",
        ].merging(environment) { $1 }
        // The shell knows its number before it becomes the daemon.
        let words = ["/bin/sh", "-c", "LISTEN_PID=$$ exec \"$0\" \"$@\"", try Storecast.program(), "daemon"]
        let arguments = words + ["--as-if", asIf] + store.places
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, listener, 3)
        posix_spawn_file_actions_addopen(&actions, 1, store.path("log"), O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        let argv = arguments.map { strdup($0) } + [nil]
        let envp = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, "/bin/sh", &actions, nil, argv, envp)
        guard code == 0 else { throw Obstacle("no daemon: \(String(cString: strerror(code)))") }
        child.withLock { $0 = pid }
    }

    package func send(_ signal: Int32) {
        child.withLock { if $0 > 0 { kill($0, signal) } }
    }

    /// Waits until the daemon has ended.
    package func ending(within limit: Duration) async throws -> Ending {
        try await eventually("the daemon ends", within: limit) {
            child.withLock { child in
                var status: Int32 = 0
                guard child > 0, waitpid(child, &status, WNOHANG) == child else { return nil }
                child = 0
                let signal = status & 0x7f
                return signal == 0 ? .exited((status >> 8) & 0xff) : .signaled(signal)
            }
        }
    }

    /// Waits until it was told something.
    @discardableResult
    package func hears(
        _ what: String, within limit: Duration, _ condition: ([String]) -> Bool
    ) async throws -> [String] {
        do {
            return try await eventually(what, within: limit) { condition(told) ? told : nil }
        } catch {
            throw Obstacle("\(error)\nit was told: \(told)\nthe daemon said:\n\(log)")
        }
    }

    private static func socket(_ type: __socket_type, at path: String) throws -> Int32 {
        let first = Glibc.socket(AF_UNIX, Int32(type.rawValue), 0)
        let descriptor = fcntl(first, F_DUPFD_CLOEXEC, highDescriptor)
        close(first)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard descriptor >= 0, code == 0 else {
            throw Obstacle("no socket at \(path): \(String(cString: strerror(errno)))")
        }
        return descriptor
    }
}
