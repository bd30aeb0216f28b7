// SPDX-License-Identifier: Apache-2.0
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
    /// The most bytes of one header, and of all of them; the most headers.
    private static let headLimits = HTTP1Channel.Configuration.DecoderConfiguration(
        maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 64)

    private let desk: any BroadcastDesk
    private let socket: ControlSocket
    private let logger: Logger
    private let requestLimit: TimeAmount
    private let uploadLimit: TimeAmount

    /// A service that is not running yet.
    public init(desk: any BroadcastDesk, socket: ControlSocket, logger: Logger) {
        self.desk = desk
        self.socket = socket
        self.logger = logger
        requestLimit = ConnectionGuard.requestLimit
        uploadLimit = ConnectionGuard.uploadLimit
    }

    /// The same with less time for a request, for tests.
    init(
        desk: any BroadcastDesk, socket: ControlSocket, logger: Logger, requestLimit: TimeAmount,
        uploadLimit: TimeAmount
    ) {
        self.desk = desk
        self.socket = socket
        self.logger = logger
        self.requestLimit = requestLimit
        self.uploadLimit = uploadLimit
    }

    /// Serves until a graceful shutdown, or until it is cancelled, which ends connections as they are.
    public func run() async throws {
        var quiet = logger
        quiet.logLevel = .error
        let count = ConnectionCount()
        let language = await desk.language
        let feed = EventFeed(desk: desk, run: String(UInt32.random(in: .min ... .max), radix: 36), logger: logger)
        let configuration = HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                ConnectionGuard(count, requestLimit: requestLimit, uploadLimit: uploadLimit, language: language)
            ], httpDecoderConfiguration: Self.headLimits)
        do {
            let server = ControlServer(
                descriptor: try socket.descriptor(),
                responder: ControlRouter.make(desk: desk, feed: feed).buildResponder(),
                configuration: configuration, logger: quiet)
            try await server.run()
            socket.remove()
        } catch {
            logger.tell(
                .unreachable,
                """
                control socket \(socket): \(error); the programme plays on, but nobody can ask or announce
                fix: make its folder, or give --socket another path
                """)
            // Ends by a shutdown or by cancellation, and either way there is nothing left to do.
            try? await gracefulShutdown()
        }
    }
}
