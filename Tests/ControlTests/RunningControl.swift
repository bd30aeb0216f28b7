// SPDX-License-Identifier: Apache-2.0
import Control
import Dispatch
import Foundation
import Glibc
import Logging
import ServiceLifecycle
import Station
import Testing

/// Runs the service on a socket of its own while `body` asks it, and then shuts it down as the daemon does.
///
/// Cancelling the task instead would end the process where a connection was accepted and not yet served:
/// https://github.com/apple/swift-nio/issues/3481.
func withControl(
    _ desk: any BroadcastDesk, _ body: (ControlClient, String) async throws -> Void
) async throws {
    let socket = "/tmp/storecast-control-\(UUID().uuidString.prefix(8)).sock"
    let logger = Logger(label: "test")
    let group = ServiceGroup(
        services: [ControlService(desk: desk, socket: socket, logger: logger)], logger: logger)
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
    struct Answer {
        var status: Int
        var head: String
        var body: String
    }

    /// Sends a request and reads the answer to its end, off the threads that the service needs.
    ///
    /// - Parameters:
    ///   - headers: instead of the length of the body.
    ///   - isEnded: whether nothing more can come after the body.
    static func exchange(
        _ socketPath: String, _ method: String, _ path: String, headers: [String]? = nil, body: String,
        isEnded: Bool = false
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result {
                        try blockingExchange(
                            socketPath, method, path, headers ?? ["Content-Length: \(body.utf8.count)"], body, isEnded)
                    })
            }
        }
    }

    private static func blockingExchange(
        _ socketPath: String, _ method: String, _ path: String, _ headers: [String], _ body: String, _ isEnded: Bool
    ) throws -> Answer {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(socketPath.utf8)) }
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(connected == 0)
        let request = """
            \(method) \(path) HTTP/1.1\r
            Host: storecast\r
            Connection: close\r
            \(headers.joined(separator: "\r\n"))\r
            \r
            \(body)
            """
        let bytes = Array(request.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // A server that refuses early may close while the rest is still being sent.
            guard count > 0 else { break }
            sent += count
        }
        if isEnded { shutdown(descriptor, Int32(SHUT_WR)) }
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { break }
            answer += chunk[..<count]
        }
        let text = String(decoding: answer, as: UTF8.self)
        let parts = text.components(separatedBy: "\r\n\r\n")
        let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return Answer(status: status, head: parts[0], body: parts.dropFirst().joined(separator: "\r\n\r\n"))
    }
}
