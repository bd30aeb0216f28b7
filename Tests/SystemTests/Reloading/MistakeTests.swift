// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// A mistake is saved while the daemon runs.
    @Suite
    struct `A mistake that is saved` {
        /// A problem as programs read it.
        private struct Problem: Decodable {
            let file: String
            let line: Int?
            let column: Int?
            let severity: String
            let message: String
            let fix: String?
        }

        private struct Document: Decodable {
            let status: Int
            let title: String
            let detail: String
            let fix: String
            let problems: [Problem]
        }

        @Test func `changes nothing on air, is told with line, column and fix, and goes when it is mended`()
            async throws
        {
            let card = try await TestCard()
            let store = try ReloadStore(device: TestCard.device)
            let timetable = ReloadStore.timetable + "\n09:00:30 play bell\n"
            try store.folder.write(timetable, to: "schedules/everyday.timetable")
            try store.folder.write(
                "title W\napproved 2026-11-01 m\n--- en\nWelcome.\n", to: "schedules/scripts/welcome.txt")
            try store.folder.write(Tone(1500, seconds: 0.5), to: "audio/scripts/welcome.wav")
            try await RunningDaemon.run(store.folder, asIf: ReloadStore.asIf, card: card) { daemon in
                try await daemon.says("music   song", within: .seconds(10))
                // A line too many, one moved, and a name that is wrong.
                let wrong = timetable.replacing("21:00", with: "20:00") + "\n18:00 say welcom\n"
                try store.folder.write(wrong, to: "schedules/everyday.timetable")
                try await daemon.says("NOT LOADED: the last good plan stays on air", within: ReloadStore.soon)
                let place = "\(store.everyday):7:11: "
                try await daemon.says(place + "error: ", within: .seconds(1))
                let status = try await daemon.status(within: .seconds(2), "health tells") { !$0.health.isGood }
                #expect(status.health.problems.contains { $0.hasPrefix("not loaded: \(place)") }, "\(status.health)")
                #expect(status.next.contains { $0.when == "21:00" && $0.name == "bell" })

                let answer = try await store.reload()
                #expect(answer.code == 1)
                #expect(answer.output.contains("\(place)error: "), "\(answer.output)")
                #expect(answer.output.contains("18:00 say welcom\n          ^^^^^^"), "\(answer.output)")
                #expect(answer.errors.contains("not loaded: 1 mistake; the last good plan stays on air"))
                let json = try await store.reload(["--json"])
                #expect(json.code == 1)
                let document = try JSONDecoder().decode(Document.self, from: Data(json.output.utf8))
                #expect(document.status == 422)
                let problem = try #require(document.problems.first)
                #expect(problem.file == store.everyday && problem.line == 7 && problem.column == 11)
                #expect(problem.severity == "error" && problem.fix?.contains("welcome") == true)

                // The old plan's next item is heard on its second.
                try await daemon.says("on air  play bell", within: .seconds(40))
                try await card.hears(Tone(1000, seconds: 0.5), within: .seconds(5))

                try store.folder.write(
                    wrong.replacing("welcom\n", with: "welcome\n"), to: "schedules/everyday.timetable")
                try await daemon.plansBell(at: "20:00")
                try await daemon.says("18:00 say welcome is new", within: .seconds(1))
                try await daemon.status(within: .seconds(5), "health is good again") { $0.health.isGood }
                let heard = try card.recording()
                let level = LevelTrack(of: [ToneTrack(of: 500, in: heard.left)])
                let from = Double(heard.left.firstIndex { abs($0) > 0.01 } ?? 0) / Recording.rate + 1
                let to = Double(heard.left.count) / Recording.rate - 0.5
                let whole = try #require(level.median(from: from, to: to))
                #expect(level.gaps(below: whole / 8, from: from, to: to).isEmpty)
            }
        }

        @Test func `waits for the sound that a line names, and holds up what is mended elsewhere until then`()
            async throws
        {
            let store = try ReloadStore()
            try await RunningDaemon.run(store.folder, asIf: ReloadStore.asIf) { daemon in
                try await daemon.plansBell(at: "21:00")
                let text = ReloadStore.text(bellAt: "20:00") + "19:00 play chime-of-noon\n"
                try store.folder.write(text, to: "schedules/everyday.timetable")
                try await daemon.says("NOT LOADED", within: ReloadStore.soon)
                try await daemon.plansBell(at: "21:00")
                try store.folder.write(Tone(800, seconds: 1), to: "audio/items/chime-of-noon.wav")
                try await daemon.plansBell(at: "20:00")
                #expect(try await daemon.status().health.problems.allSatisfy { !$0.contains("not loaded") })
                // Both at once, and asked for: the sound is looked for first.
                try store.folder.write(Tone(800, seconds: 1), to: "audio/items/supper.wav")
                try store.folder.write(text + "17:00 play supper\n", to: "schedules/everyday.timetable")
                let answer = try await store.reload()
                #expect(answer.code == 0, "\(answer)")
                #expect(answer.output.contains("everyday: 17:00 play supper is new\n"), "\(answer)")
            }
        }

        @Test func `a timetable that is gone stays on air until somebody says that it is meant`() async throws {
            let store = try ReloadStore(language: "zh")
            try store.folder.write(
                "days Sat\nopen 09:00\nclose 21:00\n07:00 music calm\n", to: "schedules/saturday.timetable")
            try await RunningDaemon.run(store.folder, asIf: ReloadStore.asIf) { daemon in
                try await daemon.plansBell(at: "21:00")
                try store.folder.remove("schedules/saturday.timetable")
                try await daemon.says("saturday.timetable: 错误：此文件突然不见了", within: ReloadStore.soon)
                let status = try await daemon.status()
                #expect(status.health.problems.contains { $0.hasPrefix("未载入：") && $0.contains("storecast reload") })
                let answer = try await store.reload()
                #expect(answer.code == 0, "\(answer)")
                #expect(answer.output.contains("移除播出表 saturday\n"))
                #expect(!(try await daemon.status()).health.problems.contains { $0.hasPrefix("未载入：") })
            }
        }

        @Test func `that is on air since the start does not keep the rest from being mended`() async throws {
            let store = try ReloadStore()
            let wrong = ReloadStore.timetable + "\n18:00 say welcom\n25:00 nonsense\n"
            try store.folder.write(wrong, to: "schedules/everyday.timetable")
            try await RunningDaemon.run(store.folder, asIf: ReloadStore.asIf) { daemon in
                try await daemon.plansBell(at: "21:00")
                try store.folder.write(
                    "# new\n" + wrong.replacing("21:00", with: "20:00"), to: "schedules/everyday.timetable")
                try await daemon.plansBell(at: "20:00")
                try store.folder.write(ReloadStore.text(bellAt: "19:00"), to: "schedules/everyday.timetable")
                try await daemon.plansBell(at: "19:00")
                let problems = try await daemon.status().health.problems
                #expect(!problems.contains { $0.contains("everyday") }, "\(problems)")
            }
        }
    }
}
