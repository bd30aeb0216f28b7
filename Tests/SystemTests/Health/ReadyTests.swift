// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// The broadcaster's look before the doors open.
    @Suite
    struct `Before opening` {
        private static let song = Tone(500, seconds: 6)
        private static let speech = Tone(1500, seconds: 0.5)

        private struct Report: Decodable {
            struct Check: Decodable {
                let subject: String
                let verdict: String
                let message: String
                let fix: String?
            }
            let isReady: Bool
            let language: String
            let checks: [Check]
        }

        private static func store(_ language: String = "en", device: String = TestCard.device) throws -> StoreFolder {
            let store = try StoreFolder.speaking(
                speech, chime: Tone(2000, seconds: 0.2), song: song, device: device, language: language)
            try store.write(
                "open 08:00\nclose 22:00\n07:00 music calm\n12:00 say welcome\n13:00 play march\n",
                to: "schedules/everyday.timetable")
            try store.write(
                "title Welcome\napproved 2026-11-01 manager\n--- en\nWelcome.\n", to: "schedules/scripts/welcome.txt")
            try store.write(
                "title Leave\nclass emergency\napproved 2026-11-01 manager\n--- en\nLeave now.\n",
                to: "schedules/scripts/leave.txt")
            try store.write(Tone(800, seconds: 1), to: "audio/items/march.wav")
            return store
        }

        private static func ready(_ store: StoreFolder) async throws -> (code: Int32, lines: [String]) {
            let answer = try await Storecast.run(["ready"] + store.places)
            return (answer.code, answer.output.split(separator: "\n").map(String.init))
        }

        /// Asks until no line is about what is still being prepared.
        private static func settled(_ store: StoreFolder) async throws -> (code: Int32, lines: [String]) {
            try await eventually("all is prepared", within: .seconds(20), every: .milliseconds(300)) {
                let answer = try await ready(store)
                return answer.lines.contains { $0.hasSuffix("look again in a minute") || $0.hasSuffix("请一分钟后再看") }
                    ? nil : answer
            }
        }

        @Test func `a store that is well is ready, and told how loud its card got the last song`() async throws {
            let (card, store) = (try await TestCard(), try Self.store())
            try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:00", card: card) { daemon in
                try await card.hears(Self.song, within: .seconds(20))
                try await daemon.run(until: 8)
                let (code, lines) = try await Self.settled(store)
                #expect(code == 0 && lines.last?.hasPrefix("READY") == true, "\(lines)")
                for start in [
                    "ok  today      open from 08:00 to 22:00, 3 lines planned",
                    "ok  card       \"testcard\" plays: 48000 Hz",
                    "ok  levels     \"song\" went to the card at about -2", "ok  files      2 sounds and 1 songs",
                    "ok  drafts     every script", "?   clock      set to 2026-11-21 08:00:", "ok  disk ",
                    "ok  record     written", "ok  queue      no announcement", "ok  emergency  in memory: leave",
                    "ok  speech     a word was spoken in en",
                ] {
                    #expect(lines.contains { $0.hasPrefix(start) }, "\(start): \(lines)")
                }
                let json = try await Storecast.run(["ready", "--json"] + store.places)
                let report = try JSONDecoder().decode(Report.self, from: Data(json.output.utf8))
                #expect(report.isReady && report.language == "en")
                let subjects = ["day", "card", "levels", "files", "drafts", "clock", "disk", "record", "queue"]
                #expect(Set(subjects + ["emergency", "speech"]) == Set(report.checks.map(\.subject)))
            }
        }

        @Test func `whatever is wrong is told in the language of the store, with what to do`() async throws {
            let (card, store) = (try await TestCard(), try Self.store("zh"))
            try store.write("title Welcome\n--- en\nWelcome.\n", to: "schedules/scripts/welcome.txt")
            try store.remove("audio/items/march.wav")
            let disk = try await SlowDisk(below: store.path("state"))
            let environment = card.environment.merging(disk.environment) { one, _ in one }
            try await RunningDaemon.run(
                store, ["--as-if", "2026-11-21T08:00:00"], environment: environment
            ) { daemon in
                try await card.hears(Self.song, within: .seconds(20))
                try disk.fail(.full)
                try card.command("unplug")
                try await daemon.status(within: .seconds(6), "no sound") { $0.outputs[0].state == "silent" }
                let (code, lines) = try await Self.settled(store)
                #expect(code == 1 && lines.last?.hasPrefix("尚不能开播：") == true, "\(lines)")
                for (start, end) in [
                    ("!   声卡  “testcard”没有声音：", ""), ("!   文件  今日有 2 个无法播放：", "逐项列出改法"),
                    ("!   草稿  今日排播但未审核，不会播出：welcome；", "“approved 日期 姓名”"),
                    ("!   记录  磁盘已满；", "请清理磁盘空间"),
                ] {
                    #expect(lines.contains { $0.hasPrefix(start) && $0.hasSuffix(end) }, "\(start): \(lines)")
                }
                try disk.fail(nil)
            }
        }

        @Test
        func `a clock that shows 1970 keeps it from opening, and where no station answers it says how to start one`()
            async throws
        {
            let (card, store) = (try await TestCard(), try Self.store())
            let clock = try await SettableClock("1970-01-01T08:00:00+08:00")
            let environment = card.environment.merging(clock.environment) { one, _ in one }
            try await RunningDaemon.run(store, [], environment: environment) { _ in
                let (code, lines) = try await Self.ready(store)
                #expect(code == 1 && lines.contains { $0.hasPrefix("!   clock      the clock is wrong") }, "\(lines)")
                #expect(
                    !lines.contains { $0.contains("today") || $0.contains("files") }, "nobody knows which day it is")
            }
            let (code, lines) = try await Self.ready(store)
            #expect(code == 3 && lines.count == 3, "\(lines)")
            #expect(lines[1].hasPrefix("!   station  no station answers; start it: sudo systemctl start storecast"))
        }

        @Test func `a volume that is muted or turned down behind the card is told`() async throws {
            try await SoundServer.run { sound in
                let store = try Self.store(device: SoundServer.device)
                try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:00", sound: sound) { daemon in
                    try await daemon.status(within: .seconds(9), "it plays") { $0.outputs[0].state == "playing" }
                    #expect(try await !Self.ready(store).lines.contains { $0.contains("control") })
                    try await sound.set("set-sink-volume", "20%")
                    let low = try await Self.ready(store)
                    #expect(
                        low.lines.contains {
                            $0.hasPrefix("?   levels     the card's control \"Master\" stands at 20 %")
                        })
                    try await sound.set("set-sink-mute", "1")
                    let muted = try await Self.ready(store)
                    #expect(muted.code == 1)
                    #expect(
                        muted.lines.contains { $0.hasPrefix("!   levels     the card's control \"Master\" is muted") })
                }
            }
        }
    }
}
