// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What each role may do, asked by other Unix users over HTTP.
    @Suite(OtherUser.condition)
    struct `Who may do what` {
        private static let stranger = OtherUser(name: "bin", group: "bin")
        /// At the desk by their name, and by their group.
        private static let desk = OtherUser(name: "games", group: "games")
        private static let colleague = OtherUser(name: "nobody", group: "nogroup")
        private static let editor = OtherUser(name: "daemon", group: "daemon")
        private static let admin = OtherUser(name: "root", group: "root")

        /// Heard so often that it is not over before the test is.
        private static let message = #"{"script": "found", "repeat": {"times": 9, "every": "1m"}}"#

        /// Runs a daemon whose socket lets everybody through, so that the roles alone decide.
        private static func open(_ body: (_ socket: String) async throws -> Void) async throws {
            let store = try StoreFolder(
                facts: """
                    chimes: { notice: none, urgent: none }
                    roles: { desk: [games, nogroup], editor: [daemon] }
                    """,
                timetable: "open 08:00\nclose 22:00\n07:00 music calm")
            try store.write(Tone(500, seconds: 20), to: "audio/music/calm/song.wav")
            try store.write(Tone(1500, seconds: 0.5), to: "audio/scripts/found.wav")
            try store.write(
                "title found\nclass urgent\napproved 2026-11-01 manager\n--- en\nWords.\n",
                to: "schedules/scripts/found.txt")
            try await RunningDaemon.run(store, asIf: "2026-11-21T09:00:00") { _ in
                try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: store.socket)
                try await body(store.socket)
            }
        }

        @Test func `a stranger is told that they have no role, whatever they ask, and nothing else`() async throws {
            try await Self.open { socket in
                let id = try #require(
                    try await Self.desk.ask("POST", "/v1/announcements", json: Self.message, at: socket).text("id"))
                let calls = [
                    ("GET", "/v1/status"), ("GET", "/v1/health"), ("GET", "/v1/scripts"), ("GET", "/v1/events"),
                    ("GET", "/v1/running-order"), ("GET", "/v1/running-order?date=nonsense"),
                    ("GET", "/v1/announcements"), ("GET", "/v1/announcements/\(id)"),
                    ("GET", "/v1/announcements/none"), ("POST", "/v1/announcements"),
                    ("DELETE", "/v1/announcements/\(id)"), ("POST", "/v1/announcements/\(id)/claimed"),
                    ("POST", "/v1/mute"), ("POST", "/v1/unmute"), ("PUT", "/v1/mute"), ("GET", "/v1/nothing"),
                    ("GET", "/"),
                ]
                var bodies: Set<String> = []
                for (method, path) in calls {
                    let answer = try await Self.stranger.ask(
                        method, path, json: path == "/v1/announcements" && method == "POST" ? Self.message : nil,
                        at: socket)
                    #expect(answer.status == 403, "\(method) \(path)")
                    bodies.insert(answer.body)
                }
                let body = try #require(bodies.first)
                #expect(bodies.count == 1, "nothing tells what is there: \(bodies)")
                let problem = try #require(JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
                #expect(Set(problem.keys) == ["type", "status", "title", "detail", "fix"])
                #expect(problem["detail"] as? String == "bin has no role at this station")
                #expect((problem["fix"] as? String)?.contains("an administrator adds them") == true)

                let kept = try await Self.desk.ask("GET", "/v1/announcements", at: socket)
                #expect(kept.body.components(separatedBy: #""id":"#).count == 2, "theirs was not taken: \(kept.body)")
                #expect(!kept.body.contains("cancelled") && !kept.body.contains("claimed"))
                let status = try await Self.desk.ask("GET", "/v1/status", at: socket)
                #expect(try status.text("mutedBy") == nil)
            }
        }

        @Test func `the desk cancels its own and claims any, an editor mutes, and an administrator does all`()
            async throws
        {
            try await Self.open { socket in
                func announce(_ user: OtherUser) async throws -> String {
                    let answer = try await user.ask("POST", "/v1/announcements", json: Self.message, at: socket)
                    #expect(answer.status == 202, "\(answer.body)")
                    #expect(try answer.text("by") == user.name)
                    return try #require(try answer.text("id"))
                }
                func end(_ how: String, _ id: String, by user: OtherUser) async throws -> OtherUser.Answer {
                    how == "DELETE"
                        ? try await user.ask("DELETE", "/v1/announcements/\(id)", at: socket)
                        : try await user.ask("POST", "/v1/announcements/\(id)/claimed", at: socket)
                }

                let own = try await announce(Self.desk)
                #expect(try await end("DELETE", own, by: Self.desk).text("state") == "cancelled")

                let theirs = try await announce(Self.desk)
                let refused = try await end("DELETE", theirs, by: Self.colleague)
                #expect(refused.status == 403)
                #expect(try refused.text("detail") == "it was announced by games")
                #expect(try refused.text("fix")?.contains("claimed") == true)
                let claimed = try await end("claimed", theirs, by: Self.colleague)
                #expect(claimed.status == 200, "\(claimed.body)")

                let third = try await announce(Self.colleague)
                for how in ["DELETE", "claimed"] {
                    let refused = try await end(how, third, by: Self.editor)
                    #expect(refused.status == 403)
                    #expect(try refused.text("detail") == "daemon is editor; this takes the role desk")
                }
                #expect(try await end("DELETE", third, by: Self.admin).text("state") == "cancelled")

                let muting = try await Self.desk.ask("POST", "/v1/mute", at: socket)
                #expect(muting.status == 403)
                #expect(try muting.text("detail") == "games is desk; this takes the role editor")
                #expect(try await Self.editor.ask("POST", "/v1/mute", at: socket).text("mutedBy") == "daemon")
                #expect(try await Self.editor.ask("POST", "/v1/unmute", at: socket).text("mutedBy") == nil)
                let announcing = try await Self.editor.ask(
                    "POST", "/v1/announcements", json: Self.message, at: socket)
                #expect(announcing.status == 403)
                #expect(try announcing.text("detail") == "daemon is editor; this takes the role desk")
                #expect(try await Self.editor.ask("GET", "/v1/status", at: socket).status == 200)
            }
        }

        @Test func `whom the socket's mode keeps out is told which group to be in, with exit code 3`() async throws {
            let store = try StoreFolder(timetable: "open 08:00\nclose 22:00")
            let tools = try TestFolder()
            let program = "\(tools.path)/storecast"
            try FileManager.default.copyItem(atPath: try Storecast.program(), toPath: program)
            try await RunningDaemon.run(store, asIf: "2026-11-21T09:00:00") { _ in
                let answer = try await Self.stranger.run([program, "status", "--socket", store.socket])
                #expect(answer.code == 3)
                #expect(answer.errors.contains("bin may not reach the station at \(store.socket)"))
                #expect(answer.errors.contains("usermod --append --groups storecast bin"))
                #expect(answer.errors.contains("bin 无法连接播音台"))
            }
        }
    }
}
