// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import Station
import Synchronization
import SystemSupport
import Testing

@testable import Control

/// Where the console is served, and where it is not.
@Suite(.timeLimit(.minutes(1))) struct ConsoleSocketTests {
    /// What was written into a log.
    private final class Told: Sendable {
        private let lines = Mutex<[String]>([])

        var text: String { lines.withLock { $0.joined(separator: "\n") } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    private struct ToldLog: LogHandler {
        let told: Told
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { told.add("\(event.level): \(event.message)") }
    }

    @Test func `at a port that somebody else has the station says what to do, and the console comes when it is free`()
        async throws
    {
        let other = try ConsoleSocket.at(WebSettings.Address(host: "127.0.0.1", port: 0)).descriptor()
        let address = try #require(ConsoleSocket.address(of: other))
        let (told, link) = (Told(), ConsoleLink(hosts: []))
        let console = ControlService.Console(socket: .at(address), hosts: [])
        let logger = Logger(label: "test") { _ in ToldLog(told: told) }
        try await withControl(
            StubDesk(), console: console, link: link, logger: logger, retryPause: .milliseconds(20)
        ) { client, _ in
            _ = try await eventually("it says so", within: .seconds(10)) { told.text.isEmpty ? nil : told.text }
            _ = try await client.status()
            #expect(link.page == nil)
            close(other)
            let page = try await eventually("it is served", within: .seconds(10)) { link.page }
            #expect(page == "http://\(address)/")
        }
        let lines = told.text.components(separatedBy: "\n").filter { $0.contains("console at \(address)") }
        #expect(lines.count == 2, "told once, however often it is tried, and once that it is there: \(lines)")
        #expect(told.text.contains("Address already in use") && told.text.contains("fix: end what listens there"))
    }

    @Test func `a station that is to stop does not wait for a port`() async throws {
        let other = try ConsoleSocket.at(WebSettings.Address(host: "127.0.0.1", port: 0)).descriptor()
        defer { close(other) }
        let address = try #require(ConsoleSocket.address(of: other))
        try await withControl(StubDesk(), console: ControlService.Console(socket: .at(address), hosts: [])) {
            client, _ in
            _ = try await client.status()
        }
    }

    @Test func `where it is switched off, who comes to a socket that others keep is told so`() async throws {
        try await withConsole(isOff: true) { browser in
            for (method, path) in [
                ("GET", "/"), ("GET", "/v1/session"), ("POST", "/v1/session"), ("GET", "/v1/status"),
            ] {
                let answer = try await browser.ask(method, path, body: method == "GET" ? "" : "{}")
                #expect(answer.status == 404 && answer.body.contains("listen: none"), "\(method) \(path)")
            }
        }
    }
}
