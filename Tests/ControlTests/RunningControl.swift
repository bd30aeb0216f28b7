// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Logging
import NIOCore
import ServiceLifecycle
import Station
import SystemSupport
import Testing
import Timetable

@testable import Control

/// Runs the service on a socket of its own while `body` asks it, and then shuts it down as the daemon does.
///
/// - Parameters:
///   - requestLimit: how long a request may take to arrive, and a connection may idle.
///   - console: what browsers reach, where the test is about that.
///   - accounts: who may sign in there.
///   - link: is told where the console is found.
///   - logger: where the service writes its log.
///   - retryPause: how long after it could not be opened the console's socket is tried again.
func withControl(
    _ desk: any BroadcastDesk, requestLimit: TimeAmount = ConnectionGuard.requestLimit,
    console: ControlService.Console? = nil, accounts: Accounts? = nil, link: ConsoleLink = ConsoleLink(hosts: []),
    logger: Logger = Logger(label: "test"), retryPause: Duration = ControlService.retryPause,
    _ body: (ControlClient, String) async throws -> Void
) async throws {
    let socket = "/tmp/storecast-control-\(UUID().uuidString.prefix(8)).sock"
    let accounts = accounts ?? Accounts(state: "\(socket).state", language: .en, logger: logger)
    let group = ServiceGroup(
        services: [
            ControlService(
                desk: desk, socket: .at(path: socket), console: console, accounts: accounts,
                link: link, logger: logger, requestLimit: requestLimit, uploadLimit: ConnectionGuard.uploadLimit,
                retryPause: retryPause)
        ],
        logger: logger)
    let running = Task { try await group.run() }
    let outcome: Result<Void, any Error>
    do {
        try await waitForOpening(of: socket)
        try await body(ControlClient(socket: socket), socket)
        outcome = .success(())
    } catch {
        outcome = .failure(error)
    }
    await group.triggerGracefulShutdown()
    try await running.value
    try? FileManager.default.removeItem(atPath: socket)
    try outcome.get()
}

private func waitForOpening(of socket: String) async throws {
    let limit = ContinuousClock.now + .seconds(20)
    while mode(of: socket) != 0o660 {
        try #require(ContinuousClock.now < limit, "the service did not open its socket")
        // Real time, as a socket has no other clock; a spinning test would starve the service.
        try await Task.sleep(for: .milliseconds(2))
    }
}

private func mode(of socket: String) -> mode_t? {
    var info = stat()
    guard stat(socket, &info) == 0 else { return nil }
    return info.st_mode & 0o777
}

/// HTTP as bytes, for requests no proper client would send.
enum RawHTTP {
    /// Sends a request and reads the answer to its end, off the threads that the service needs.
    ///
    /// - Parameters:
    ///   - headers: instead of the length of the body.
    ///   - isEnded: whether nothing more can come after the body.
    static func exchange(
        _ socket: String, _ method: String, _ path: String, headers: [String]? = nil, body: String,
        isEnded: Bool = false
    ) async throws -> DeskConnection.Answer {
        let headers = headers ?? ["Content-Length: \(body.utf8.count)"]
        return try await send(
            socket,
            """
            \(method) \(path) HTTP/1.1\r
            Host: storecast\r
            Connection: close\r
            \(headers.joined(separator: "\r\n"))\r
            \r
            \(body)
            """, isEnded: isEnded)
    }

    /// Sends some bytes, and reads what comes until the service closes.
    ///
    /// - Parameter isEnded: whether nothing more can come after them.
    static func send(
        _ socket: String, _ text: String, isEnded: Bool = false
    ) async throws -> DeskConnection.Answer {
        let answer = try await onThread {
            let connection = try UnixConnection(socket)
            // A service that refuses early may close while the rest is still being sent.
            try? connection.send(text)
            if isEnded { connection.endSending() }
            return try connection.rest()
        }
        return try #require(DeskConnection.answer(answer), "\(answer)")
    }

    /// Does something that blocks, off the threads that the service needs.
    static func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try #require(await onThreads(1) { _ in try body() }.first)
    }
}
