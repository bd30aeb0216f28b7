// SPDX-License-Identifier: Apache-2.0
import Foundation
import Station
import SystemSupport
import Testing

@testable import Control

/// What does not end by itself ends with the session of whoever asked.
@Suite(.serialized, .timeLimit(.minutes(1))) struct SessionEndTests {
    /// What ends a session.
    enum Ending: CaseIterable {
        case signedOut, expired, removed, newPassword

        func come(over anna: Browser) async throws {
            let accounts = anna.accounts
            switch self {
            case .signedOut: #expect(try await anna.ask("DELETE", "/v1/session").status == 204)
            case .expired: anna.clock.pass(AccountBook.idleLimit + 1)
            case .removed:
                let (invitation, _) = try await accounts.invite(.join(.admin), by: "test")
                _ = try await accounts.join(invitation, name: "bo", password: "correct horse")
                try await accounts.remove("anna", by: "bo")
            case .newPassword:
                let (invitation, _) = try await accounts.invite(.newPassword("anna"), by: "test")
                _ = try await accounts.join(invitation, name: "", password: "another horse")
            }
        }
    }

    /// Whether an answer comes to its end before a text does.
    private static func ends(_ stream: UnixConnection, before text: String) async throws -> Bool {
        let rest = try await RawHTTP.onThread {
            try stream.answer(whole: { $0.hasSuffix("\r\n0\r\n\r\n") || $0 == "0\r\n\r\n" || $0.contains(text) })
        }
        return !rest.contains(text)
    }

    @Test(arguments: Ending.allCases) func `events end with the next one, in all tabs`(ending: Ending) async throws {
        let desk = StubDesk()
        try await withConsole(desk) { browser in
            let anna = try await browser.signedIn()
            var tabs: [UnixConnection] = []
            for _ in 0..<2 { tabs.append(try await anna.open("/v1/events", until: "event: health\n")) }
            try await ending.come(over: anna)
            _ = try await desk.announce(
                AnnouncementRequest(text: "A secret"), by: Requester(user: "bo", roles: [.desk]))
            for tab in tabs {
                #expect(try await Self.ends(tab, before: "A secret"))
            }
            #expect(try await anna.ask("GET", "/v1/events").status == 401)
        }
    }

    @Test(arguments: Ending.allCases) func `the sound of a zone ends with its next piece`(ending: Ending) async throws {
        let (programme, sound) = AsyncStream.makeStream(of: [UInt8].self)
        try await withConsole(StubDesk(programme: programme)) { browser in
            let anna = try await browser.signedIn()
            sound.yield(Array("first".utf8))
            let listening = try await anna.open("/v1/listen", until: "first")
            try await ending.come(over: anna)
            sound.yield(Array("second".utf8))
            #expect(try await Self.ends(listening, before: "second"))
        }
    }

    @Test func `who gets other roles may still look, and a stream is no use of a session`() async throws {
        let desk = StubDesk()
        try await withConsole(desk) { browser in
            let anna = try await browser.signedIn(.editor)
            let events = try await anna.open("/v1/events", until: "event: health\n")
            _ = try await browser.accounts.setRoles([.desk, .admin], of: "anna", by: "test")
            anna.clock.pass(AccountBook.idleLimit - 60)
            for text in ["First", "Second"] {
                _ = try await desk.announce(AnnouncementRequest(text: text), by: Requester(user: "bo", roles: [.desk]))
                _ = try await RawHTTP.onThread { try events.answer(until: text) }
            }
            anna.clock.pass(61)
            #expect(try await anna.ask("GET", "/v1/status").status == 401)
        }
    }
}
