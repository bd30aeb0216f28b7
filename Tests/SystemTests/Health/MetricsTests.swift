// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What Prometheus is told of a station, and what is made of it.
    @Suite
    struct `The figures of a station` {
        private static let song = Tone(500, seconds: 8)
        private static let speech = Tone(1500, seconds: 0.5)
        private static let bell = Tone(1000, seconds: 0.3)

        private static func store() throws -> StoreFolder {
            let store = try StoreFolder.speaking(
                speech, chime: Tone(2000, seconds: 0.2), song: song, device: TestCard.device)
            try store.write(
                "open 08:00\nclose 22:00\n07:00 music calm\n08:00:05 play bell\n08:00:06 play gone late 1s\n",
                to: "schedules/everyday.timetable")
            try store.write(bell, to: "audio/items/bell.wav")
            return store
        }

        @Test func `tell what its card takes, what aired and what did not, and how soon an announcement was heard`()
            async throws
        {
            let (card, store) = (try await TestCard(), try Self.store())
            try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:00", card: card) { daemon in
                try await card.hears(Self.song, within: .seconds(20))
                let begun = try Metrics(of: store.socket)
                #expect(begun[#"output_up{output="main"}"#] == 1)
                #expect(try #require(begun[#"output_last_sample_age_seconds{output="main"}"#]) < 1)
                #expect(begun[#"zone_bed_on_air{zone="store"}"#] == 1 && begun["store_open"] == 1)
                #expect(begun["clock_trusted"] == 1 && begun["journal_writable"] == 1)
                #expect(try #require(begun["disk_free_bytes"]) > 0)
                let asked = try await Storecast.run([
                    "announce", "--text", "A child", "--wait", "--socket", store.socket,
                ])
                #expect(asked.code == 0, "\(asked.errors)")
                try await Metrics.become("one aired, one missed", at: store.socket) {
                    $0[#"cues_total{outcome="aired"}"#] == 1 && $0[#"cues_total{outcome="missed"}"#] == 1
                }
                try card.command("xrun")
                try await Metrics.become("it ran dry", at: store.socket) {
                    $0[#"output_underruns_total{output="main"}"#] == 1
                }
                let metrics = try Metrics(of: store.socket)
                // What was missed has no start, and an announcement is not planned to a second.
                #expect(metrics["cue_start_error_seconds_count"] == 1)
                #expect(metrics[#"announcement_latency_seconds_count{class="urgent"}"#] == 1)
                #expect(try #require(metrics[#"announcement_latency_seconds_sum{class="urgent"}"#]) > 0)
                #expect(metrics[#"announcement_latency_seconds_count{class="notice"}"#] == 0)
                #expect(metrics[#"announcements_ended_total{state="done"}"#] == 1)
                #expect(metrics[#"announcements{state="queued"}"#] == 0)
                try await Self.lose(card, store)
                try await Self.judgeFiles(against: metrics)
            }
        }

        /// The card goes, and comes back.
        private static func lose(_ card: TestCard, _ store: StoreFolder) async throws {
            try card.command("unplug")
            try await Metrics.become("the card is away", at: store.socket) {
                $0[#"output_up{output="main"}"#] == 0 && $0[#"output_losses_total{output="main"}"#] == 1
                    && $0[#"output_last_sample_age_seconds{output="main"}"#] ?? 0 > 1 && $0["problems"] ?? 0 >= 1
            }
            try card.command("plug")
            try await Metrics.become("it is back", at: store.socket) {
                $0[#"output_up{output="main"}"#] == 1 && $0[#"output_last_sample_age_seconds{output="main"}"#] ?? 9 < 1
            }
        }

        /// What is written about them names those that there are, and all of them.
        private static func judgeFiles(against metrics: Metrics) async throws {
            let folder = try TestFolder()
            let scrape = try folder.write(Data(metrics.text.utf8), to: "scrape")
            let child = try await Child.start("sh", ["-c", "promtool check metrics < \(scrape)"])
            #expect(try await child.exitCode(within: .seconds(30)) == 0)
            #expect(child.output.text + child.errors.text == "")
            let rules = try MonitoringFiles.text("monitoring/storecast.rules.yml")
            let queries = try MonitoringFiles.queries()
            #expect(queries.count > 20)
            for names in [MonitoringFiles.names(in: rules), MonitoringFiles.names(in: queries.joined(separator: " "))] {
                #expect(names.subtracting(metrics.names) == [])
            }
            let page = try MonitoringFiles.text("docs/monitoring.md")
            let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `storecast_") }
            let told = rows.map { MonitoringFiles.names(in: String($0)).first ?? "" }
            #expect(Set(told) == metrics.introduced && told.count == metrics.introduced.count)
        }

        @Test func `are handed to the node exporter whole, and are gone with the station`() async throws {
            let (card, store, folder) = (try await TestCard(), try Self.store(), try TestFolder())
            func hand() async throws -> (code: Int32, file: String?) {
                let child = try await Child.start(
                    MonitoringFiles.path("monitoring/storecast-textfile"), [folder.path, store.socket])
                let code = try await child.exitCode(within: .seconds(10))
                let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                #expect(names.allSatisfy { $0 == "storecast.prom" })
                return (
                    code,
                    names.isEmpty ? nil : try String(contentsOfFile: "\(folder.path)/storecast.prom", encoding: .utf8)
                )
            }
            try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:00", card: card) { _ in
                let (code, file) = try await hand()
                #expect(code == 0 && file?.contains("\nstorecast_build_info{") == true)
            }
            let (code, file) = try await hand()
            #expect(code == 0 && file == nil)
        }

        @Test func `have alerts that promtool finds right, and fire when they should`() async throws {
            let rules = MonitoringFiles.path("monitoring/storecast.rules.yml")
            #expect(try await MonitoringFiles.promtool(["check", "rules", rules]).code == 0)
            let tests = MonitoringFiles.path("monitoring/storecast.rules.test.yml")
            let answer = try await MonitoringFiles.promtool(["test", "rules", tests])
            #expect(answer.code == 0, "\(answer.output)\(answer.errors)")
            let alerts = try MonitoringFiles.text("monitoring/storecast.rules.yml").split(separator: "- alert: ")
                .dropFirst()
            let tested = try MonitoringFiles.text("monitoring/storecast.rules.test.yml")
            for alert in alerts {
                let name = alert.prefix { !$0.isWhitespace }
                for annotation in ["summary:", "summary_zh:", "action:", "action_zh:", "severity:"] {
                    #expect(alert.contains(annotation), "\(name)")
                }
                #expect(tested.contains("alertname=\"\(name)\",alertstate=\"firing\",severity="), "\(name)")
            }
        }

        @Test func `have a dashboard whose queries promtool reads`() async throws {
            let folder = try TestFolder()
            let rules = try MonitoringFiles.queries().enumerated().map { number, query in
                "      - { record: 'q\(number)', expr: '\(query)' }"
            }
            let text = "groups:\n  - name: dashboard\n    rules:\n" + rules.joined(separator: "\n") + "\n"
            let file = try folder.write(Data(text.utf8), to: "rules.yml")
            let answer = try await MonitoringFiles.promtool(["check", "rules", file])
            #expect(answer.code == 0, "\(answer.output)\(answer.errors)")
        }
    }
}
