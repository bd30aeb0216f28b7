// SPDX-License-Identifier: Apache-2.0
import Control
import Foundation
@testable import Station
import SystemSupport
import Testing
import Timetable

@Suite(.serialized, .timeLimit(.minutes(1))) struct ControlAPITests {
    @Test func `status comes over the socket as the station gives it`() async throws {
        try await withControl(StubDesk()) { client, _ in
            let status = try await client.status()
            #expect(status == StubDesk.fixed)
        }
    }

    @Test func `the scripts come over the socket as the station gives them`() async throws {
        try await withControl(StubDesk()) { client, _ in
            let scripts = try await client.scripts()
            #expect(scripts == [StubDesk.script])
        }
    }

    @Test func `an announcement is accepted and can be asked for`() async throws {
        try await withControl(StubDesk()) { client, _ in
            let accepted = try await client.announce(AnnouncementRequest(text: "Hello"))
            #expect(accepted.state == .queued)
            #expect(!accepted.durable)
            let asked = try await client.announcement(accepted.id)
            #expect(asked == accepted)
        }
    }

    @Test func `what the desk refuses reaches the client with what to do`() async throws {
        try await withControl(StubDesk()) { client, _ in
            let refused = ControlClient.Failure.refused(
                status: 422, detail: "there is nothing to say", fix: "give a text")
            await #expect(throws: refused) { try await client.announce(AnnouncementRequest(text: "")) }
        }
    }

    @Test func `a reload answers with what changed, or with the mistakes and how check prints them`() async throws {
        try await withControl(StubDesk()) { client, _ in
            guard case .loaded(let loaded, _) = try await client.reload() else {
                Issue.record("refused")
                return
            }
            #expect(loaded.changed == ["everyday: 10:00 say store-guide is new"])
            #expect(loaded.problemCount == 0)
        }
        let location = Location(file: "everyday.timetable", line: 3, column: 11)
        let mistake = Problem(
            Diagnostic(
                severity: .error, location: location, length: 6, message: Wording(en: "unknown", zh: "未知"),
                fix: Wording(en: "write it right", zh: "请改正")),
            sourceLine: "10:00 say welcom", language: .en)
        try await withControl(StubDesk(mistakes: [mistake])) { client, socket in
            guard case .refused(let refused, let json) = try await client.reload() else {
                Issue.record("loaded")
                return
            }
            #expect(refused.detail == "not loaded" && refused.fix == "mend it")
            #expect(refused.text == mistake.text)
            let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
            let first = try #require((object["problems"] as? [[String: Any]])?.first)
            #expect(first["line"] as? Int == 3 && first["column"] as? Int == 11)
            let answer = try await RawHTTP.exchange(socket, "POST", "/v1/reload", body: "")
            #expect(answer.status == 422)
            #expect(answer.head.contains("content-type: application/problem+json"))
        }
    }

    @Test func `an unknown announcement is not found`() async throws {
        try await withControl(StubDesk()) { client, _ in
            let failure = await #expect(throws: ControlClient.Failure.self) {
                try await client.announcement("nobody")
            }
            guard case .refused(status: 404, _, _) = failure else {
                Issue.record("answered \(String(describing: failure))")
                return
            }
        }
    }

    @Test(arguments: [
        ("POST", "/v1/announcements", "not json", 400), ("POST", "/v1/announcements", "[1]", 400),
        ("POST", "/v1/announcements", #"{"text": 5}"#, 400),
        ("POST", "/v1/announcements", #"{"text": "a", "repaet": {}}"#, 400),
        ("POST", "/v1/announcements", #"{"text": "a", "repeat": {"evry": "5m"}}"#, 400),
        ("POST", "/v1/announcements", #"{"text": "a", "class": null}"#, 400),
        ("POST", "/v1/announcements", #"{"text": "a", "repeat": {"times": null}}"#, 400),
        ("POST", "/v1/announcements", #"{"text": ""}"#, 422), ("GET", "/v1/nothing", "", 404),
        ("POST", "/v1/announcements", #"{"text": ""# + String(repeating: "a", count: 70_000) + #""}"#, 413),
    ])
    func `a bad request gets a problem document that says what to do`(
        method: String, path: String, body: String, status: Int
    ) async throws {
        try await withControl(StubDesk()) { _, socket in
            let answer = try await RawHTTP.exchange(socket, method, path, body: body)
            #expect(answer.status == status, "\(answer.body)")
            #expect(answer.head.lowercased().contains("content-type: application/problem+json"))
            let problem = try #require(try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any])
            #expect(problem["status"] as? Int == status)
            #expect((problem["fix"] as? String)?.isEmpty == false)
        }
    }

    @Test func `where nobody answers the client says so`() async {
        let client = ControlClient(socket: "/tmp/storecast-nobody-here.sock")
        let failure = await #expect(throws: ControlClient.Failure.self) { try await client.status() }
        guard case .unreachable(socket: "/tmp/storecast-nobody-here.sock", _) = failure else {
            Issue.record("answered \(String(describing: failure))")
            return
        }
    }

    @Test func `the socket is for its user and group only`() async throws {
        try await withControl(StubDesk()) { _, socket in
            let mode = try FileManager.default.attributesOfItem(atPath: socket)[.posixPermissions] as? Int
            #expect(mode == 0o660)
        }
    }

    @Test func `a socket in use, a file in the way and a path too long are told apart`() async throws {
        #expect(SocketFile.examine("/tmp/storecast-nothing.sock") == .free)
        #expect(SocketFile.examine("/tmp") == .notASocket)
        #expect(SocketFile.examine("/tmp/" + String(repeating: "a", count: 200)) == .tooLong(limit: 107))
        try await withControl(StubDesk()) { _, socket in
            #expect(SocketFile.examine(socket) == .inUse)
        }
    }
}
