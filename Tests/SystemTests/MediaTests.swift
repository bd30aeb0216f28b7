// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What staff put into the audio folder over the API, as the console does.
    @Suite
    struct `A sound file that is uploaded` {
        private static let song = Tone(500, seconds: 20)
        private static let bell = Tone(1000, seconds: 1)

        private struct File: Decodable {
            let path: String, version: String
            let duration: Double?, loudness: Double?
        }
        private struct Saved: Decodable {
            let file: File?, changed: [String]?, detail: String?, fix: String?
        }
        private struct Report: Decodable {
            struct Former: Decodable { let id: String, path: String, by: String, why: String }
            let files: [File], former: [Former]
        }

        /// Sends a file as staff do from a shell.
        private func send(_ file: String, to path: String, _ store: StoreFolder) async throws -> (Int, Saved) {
            let child = try await Child.start(
                "curl",
                [
                    "-sS", "--unix-socket", store.socket, "-T", file, "-w", "\n%{http_code}",
                    "http://storecast/v1/media?path=\(path)",
                ])
            guard try await child.exitCode(within: .seconds(60)) == 0 else { throw Obstacle(child.errors.text) }
            let lines = child.output.text.split(separator: "\n")
            let saved = try JSONDecoder().decode(Saved.self, from: Data(lines.dropLast().joined().utf8))
            return (Int(lines.last ?? "") ?? 0, saved)
        }

        private func report(_ store: StoreFolder) throws -> Report {
            let answer = try DeskConnection(store.socket).ask("GET", "/v1/media")
            return try JSONDecoder().decode(Report.self, from: Data(answer.body.utf8))
        }

        @Test func `is heard at its minute, and the bed goes on`() async throws {
            let store = try StoreFolder.lackingBell(song: Self.song, device: TestCard.device)
            let card = try await TestCard("formats S32_LE")
            let file = store.path("bell.wav")
            try Self.bell.wave.write(to: URL(filePath: file))
            try await RunningDaemon.run(store, asIf: "2026-11-23T08:00:05", card: card) { daemon in
                try await card.hears(Self.song, within: .seconds(15))
                let (status, saved) = try await send(file, to: "items/bell.wav", store)
                #expect(status == 201)
                #expect(saved.file?.duration == 1)
                #expect(saved.changed == ["bell: heard next at 08:00:25"])
                try await card.hears(Self.bell, within: .seconds(40))
            }
        }

        @Test func `that goes is told with what will not air`() async throws {
            let store = try StoreFolder.lackingBell(song: Self.song)
            try store.write(Self.bell, to: "audio/items/bell.wav")
            try await RunningDaemon.run(store, asIf: "2026-11-23T07:30:00") { _ in
                let bell = try #require(report(store).files.first { $0.path == "items/bell.wav" })
                let answer = try DeskConnection(store.socket).ask(
                    "DELETE", "/v1/media?path=items/bell.wav&version=\(bell.version)")
                let saved = try JSONDecoder().decode(Saved.self, from: Data(answer.body.utf8))
                #expect(saved.changed == ["bell: will not air at 08:00:25"])
            }
        }

        @Test func `overwrites nothing unasked, and what it replaced can be brought back`() async throws {
            let store = try StoreFolder.lackingBell(song: Self.song)
            let (first, second) = (store.path("first.wav"), store.path("second.wav"))
            try Self.bell.wave.write(to: URL(filePath: first))
            try Tone(2000, seconds: 2).wave.write(to: URL(filePath: second))
            try await RunningDaemon.run(store, asIf: "2026-11-23T09:00:00") { _ in
                let new = try await send(first, to: "items/bell.wav", store)
                let version = try #require(new.1.file?.version)
                let conflict = try await send(second, to: "items/bell.wav", store)
                #expect(conflict.0 == 409)
                #expect(conflict.1.file?.version == version)
                #expect(try Data(contentsOf: URL(filePath: store.path("audio/items/bell.wav"))) == Self.bell.wave)
                let replaced = try await send(second, to: "items/bell.wav&replaces=\(version)", store)
                #expect(replaced.0 == 200)
                #expect(replaced.1.file?.duration == 2)
                let former = try #require(report(store).former.first)
                #expect(former.path == "items/bell.wav" && former.why == "replaced")
                let desk = try DeskConnection(store.socket)
                #expect(try desk.ask("POST", "/v1/media/former/\(former.id)").status == 409)
                let present = try #require(replaced.1.file?.version)
                #expect(try desk.ask("DELETE", "/v1/media?path=items/bell.wav&version=\(version)").status == 409)
                #expect(try desk.ask("DELETE", "/v1/media?path=items/bell.wav&version=\(present)").status == 200)
                #expect(try !report(store).files.contains { $0.path == "items/bell.wav" })
                #expect(try desk.ask("POST", "/v1/media/former/\(former.id)").status == 200)
                #expect(try Data(contentsOf: URL(filePath: store.path("audio/items/bell.wav"))) == Self.bell.wave)
                #expect(try report(store).former.map(\.why) == ["removed"])
            }
        }

        @Test func `is refused with what to do where it cannot be played, and leaves nothing`() async throws {
            let store = try StoreFolder.lackingBell(song: Self.song)
            let (text, half, silent) = (store.path("text.wav"), store.path("half.wav"), store.path("silent.wav"))
            try Data(String(repeating: "no sound at all ", count: 1000).utf8).write(to: URL(filePath: text))
            try Self.song.wave.prefix(600_000).write(to: URL(filePath: half))
            try Tone(0, seconds: 2).wave.write(to: URL(filePath: silent))
            let large = store.path("large.wav")
            try #require(FileManager.default.createFile(atPath: large, contents: nil))
            #expect(truncate(large, 200 << 20) == 0)
            try await RunningDaemon.run(store, asIf: "2026-11-23T09:00:00") { daemon in
                for (file, status, says) in [
                    (text, 422, "not audio"), (half, 422, "the file breaks off in the middle"),
                    (silent, 422, "no sound"),
                    (large, 413, "128 MiB"),
                ] {
                    let before = try ProcessFigures(of: daemon.child.pid).resident
                    let answer = try await send(file, to: "items/bell.wav", store)
                    #expect(answer.0 == status, "\(answer)")
                    #expect(answer.1.detail?.contains(says) == true, "\(answer)")
                    #expect(answer.1.fix?.contains("until then") == false, "nothing of it is kept")
                    #expect(answer.1.fix?.isEmpty == false)
                    let after = try ProcessFigures(of: daemon.child.pid).resident
                    #expect(after - before < 40, "\(after) MiB, \(before) MiB before")
                }
                #expect(!FileManager.default.fileExists(atPath: store.path("audio/items/bell.wav")))
                #expect(try FileManager.default.contentsOfDirectory(atPath: store.path("audio/.incoming")).isEmpty)
            }
        }

        @Test func `is measured though nothing plays it, as one that was copied there by hand`() async throws {
            let store = try StoreFolder.lackingBell(song: Self.song)
            try store.write(Self.bell, to: "audio/items/spare.wav")
            try await RunningDaemon.run(store, asIf: "2026-11-23T09:00:00") { _ in
                let spare = try await eventually("it is measured", within: .seconds(20)) {
                    try report(store).files.first { $0.path == "items/spare.wav" && $0.duration != nil }
                }
                #expect(spare.duration == 1)
                #expect(spare.loudness ?? 0 < -1)
            }
        }

        @Test func `may be of a kind that ffmpeg converts`() async throws {
            let store = try StoreFolder.lackingBell(song: Self.song)
            let wave = store.path("song.wav")
            try Self.song.wave.write(to: URL(filePath: wave))
            let phone = store.path("phone.m4a")
            let ffmpeg = try await Child.start("ffmpeg", ["-nostdin", "-v", "error", "-i", wave, phone])
            #expect(try await ffmpeg.exitCode(within: .seconds(60)) == 0)
            try await RunningDaemon.run(store, asIf: "2026-11-23T09:00:00") { _ in
                let answer = try await send(phone, to: "music/calm/phone.m4a", store)
                #expect(answer.0 == 201, "\(answer)")
                #expect(answer.1.changed == ["music calm: 2 songs"])
                _ = try await eventually("it is measured", within: .seconds(20)) {
                    try report(store).files.first { $0.path == "music/calm/phone.m4a" }?.duration
                }
            }
        }
    }
}
