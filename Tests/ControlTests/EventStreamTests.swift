// SPDX-License-Identifier: Apache-2.0
import Foundation
import Station
import SystemSupport
import Testing

@testable import Control

/// `GET /v1/events` over the socket.
@Suite(.serialized, .timeLimit(.minutes(1))) struct EventStreamTests {
    /// Opens a stream and reads how everything stands.
    private static func open(
        _ socket: String, headers: String = ""
    ) async throws -> (stream: UnixConnection, beginning: String) {
        try await RawHTTP.onThread {
            let stream = try UnixConnection(socket)
            try stream.send("GET /v1/events HTTP/1.1\r\nHost: storecast\r\n\(headers)\r\n")
            return (stream, try stream.answer(until: "event: health\n"))
        }
    }

    @Test func `a stream has its type, begins with how everything stands, and goes on with changes`() async throws {
        try await withControl(StubDesk()) { client, socket in
            let (stream, beginning) = try await Self.open(socket)
            #expect(beginning.lowercased().contains("content-type: text/event-stream"))
            #expect(beginning.contains("event: zone") && beginning.contains("event: output"))
            _ = try await client.announce(AnnouncementRequest(text: "Hello"))
            let change = try await RawHTTP.onThread { try stream.answer(until: "event: announcement\n") }
            #expect(change.contains("id: "))
        }
    }

    @Test func `a client that comes back with the last event's id is told what it missed`() async throws {
        try await withControl(StubDesk()) { client, socket in
            let (stream, _) = try await Self.open(socket)
            _ = try await client.announce(AnnouncementRequest(text: "first"))
            let change = try await RawHTTP.onThread { try stream.answer(until: "first") }
            let id = try #require(change.components(separatedBy: "id: ").last?.prefix { $0 != "\n" })
            _ = try await client.announce(AnnouncementRequest(text: "second"))
            let missed = try await RawHTTP.onThread {
                let back = try UnixConnection(socket)
                try back.send("GET /v1/events HTTP/1.1\r\nHost: storecast\r\nLast-Event-ID: \(id)\r\n\r\n")
                return try back.answer(until: "second")
            }
            #expect(!missed.contains("first") && !missed.contains("event: health"))
        }
    }

    @Test func `the seventeenth listener is told when to try again`() async throws {
        try await withControl(StubDesk()) { client, socket in
            var streams: [UnixConnection] = []
            for _ in 0..<EventFeed.mostSubscribers { streams.append(try await Self.open(socket).stream) }
            let answer = try await RawHTTP.exchange(socket, "GET", "/v1/events", body: "")
            #expect(answer.status == 503)
            #expect(answer.head.contains("retry-after: 10"))
            #expect(answer.body.contains("16 clients listen to events already"))
            _ = try await client.status()
            withExtendedLifetime(streams) {}
        }
    }

    @Test func `a client that never reads is closed, and another hears everything meanwhile`() async throws {
        let desk = StubDesk()
        try await withControl(desk) { client, socket in
            let (silent, _) = try await Self.open(socket)
            let (reader, _) = try await Self.open(socket)
            // More than the system and the station hold for it, step by step, so that who reads keeps up.
            let text = String(repeating: "a", count: 2000), steps = 12, each = 50
            for number in 1...steps * each {
                let request = AnnouncementRequest(text: "\(number) \(text)")
                _ = try await desk.announce(request, by: Requester(user: "bo", roles: [.desk]))
                guard number.isMultiple(of: each) else { continue }
                _ = try await RawHTTP.onThread { try reader.answer(until: "\"\(number) a") }
            }
            let rest = try await RawHTTP.onThread { try silent.rest() }
            #expect(!rest.hasSuffix("0\r\n\r\n"), "it was not told whole, but closed")
            _ = try await client.status()
        }
    }

    @Test func `a graceful shutdown ends the streams, whole`() async throws {
        let kept = Kept()
        // Comes back only when the service has ended, which waits for its connections.
        try await withControl(StubDesk()) { _, socket in
            await kept.keep(try await Self.open(socket).stream)
        }
        let stream = try #require(await kept.stream)
        let rest = try await RawHTTP.onThread { try stream.rest() }
        #expect(rest.hasSuffix("0\r\n\r\n"), "the last chunk of the answer: \(rest.suffix(40))")
    }

    private actor Kept {
        private(set) var stream: UnixConnection?
        func keep(_ stream: UnixConnection) { self.stream = stream }
    }
}
