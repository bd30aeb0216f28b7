// SPDX-License-Identifier: Apache-2.0
import Glibc
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle
public import Station

/// Serves the control API on a Unix socket: HTTP/1.1 and JSON.
///
/// A socket that cannot be opened never stops the programme: it is told in the log, and the station plays on.
public struct ControlService: Service {
    /// The mode of the socket: its user and group may speak to the station.
    private static let socketMode: mode_t = 0o660
    /// Connections at a time; further ones wait to be accepted.
    private static let connectionLimit = 256

    private let desk: any BroadcastDesk
    private let socket: String
    private let logger: Logger

    /// A service that is not running yet.
    public init(desk: any BroadcastDesk, socket: String, logger: Logger) {
        self.desk = desk
        self.socket = socket
        self.logger = logger
    }

    /// Serves until a graceful shutdown. Cancellation ends it too, but may end the process with it where a connection
    /// was just accepted (https://github.com/apple/swift-nio/issues/3481).
    public func run() async throws {
        var quiet = logger
        quiet.logLevel = .error
        let application = Application(
            router: ControlRouter.make(desk: desk),
            configuration: ApplicationConfiguration(
                address: .unixDomainSocket(path: socket), serverName: "storecast",
                availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionLimit)),
            onServerRunning: { _ in chmod(socket, Self.socketMode) },
            logger: quiet)
        do {
            try await application.run()
        } catch is CancellationError {
            return
        } catch {
            let detail = (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
            logger.error(
                """
                control socket \(socket): \(detail); the programme plays on, but nobody can ask or announce
                fix: make its folder, or give --socket another path
                """)
            // Ends by a shutdown or by cancellation, and either way there is nothing left to do.
            try? await gracefulShutdown()
        }
    }
}
