// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import Station
import Synchronization
import SystemSupport
import Testing
import Timetable

@testable import Control

/// A browser at the console of a stub desk.
struct Browser {
    let socket: String
    let accounts: Accounts
    /// The clock of accounts and sessions.
    let clock: ConsoleClock
    var cookie = ""
    var token = ""

    /// Asks, and reads all of the answer.
    func ask(
        _ method: String, _ path: String, host: String = "127.0.0.1:8480", _ headers: [String] = [], body: String = ""
    ) async throws -> DeskConnection.Answer {
        try await RawHTTP.send(socket, request(method, path, host: host, headers, body: body))
    }

    /// Asks for what does not end, and reads until a text has come.
    func open(_ path: String, until text: String) async throws -> UnixConnection {
        try await RawHTTP.onThread {
            let stream = try UnixConnection(socket)
            try stream.send(request("GET", path))
            try stream.answer(until: text)
            return stream
        }
    }

    /// A request as a browser sends it.
    private func request(
        _ method: String, _ path: String, host: String = "127.0.0.1:8480", _ headers: [String] = [], body: String = ""
    ) -> String {
        var head = ["\(method) \(path) HTTP/1.1", "Host: \(host)", "Connection: close"] + headers
        if !cookie.isEmpty { head.append("Cookie: other=1; \(cookie)") }
        if !token.isEmpty { head.append("X-CSRF-Token: \(token)") }
        if method != "GET" { head.append("Content-Length: \(body.utf8.count)") }
        return head.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    /// The same browser, signed in.
    func signedIn(_ role: Role = .admin) async throws -> Browser {
        let (invitation, _) = try await accounts.invite(.join(role), by: "test")
        let answer = try await ask(
            "POST", "/v1/accounts",
            body: #"{"invitation": "\#(invitation)", "name": "anna", "password": "correct horse"}"#)
        try #require(answer.status == 201)
        let line = try #require(answer.header("Set-Cookie"))
        #expect(line.hasSuffix("HttpOnly; SameSite=Strict"))
        var browser = self
        browser.cookie = String(line.prefix { $0 != ";" })
        let report = try JSONDecoder().decode(SessionAnswer.self, from: Data(answer.body.utf8))
        #expect(report.account?.name == "anna" && report.account?.roles == [role.rawValue])
        browser.token = try #require(report.csrf)
        return browser
    }
}

/// What `GET /v1/session` answers.
struct SessionAnswer: Decodable {
    struct Person: Decodable { let name: String, roles: [String] }
    let name: String, language: String, isNew: Bool
    let account: Person?
    let csrf: String?
}

/// A clock that a test sets.
final class ConsoleClock: Sendable {
    private let present = Mutex(Date())

    var now: Date { present.withLock { $0 } }

    /// Lets time pass.
    func pass(_ seconds: TimeInterval) { present.withLock { $0 += seconds } }
}

/// Runs a console while `body` asks it.
func withConsole(
    _ desk: any BroadcastDesk = StubDesk(), hosts: [String] = [], isOff: Bool = false,
    _ body: (Browser) async throws -> Void
) async throws {
    let folder = NSTemporaryDirectory() + "storecast-console-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let clock = ConsoleClock()
    let accounts = Accounts(state: folder, language: .en, logger: Logger(label: "test"), now: { clock.now })
    // A browser's connection is the same on any socket.
    let socket = "\(folder)/console"
    let console = ControlService.Console(
        socket: .inherited(descriptor: try SocketFile.listen(at: socket)), hosts: hosts, isOff: isOff)
    try await withControl(desk, console: console, accounts: accounts) { _, _ in
        try await body(Browser(socket: socket, accounts: accounts, clock: clock))
    }
    try FileManager.default.removeItem(atPath: folder)
}
