// SPDX-License-Identifier: Apache-2.0
import Foundation
import NIOCore
import SystemSupport
import Testing

@testable import Control
@testable import Station

@Suite(.serialized, .timeLimit(.minutes(1))) struct LimitsTests {
    @Test func `who runs the daemon is admin, and what they push carries their name`() async throws {
        let desk = StubDesk()
        try await withControl(desk) { client, _ in
            let accepted = try await client.announce(AnnouncementRequest(text: "Hello"))
            let requester = try #require(await desk.requesters.first)
            #expect(requester.roles.contains(.admin))
            #expect(accepted.by == requester.user)
        }
    }

    @Test(arguments: [
        ("PUT", "/v1/announcements", "GET, POST"), ("DELETE", "/v1/status", "GET"),
        ("POST", "/v1/announcements/some-id", "DELETE, GET"), ("GET", "/v1/mute", "POST"),
    ])
    func `a wrong method is told which are right`(method: String, path: String, allow: String) async throws {
        try await withControl(StubDesk()) { _, socket in
            let answer = try await RawHTTP.exchange(socket, method, path, body: "")
            #expect(answer.status == 405)
            #expect(answer.head.lowercased().contains("allow: \(allow.lowercased())"), "\(answer.head)")
        }
    }

    @Test func `a control character is refused with its code`() async throws {
        try await withControl(StubDesk()) { _, socket in
            let answer = try await RawHTTP.exchange(
                socket, "POST", "/v1/announcements", body: #"{"fields": {"item": "a\u001b[2J"}}"#)
            #expect(answer.status == 400)
            #expect(answer.body.contains("U+001B"), "\(answer.body)")
        }
    }

    @Test func `64 KiB of nested lists are refused as no request`() async throws {
        try await withControl(StubDesk()) { client, socket in
            let nested = String(repeating: "[", count: 65_000)
            let answer = try await RawHTTP.exchange(socket, "POST", "/v1/announcements", body: nested)
            #expect(answer.status == 400)
            _ = try await client.status()
        }
    }

    @Test func `64 KiB of JSON are read, and a byte more is not, also where no length is told`() async throws {
        let frame = #"{"text": ""}"#
        let most = #"{"text": ""# + String(repeating: "a", count: (64 << 10) - frame.utf8.count) + #""}"#
        try await withControl(StubDesk()) { _, socket in
            #expect(try await RawHTTP.exchange(socket, "POST", "/v1/announcements", body: most).status == 202)
            let more = try await RawHTTP.exchange(socket, "POST", "/v1/announcements", body: most + " ")
            #expect(more.status == 413)
            #expect(more.body.contains("more than 64 KiB") && more.body.contains(#""fix":"shorten it""#))
            let size = String(most.utf8.count + 1, radix: 16)
            let chunked = try await RawHTTP.send(
                socket,
                """
                POST /v1/announcements HTTP/1.1\r
                Host: storecast\r
                Connection: close\r
                Transfer-Encoding: chunked\r
                \r
                \(size)\r
                \(most) \r
                0\r
                \r

                """)
            #expect(chunked.status == 413)
        }
    }

    @Test func `where too much is waiting the client is told when to try again`() async throws {
        let full = RequestRefused(kind: .full, message: "500 announcements are waiting", fix: "try again")
        try await withControl(StubDesk(refusal: full)) { _, socket in
            let answer = try await RawHTTP.exchange(socket, "POST", "/v1/announcements", body: #"{"text": "a"}"#)
            #expect(answer.status == 429)
            #expect(answer.head.contains("retry-after: 10"))
            #expect(answer.body.contains("500 announcements are waiting") && answer.body.contains("try again"))
        }
    }

    @Test func `the 257th connection is refused while 256 are open, and served when they are gone`() async throws {
        try await withControl(StubDesk()) { client, socket in
            let answer = try await RawHTTP.onThread {
                let open = try (0..<256).map { _ in try DeskConnection(socket) }
                // The last one is answered, so all of them were taken in.
                #expect(try open[255].ask("GET", "/v1/status").status == 200)
                let answer = try UnixConnection(socket).rest()
                withExtendedLifetime(open) {}
                return answer
            }
            let told = try #require(DeskConnection.answer(answer))
            #expect(told.status == 503)
            #expect(told.head.contains("retry-after: 10"))
            #expect(told.body.contains("256 connections are open already"))
            // The service hears of each closing by itself, and may need a moment.
            _ = try await eventually("it serves again", within: .seconds(10)) { try? await client.status() }
        }
    }

    @Test(arguments: ["", "GET /v1/sta", "POST /v1/announcements HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"])
    func `what does not come to its end in time is told so`(beginning: String) async throws {
        try await withControl(StubDesk(), requestLimit: .milliseconds(200)) { client, socket in
            let answer = try await RawHTTP.send(socket, beginning)
            #expect(answer.status == 408)
            #expect(answer.body.contains("no whole request came within"))
            // On a busy machine this request, too, may come too late.
            _ = try await eventually("it serves others", within: .seconds(10)) { try? await client.status() }
        }
    }

    @Test func `a connection that idles is closed without a word, and the next one is served`() async throws {
        try await withControl(StubDesk(), requestLimit: .milliseconds(200)) { client, socket in
            let rest = try await RawHTTP.onThread {
                let connection = try UnixConnection(socket)
                for _ in 0..<2 {
                    try connection.send(DeskConnection.request("GET", "/v1/scripts"))
                    try connection.answer(until: "wet-floor")
                }
                return try connection.rest()
            }
            #expect(!rest.contains("HTTP/1.1"))
            _ = try await eventually("it serves others", within: .seconds(10)) { try? await client.status() }
        }
    }

    @Test func `one day is rehearsed at a time, and who comes meanwhile is told when to try again`() async throws {
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        let desk = StubDesk(rehearsal: {
            begin.yield()
            for await _ in released { break }
        })
        try await withControl(desk) { client, socket in
            async let first = RawHTTP.exchange(socket, "GET", "/v1/running-order", body: "")
            for await _ in begun { break }
            let second = try await RawHTTP.exchange(socket, "GET", "/v1/running-order?date=2026-12-31", body: "")
            #expect(second.status == 503)
            #expect(second.head.contains("retry-after: 1\r\n"))
            #expect(second.body.contains(#""fix":"try again in a second""#), "\(second.body)")
            _ = try await client.status()
            release.yield()
            #expect(try await first.status == 200)
            release.yield()
            #expect(try await RawHTTP.exchange(socket, "GET", "/v1/running-order", body: "").status == 200)
        }
    }
}
