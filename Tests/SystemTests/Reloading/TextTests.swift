// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What staff write, saved over the API as the console's editor does.
    @Suite
    struct `A text that is saved over the API` {
        private struct Content: Decodable { let text: String, version: String }
        private struct Saved: Decodable {
            struct Problem: Decodable { let line: Int?, message: String }
            let version: String?, changed: [String]?, problems: [Problem]?, text: String?
        }
        private struct Listed: Decodable, Equatable {
            let path: String, title: String?, approved: String?, languages: [String]
            let kind: String, `class`: String?
        }
        private struct Version: Decodable { let by: String, text: String }
        private struct Preview: Decodable {
            struct Cue: Decodable { let name: String, when: String }
            let changed: [String], before: [Cue], after: [Cue]
        }

        private static let everyday = "/v1/texts/content?path=everyday.timetable"

        private func ask<Answer: Decodable>(
            _ socket: String, _ method: String, _ path: String, _ body: [String: String?]? = nil
        ) async throws -> (status: Int, answer: Answer) {
            let json = try body.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
            let answer = try DeskConnection(socket).ask(method, path, json: json)
            return (answer.status, try JSONDecoder().decode(Answer.self, from: Data(answer.body.utf8)))
        }

        @Test func `is on air at once, and what was there can be taken back to the last byte`() async throws {
            let store = try ReloadStore()
            let original = "# 每天  the day\r\n" + ReloadStore.text(bellAt: "21:00") + "\n   # the end\n"
            try store.folder.write(original, to: "schedules/everyday.timetable")
            try await RunningDaemon.run(store.folder, asIf: ReloadStore.asIf) { daemon in
                try await daemon.plansBell(at: "21:00")
                let socket = store.folder.socket
                let before: Content = try await ask(socket, "GET", Self.everyday).answer
                #expect(before.text == original)
                let text = original.replacing("21:00", with: "20:30")
                let shown: Preview = try await ask(
                    socket, "POST", "/v1/texts/preview", ["path": "everyday.timetable", "text": text]
                ).answer
                #expect(shown.changed == ["everyday: 20:30 play bell was at 21:00"])
                #expect(shown.before.contains { $0.when == "21:00" } && shown.after.contains { $0.when == "20:30" })
                #expect(try String(contentsOfFile: store.everyday, encoding: .utf8) == original)
                let saved: Saved = try await ask(
                    socket, "PUT", Self.everyday, ["text": text, "basedOn": before.version]
                ).answer
                #expect(saved.changed == ["everyday: 20:30 play bell was at 21:00"])
                try await daemon.plansBell(at: "20:30", within: .seconds(1))
                #expect(try String(contentsOfFile: store.everyday, encoding: .utf8) == text)
                let versions: [Version] = try await ask(
                    socket, "GET", "/v1/texts/versions?path=everyday.timetable"
                ).answer
                #expect(versions.map(\.text) == [original])
                let back: Saved = try await ask(
                    socket, "PUT", Self.everyday, ["text": versions[0].text, "basedOn": saved.version]
                ).answer
                #expect(back.version == before.version)
                try await daemon.plansBell(at: "21:00", within: .seconds(1))
                #expect(try String(contentsOfFile: store.everyday, encoding: .utf8) == original)
            }
        }

        @Test func `loses nothing where two save at once, or it has a mistake`() async throws {
            let store = try ReloadStore()
            try await RunningDaemon.run(store.folder, asIf: ReloadStore.asIf) { daemon in
                try await daemon.plansBell(at: "21:00")
                let socket = store.folder.socket
                let before: Content = try await ask(socket, "GET", Self.everyday).answer
                // By hand, while somebody has it open in a browser.
                try store.folder.write(ReloadStore.text(bellAt: "20:00"), to: "schedules/everyday.timetable")
                let mine = ReloadStore.text(bellAt: "19:00")
                let (status, conflict): (Int, Saved) = try await ask(
                    socket, "PUT", Self.everyday, ["text": mine, "basedOn": before.version])
                #expect(status == 409)
                #expect(conflict.text == ReloadStore.text(bellAt: "20:00"))
                let new = try await ask(socket, "PUT", Self.everyday, ["text": mine, "basedOn": nil]) as (Int, Saved)
                #expect(new.0 == 409)
                let wrong = mine + "20:00 sya welcome\n"
                let (refused, mistakes): (Int, Saved) = try await ask(
                    socket, "PUT", Self.everyday, ["text": wrong, "basedOn": conflict.version])
                #expect(refused == 422)
                #expect(mistakes.problems?.map(\.line) == [5])
                #expect(
                    try String(contentsOfFile: store.everyday, encoding: .utf8) == ReloadStore.text(bellAt: "20:00"))
                let (good, _): (Int, Saved) = try await ask(
                    socket, "PUT", Self.everyday, ["text": mine, "basedOn": conflict.version])
                #expect(good == 200)
                try await daemon.plansBell(at: "19:00", within: .seconds(1))
            }
        }

        @Test func `is approved by who asks, and a script that is taken away is still among its versions`() async throws
        {
            let store = try ReloadStore()
            try await RunningDaemon.run(store.folder, asIf: ReloadStore.asIf) { daemon in
                try await daemon.answers()
                let socket = store.folder.socket, path = "scripts/hello.txt"
                let place = "/v1/texts/content?path=\(path)"
                let text = "title  Hello\nclass  notice\n--- en\nHello there.\n"
                let draft: Saved = try await ask(socket, "PUT", place, ["text": text, "basedOn": nil]).answer
                #expect(draft.problems?.first?.message.contains("draft") == true)
                let approved: Saved = try await ask(
                    socket, "POST", "/v1/texts/approval", ["path": path, "basedOn": draft.version]
                ).answer
                let user = NSUserName()
                let now: Content = try await ask(socket, "GET", place).answer
                #expect(now.text == text.replacing("--- en", with: "approved  2026-11-23 \(user)\n--- en"))
                #expect(approved.version == now.version)
                let list: [Listed] = try await ask(socket, "GET", "/v1/texts").answer
                #expect(
                    list.first { $0.path == path }
                        == Listed(
                            path: path, title: "Hello", approved: "2026-11-23 \(user)", languages: ["en"],
                            kind: "script", class: "notice"))
                #expect(list.contains { $0.kind == "timetable" && $0.class == nil && $0.languages.isEmpty })
                let gone: Saved = try await ask(socket, "DELETE", "\(place)&basedOn=\(now.version)").answer
                #expect(gone.version == nil && gone.changed == ["script hello is gone"])
                let versions: [Version] = try await ask(socket, "GET", "/v1/texts/versions?path=\(path)").answer
                #expect(versions.map(\.text) == [now.text, text])
                #expect(versions.map(\.by) == [user, user])
            }
        }
    }
}
