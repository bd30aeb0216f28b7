// SPDX-License-Identifier: Apache-2.0
import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOExtras
import NIOHTTPTypes
import NIOPosix
import ServiceLifecycle

/// Serves HTTP/1.1 on a socket that listens already: Hummingbird's own server opens its socket itself
/// (docs/decisions/0088-systemd.md).
///
/// When it is to stop it accepts no more, and answers what has come: whoever connects from then on waits at the socket,
/// for the next station where that socket outlives this one.
struct ControlServer<Responder: HTTPResponder> where Responder.Context == DeskContext {
    private let descriptor: CInt
    private let http: HTTP1Channel
    private let logger: Logger

    /// - Parameter descriptor: closed at the end.
    init(descriptor: CInt, responder: Responder, configuration: HTTP1Channel.Configuration, logger: Logger) {
        self.descriptor = descriptor
        self.logger = logger
        http = HTTP1Channel(
            responder: { request, writer, channel in
                let source = ApplicationRequestContextSource(channel: channel, logger: logger)
                var response = try await responder.respond(to: request, context: DeskContext(source: source))
                response.headers[.date] = Self.date()
                response.headers[.server] = "storecast"
                try await writer.write(response: response.head, body: response.body)
            }, configuration: configuration)
    }

    /// The present time as RFC 9110, section 5.6.7, wants it.
    private static func date() -> String {
        var (seconds, fields) = (time(nil), tm())
        gmtime_r(&seconds, &fields)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
            let length = strftime(buffer.baseAddress, buffer.count, "%a, %d %b %Y %H:%M:%S GMT", &fields)
            return String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// Serves until a graceful shutdown.
    func run() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let quiescing = ServerQuiescingHelper(group: group)
        // Not by an asynchronous server channel, which drops what it accepted last, and the process with it:
        // https://github.com/apple/swift-nio/issues/3481
        let (connections, accepting) = AsyncStream.makeStream(of: HTTP1Channel.Value.self)
        _ = try await ServerBootstrap(group: group)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handlers: [any ChannelHandler] = [
                        AvailableConnectionsChannelHandler(
                            maxConnections: ConnectionCount.limit + ConnectionCount.refusedLimit),
                        quiescing.makeServerChannelHandler(channel: channel),
                    ]
                    try channel.pipeline.syncOperations.addHandlers(handlers)
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { [http, logger] channel in
                http.setup(channel: channel, logger: logger).map { connection in
                    guard case .terminated = accepting.yield(connection) else { return }
                    // It came too late, and may not be dropped either.
                    channel.close(promise: nil)
                    Task { await http.handle(value: connection, logger: logger) }
                }
            }
            .withBoundSocket(descriptor).get()
        // A task that is cancelled would drop what waits in the stream; this one ends with the stream.
        let serving = Task { [http, logger] in
            await withDiscardingTaskGroup { handling in
                for await connection in connections {
                    handling.addTask { await http.handle(value: connection, logger: logger) }
                }
                handling.cancelAll()
            }
        }
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await serving.value
            } onGracefulShutdown: {
                let closed = group.any().makePromise(of: Void.self)
                closed.futureResult.whenComplete { _ in accepting.finish() }
                quiescing.initiateShutdown(promise: closed)
            }
        } onCancel: {
            quiescing.initiateShutdown(promise: nil)
            accepting.finish()
        }
    }
}
