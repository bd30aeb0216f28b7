// SPDX-License-Identifier: Apache-2.0
import Foundation
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
}
