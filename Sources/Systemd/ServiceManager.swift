// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The service manager that started this process, as sd_notify(3) describes it; where somebody started it by hand there
/// is none, and telling it something does nothing.
public struct ServiceManager: Sendable {
    /// What a service may tell of itself.
    public enum News: Sendable, Equatable {
        /// It does its work, for the first time or again.
        case ready
        /// It takes over what was changed, since that reading of CLOCK_MONOTONIC in microseconds; `ready` ends it.
        case reloading(sinceMonotonicUs: Int64)
        /// It is about to end.
        case stopping
        /// It is alive.
        case watchdog
        /// How it is, for people, in one line.
        case status(String)

        fileprivate var lines: String {
            switch self {
            case .ready: "READY=1\n"
            case .reloading(let sinceMonotonicUs): "RELOADING=1\nMONOTONIC_USEC=\(sinceMonotonicUs)\n"
            case .stopping: "STOPPING=1\n"
            case .watchdog: "WATCHDOG=1\n"
            // A line end would end the assignment.
            case .status(let text): "STATUS=\(text.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
            }
        }
    }

    /// The variables of the environment by which it speaks to a service, and to none of the programs that this starts.
    public static let variables = [
        "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES",
    ]

    private let socket: DatagramSocket?
    /// Within how long it wants to hear that the service is alive; nil for it does not ask.
    public let watchdogInterval: Duration?

    /// Finds out who started the process.
    ///
    /// - Parameters:
    ///   - environment: the process's environment: `NOTIFY_SOCKET`, `WATCHDOG_USEC`, `WATCHDOG_PID`.
    ///   - pid: the process's own number; a watchdog that is meant for another does not count.
    public init(environment: [String: String], pid: Int32) {
        socket = environment["NOTIFY_SOCKET"].flatMap(DatagramSocket.init(to:))
        let isMeant = environment["WATCHDOG_PID"].map { Int32($0) == pid } ?? true
        let microseconds = environment["WATCHDOG_USEC"].flatMap(Int64.init)
        watchdogInterval = isMeant ? microseconds.flatMap { $0 > 0 ? .microseconds($0) : nil } : nil
    }

    /// Whether there is one.
    public var isThere: Bool { socket != nil }

    /// Tells it something, all in one message. Waits for nothing: a manager that is too busy is told the next time.
    ///
    /// - Returns: whether it was told.
    @discardableResult
    public func notify(_ news: News...) -> Bool {
        socket?.send(Array(news.map(\.lines).joined().utf8)) ?? false
    }

    /// The present reading of CLOCK_MONOTONIC in microseconds, as `MONOTONIC_USEC` wants it.
    public static var monotonicUs: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
