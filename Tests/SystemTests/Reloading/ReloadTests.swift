// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// `storecast reload` and `POST /v1/reload`.
    @Suite
    struct `A reload` {
        @Test func `tells what changed, that nothing has, and what takes effect at the next start`() async throws {
            let store = try ReloadStore()
            try await RunningDaemon.run(store.folder, asIf: ReloadStore.asIf) { daemon in
                try await daemon.plansBell(at: "21:00")
                let nothing = try await store.reload()
                #expect(nothing.code == 0 && nothing.output.hasPrefix("nothing has changed\n"), "\(nothing)")
                try store.folder.write(ReloadStore.text(bellAt: "20:00"), to: "schedules/everyday.timetable")
                // It may be on air before anybody asks; that is then told instead.
                let answer = try await store.reload()
                #expect(answer.output.contains("everyday: 20:00 play bell was at 21:00\n"), "\(answer)")
                let since = try await store.reload()
                let lines = since.output.split(separator: "\n")
                #expect(lines.first?.wholeMatch(of: /nothing has changed since 09:\d\d:\d\d:/) != nil, "\(since)")
                #expect(lines.dropFirst().first == "  everyday: 20:00 play bell was at 21:00")
                try await daemon.plansBell(at: "20:00", within: .seconds(1))

                let facts = try String(contentsOfFile: store.folder.path("schedules/store.yaml"), encoding: .utf8)
                try store.folder.write(
                    facts.replacing("store: [1, 2]", with: "hall: [1, 2]") + "name: Tea house\n",
                    to: "schedules/store.yaml")
                let half = try await store.reload(["--json"])
                #expect(half.code == 0)
                #expect(half.output.contains("store.yaml: outputs changed: takes effect at the next start"))
                #expect(half.output.contains("store.yaml: name changed"))
                let status = try await daemon.status()
                #expect(status.name == "Tea house")
                #expect(status.zones.map(\.name) == ["store"])
                let again = try await store.reload()
                #expect(again.output.hasPrefix("nothing has changed since 09:"), "\(again)")
                #expect(again.output.contains("\n1 problem in what is on air"), "\(again)")
            }
        }

        @Test func `follows roles, language, voice and levels at once, and speaks again only what sounds different`()
            async throws
        {
            let store = try ReloadStore()
            let sound = store.folder.path("speech.wav")
            try store.folder.write(Tone(1500, seconds: 0.3), to: "speech.wav")
            let spoken = store.folder.path("spoken")
            let engine =
                "speech: { engine: [sh, -c, \"cat >> '\(spoken)'; echo >> '\(spoken)'; cat '\(sound)'\", "
                + "\"{voice}\"], voices: { en: en } }\n"
            let facts = try String(contentsOfFile: store.folder.path("schedules/store.yaml"), encoding: .utf8) + engine
            try store.folder.write(facts, to: "schedules/store.yaml")
            for name in ["tea", "coats"] {
                try store.folder.write(
                    "title T\napproved 2026-11-01 m\n--- en\nAbout \(name).\n", to: "schedules/scripts/\(name).txt")
            }
            let lines = "20:00 say tea\n20:10 say coats\n"
            try store.folder.write(ReloadStore.timetable + "\n" + lines, to: "schedules/everyday.timetable")
            func words() -> [String] {
                // Before its first run the engine has written nothing down.
                let text = (try? String(contentsOfFile: spoken, encoding: .utf8)) ?? ""
                return text.split(separator: "\n").filter { !$0.isEmpty }.map(String.init).sorted()
            }
            try await RunningDaemon.run(store.folder, asIf: ReloadStore.asIf) { daemon in
                _ = try await eventually("both are spoken", within: .seconds(20)) { words().count == 2 ? true : nil }
                try store.folder.write(
                    "title T\napproved 2026-11-01 m\n--- en\nMore of tea.\n", to: "schedules/scripts/tea.txt")
                try store.folder.write(
                    facts.replacing("language: en", with: "language: zh") + "levels: { music: -30 }\n",
                    to: "schedules/store.yaml")
                try await daemon.says("已载入：播音稿 tea 有改动；store.yaml：language 有改动；levels 有改动", within: ReloadStore.soon)
                _ = try await eventually("the new text is spoken", within: .seconds(20)) {
                    words().count == 3 ? true : nil
                }
                try await Task.sleep(for: .seconds(1))
                #expect(words() == ["About coats.", "About tea.", "More of tea."])
                #expect(try await daemon.status().language == "zh")
            }
        }

        @Test(OtherUser.condition)
        func `is for editors: the desk gets 403, an editor what changed, or the mistakes`() async throws {
            let store = try ReloadStore()
            let facts = try String(contentsOfFile: store.folder.path("schedules/store.yaml"), encoding: .utf8)
            try store.folder.write(
                facts + "roles: { desk: [games], editor: [daemon] }\n", to: "schedules/store.yaml")
            let desk = OtherUser(name: "games", group: "games"), editor = OtherUser(name: "daemon", group: "daemon")
            try await RunningDaemon.run(store.folder, asIf: ReloadStore.asIf) { daemon in
                let socket = store.folder.socket
                try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: socket)
                let refused = try await desk.ask("POST", "/v1/reload", at: socket)
                #expect(refused.status == 403)
                #expect(try refused.text("detail") == "games is desk; this takes the role editor")
                let answer = try await editor.ask("POST", "/v1/reload", at: socket)
                #expect(answer.status == 200)
                #expect(answer.body == #"{"changed":[],"problems":[]}"#)
                try await daemon.says("daemon: reload", within: .seconds(1))
                try store.folder.write("open 25:99\n", to: "schedules/everyday.timetable")
                let wrong = try await editor.ask("POST", "/v1/reload", at: socket)
                #expect(wrong.status == 422)
                let problem = try #require(
                    try JSONSerialization.jsonObject(with: Data(wrong.body.utf8)) as? [String: Any])
                #expect(Set(problem.keys) == ["type", "status", "title", "detail", "fix", "problems", "text"])
                let first = try #require((problem["problems"] as? [[String: Any]])?.first)
                #expect(Set(first.keys) == ["file", "line", "column", "severity", "message", "fix"])
                // Who is an editor is taken over as well.
                try store.folder.write(ReloadStore.timetable, to: "schedules/everyday.timetable")
                try store.folder.write(
                    facts + "roles: { desk: [daemon], editor: [games] }\n", to: "schedules/store.yaml")
                try await daemon.says("roles changed", within: ReloadStore.soon)
                #expect(try await editor.ask("POST", "/v1/reload", at: socket).status == 403)
                #expect(try await desk.ask("POST", "/v1/reload", at: socket).status == 200)
            }
        }

        @Test func `fifty times is not heard: the music has no gap and no click, and a bell is on its second`()
            async throws
        {
            let card = try await TestCard()
            let store = try ReloadStore(device: TestCard.device)
            try store.folder.write(Tone(500, seconds: 120), to: "audio/music/calm/song.wav")
            try store.folder.write(
                ReloadStore.timetable + "\n09:00:40 play bell\n", to: "schedules/everyday.timetable")
            _ = try await Storecast.run(["check"] + store.folder.places)
            let began = try await RunningDaemon.run(store.folder, asIf: ReloadStore.asIf, card: card) { daemon in
                try await daemon.says("music   song", within: .seconds(10))
                try await daemon.run(until: 5)
                for count in 0..<50 {
                    try store.folder.write(
                        ReloadStore.text(bellAt: count.isMultiple(of: 2) ? "20:00" : "21:00") + "09:00:40 play bell\n",
                        to: "schedules/everyday.timetable")
                    let answer = try await store.reload()
                    #expect(answer.code == 0 && answer.output.contains(" was at "), "\(count): \(answer)")
                }
                try await daemon.run(until: 43)
                return daemon.clockBegan
            }
            let heard = try card.recording()
            let music = ToneTrack(of: 500, in: heard.left), bell = ToneTrack(of: 1000, in: heard.left)
            let first = Double(try #require(heard.left.firstIndex { abs($0) > 0.01 })) / Recording.rate
            let last = Double(heard.left.count) / Recording.rate - 1
            let level = LevelTrack(of: [music])
            let whole = try #require(level.median(from: first + 1, to: first + 3))
            // Under the bell it ducks.
            let bellAt = try #require(bell.passages().first?.start)
            #expect(level.gaps(below: whole * 0.9, from: first + 1, to: bellAt - 1).isEmpty)
            #expect(level.gaps(below: whole / 8, from: first + 1, to: last).isEmpty)
            #expect(ClickSearch.clicks(in: heard.left, of: [music, bell]).isEmpty)
            #expect(bell.passages().count == 1)
            let onset = Double(heard.instant(at: Int(bellAt * Recording.rate)) - began) / 1e9
            #expect(abs(onset - 40) < 0.02, "\(onset)")
        }
    }
}
