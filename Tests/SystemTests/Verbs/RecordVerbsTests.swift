// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What the verbs tell of a day that the test disturbed: an announcement in the way of an item, a mute, a kill.
    @Suite
    struct `The record of a disturbed day` {
        /// A store whose daemon may be ended and started again while its clock goes on.
        private final class Store: Sendable {
            let folder: StoreFolder
            let card: TestCard
            private let began = ContinuousClock.now

            init() async throws {
                card = try await TestCard("formats S32_LE")
                folder = try StoreFolder(
                    device: TestCard.device, facts: "chimes: { notice: none, urgent: none }",
                    timetable: """
                        open 08:00
                        close 22:00
                        07:00 music calm
                        09:00 say guide late 10m
                        09:00:10 play bell
                        09:00:18 say news late 1s
                        16:00 play bell
                        """)
                try folder.write(Tone(500, seconds: 6), to: "audio/music/calm/song.wav")
                try folder.write(Tone(900, seconds: 1), to: "audio/items/bell.wav")
                for (name, title, seconds) in [
                    ("guide", "Store guide", 2.0), ("news", "News", 1), ("sought", "Child sought", 5),
                ] {
                    try folder.write(Tone(1200, seconds: seconds), to: "audio/scripts/\(name).wav")
                    try folder.write(
                        "title \(title)\nclass urgent\napproved 2026-11-01 manager\n--- en\nWords.\n",
                        to: "schedules/scripts/\(name).txt")
                }
            }

            /// Seconds since 08:59:40 of its clock.
            var elapsed: Double { (ContinuousClock.now - began) / .seconds(1) }

            func run<Result>(_ body: (RunningDaemon) async throws -> Result) async throws -> Result {
                let seconds = 8 * 3600 + 59 * 60 + 40 + Int(elapsed.rounded(.up))
                try await wait(until: elapsed.rounded(.up))
                let clock = String(
                    format: "2026-11-21T%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                return try await RunningDaemon.run(folder, asIf: clock, card: card, body)
            }

            func wait(until seconds: Double) async throws {
                try await Task.sleep(for: .seconds(max(0, seconds - elapsed)))
            }

            func call(_ words: String...) async throws -> Storecast.Answer {
                try await Storecast.run(words + ["--socket", folder.socket])
            }
        }

        private struct Log: Decodable {
            struct Cue: Decodable {
                let key: String, when: String, verb: String, name: String, planned: String, outcome: String
                let zones: [String]
                let start: String?, end: String?, reason: String?
                let airings: [Airing]
            }
            struct Airing: Decodable { let frames: Int, ending: String, level: Double? }
            struct Fault: Decodable { let kind: String, seconds: Double }
            let date: String, timezone: String
            let cues: [Cue]
            let faults: [Fault]
        }

        @Test func `tells every item once, with its true times or the reason`() async throws {
            let store = try await Store()
            try await store.run { daemon in
                try await store.wait(until: 17)
                #expect(try await store.call("announce", "sought").code == 0)
                try await store.wait(until: 27)
                #expect(try await store.call("mute").code == 0)
                try await store.wait(until: 33)
                #expect(try await store.call("unmute").code == 0)
                try await store.wait(until: 35)
                daemon.child.send(SIGKILL)
                try await daemon.child.end(within: .seconds(5))
            }
            try await store.wait(until: 42)
            try await store.run { _ in
                _ = try await eventually("what was missed is on record", within: .seconds(10)) {
                    try await store.call("why", "news").output.contains("did not air") ? true : nil
                }
                try await checkLog(store)
                try await checkWhy(store)
                try await checkReport(store)
            }
            #expect(try await store.call("log").code == 3, "nobody is there to ask")
        }

        private func checkLog(_ store: Store) async throws {
            let answer = try await store.call("log", "--json")
            #expect(answer.code == 0, "\(answer.errors)")
            let log = try JSONDecoder().decode(Log.self, from: Data(answer.output.utf8))
            #expect(log.date == "2026-11-21" && log.timezone == "Asia/Shanghai")
            #expect(Set(log.cues.map(\.key)).count == log.cues.count)
            let outcomes = log.cues.filter { $0.verb != "music" }.map { "\($0.when) \($0.name) \($0.outcome)" }
            #expect(outcomes == ["09:00 guide aired", "09:00:10 bell missed", "09:00:18 news missed"])
            let guide = try #require(log.cues.first { $0.name == "guide" })
            #expect(guide.airings.map(\.ending) == ["whole"])
            #expect(abs((guide.airings.first?.frames ?? 0) - 96_000) <= 1)
            #expect((guide.airings.first?.level ?? -200) > -60)
            #expect(log.faults.contains { $0.kind == "muted" && abs($0.seconds - 6) < 2 })
            #expect(log.faults.contains { $0.kind == "stationOff" && (1...45).contains($0.seconds) })
            let text = try await store.call("log")
            #expect(text.output.contains("FAULT      the station was off"), "\(text.output)")
            #expect(text.output.contains(/announced +sought .*by .* at 08:59:5/), "\(text.output)")
            let table = try await store.call("log", "--csv", "--music")
            #expect(table.output.hasPrefix("\u{FEFF}date,planned,") && table.output.contains(",song,song,store,"))
            let part = try await store.call("log", "--from", "09:00:08", "--to", "09:00:12")
            #expect(part.output.contains("bell") && !part.output.contains("guide"))
        }

        private func checkWhy(_ store: Store) async throws {
            let guide = try await store.call("why", "guide").output
            #expect(
                guide.contains(/^"Store guide" at 09:00 gave way to "Child sought" and aired at 09:00:0\d\.\n$/),
                "\(guide)")
            let bell = try await store.call("why", "bell").output.split(separator: "\n")
            #expect(
                bell.first?.contains(/^"bell" at 09:00:10 did not air because .* had muted the store\.$/) == true,
                "\(bell)")
            #expect(bell.last == "\"bell\" at 16:00 is still to come, and will air on time as things stand.")
            let news = try await store.call("why", "09:00:18").output
            #expect(
                news.contains(
                    /"News" at 09:00:18 did not air because the station was off from 09:00:\d\d to 09:00:\d\d\.\n/),
                "\(news)")
            let unknown = try await store.call("why", "giude")
            #expect(unknown.code == 1 && unknown.errors.contains("did you mean \"guide\""), "\(unknown.errors)")
        }

        private func checkReport(_ store: Store) async throws {
            let book = try await store.call("report", "--shift")
            #expect(book.code == 0 && book.output.contains("HANDOVER BOOK"), "\(book.errors)")
            #expect(book.output.contains("planned 4, aired 2 (1 late), gave way 0, missed 2"), "\(book.output)")
            for line in book.output.split(separator: "\n") { #expect(line.count <= 80) }
            #expect(try await store.call("report", "--hand-over", "--note", "all is well").code == 0)
            let next = try await store.call("report", "--shift").output
            #expect(next.contains("all is well") && next.contains("planned 0"), "\(next)")
        }
    }
}
