// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What becomes a file of a store with two zones, in each of which another tone is heard.
    @Suite
    struct `Rendering a stretch of a day` {
        private static let day = "2026-11-23"

        private static func makeStore(facts: String = "") throws -> StoreFolder {
            let store = try StoreFolder(
                zones: "{ hall: [1, 2], yard: [3] }", facts: facts,
                timetable: """
                    open  08:00
                    close 09:00
                    days  Mon-Sat
                    08:00    music calm
                    08:00:20 play bell in hall
                    08:00:30 play nothing in yard
                    """)
            for frequency in [300, 400] {
                try store.write(Tone(frequency, seconds: 12), to: "audio/music/calm/\(frequency).wav")
            }
            try store.write(Tone(1000, seconds: 2), to: "audio/items/bell.wav")
            return store
        }

        private static func render(
            _ store: StoreFolder, _ file: String, from: String = "08:00:18", to: String = "08:00:24",
            _ more: [String] = []
        ) async throws -> Storecast.Answer {
            try await Storecast.run(
                ["render", "--date", day, "--from", from, "--to", to, "-o", store.path(file)] + more + store.places)
        }

        @Test func `gives the first zone unless another is asked for, each its own programme`() async throws {
            let store = try Self.makeStore()
            let hall = try await Self.render(store, "hall.wav")
            #expect((hall.code, hall.output) == (0, ""))
            #expect(hall.errors.contains("hall") && hall.errors.contains("yard"))
            let yard = try await Self.render(store, "yard.wav", ["--zone", "yard"])
            #expect(yard.code == 0)
            let bell = ToneTrack(of: 1000, in: try RenderedFile.left(store.path("hall.wav")))
            let start = try #require(bell.amplitudes.firstIndex { $0 > 0.5 * (bell.amplitudes.max() ?? 0) })
            #expect(abs(ToneTrack.middle(of: Double(start)) - 2) < 0.01)
            let unheard = ToneTrack(of: 1000, in: try RenderedFile.left(store.path("yard.wav")))
            #expect((unheard.amplitudes.max() ?? 1) < 0.01 * (bell.amplitudes.max() ?? 0))
        }

        @Test func `gives the same bytes while the machine is busy`() async throws {
            let store = try Self.makeStore()
            #expect(try await Self.render(store, "alone.flac").code == 0)
            let codes = try await withThrowingTaskGroup(of: Int32.self) { group in
                for index in 0..<4 { group.addTask { try await Self.render(store, "busy\(index).flac").code } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes == [0, 0, 0, 0])
            let alone = try Data(contentsOf: URL(filePath: store.path("alone.flac")))
            for index in 0..<4 {
                #expect(try Data(contentsOf: URL(filePath: store.path("busy\(index).flac"))) == alone)
            }
        }

        /// The files of a store that are neither whole nor asked for.
        private static func leftovers(_ store: StoreFolder) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: store.path("")).filter { $0.hasSuffix(".partial") }
        }

        @Test func `gives one whole file where two are made under one name`() async throws {
            let store = try Self.makeStore()
            #expect(try await Self.render(store, "alone.wav").code == 0)
            async let one = Self.render(store, "both.wav")
            async let other = Self.render(store, "both.wav")
            #expect(try await [one.code, other.code] == [0, 0])
            let alone = try Data(contentsOf: URL(filePath: store.path("alone.wav")))
            #expect(try Data(contentsOf: URL(filePath: store.path("both.wav"))) == alone)
            #expect(try Self.leftovers(store) == [])
        }

        @Test(arguments: [SIGINT, SIGTERM])
        func `leaves nothing behind when it is interrupted, and ends by the signal`(ending: Int32) async throws {
            let store = try Self.makeStore()
            let whole = "an earlier one"
            try store.write(whole, to: "hour.wav")
            let child = try await Child.start(
                Storecast.program(),
                ["render", "--date", Self.day, "--from", "08:00", "--to", "09:00", "-o", store.path("hour.wav")]
                    + store.places)
            _ = try await eventually("it is being written", within: .seconds(15)) {
                try Self.leftovers(store).isEmpty ? nil : true
            }
            child.send(ending)
            let reason = await #expect(throws: Obstacle.self) { try await child.exitCode(within: .seconds(5)) }
            #expect(reason?.description.contains("ended by signal \(ending)") == true)
            #expect(try Self.leftovers(store) == [])
            #expect(try String(contentsOfFile: store.path("hour.wav"), encoding: .utf8) == whole)
        }

        @Test func `tells what is not heard, and ends with 1`() async throws {
            let store = try Self.makeStore()
            let answer = try await Self.render(
                store, "gap.wav", from: "08:00:28", to: "08:00:34", ["--zone", "yard"])
            #expect(answer.code == 1)
            #expect(answer.errors.contains("not heard: 08:00:30 play nothing"))
            #expect(try RenderedFile.left(store.path("gap.wav")).count == 6 * 48_000)
        }

        @Test(arguments: [
            (["--from", "8 o'clock", "--to", "09:00"], 2, "8 o'clock"),
            (["--from", "09:00", "--to", "09:00"], 2, "not later"),
            (["--from", "08:00", "--to", "08:01", "--zone", "yrad"], 2, "did you mean \"yard\"?"),
            (["--from", "08:00", "--to", "08:01", "--date", "2026-11-22"], 1, "closed on 2026-11-22"),
            (["--from", "08:00", "--to", "08:01", "-o", "day.mp3"], 2, ".wav or .flac"),
            (["--from", "08:00", "--to", "08:01", "-o", "/nowhere/day.wav"], 1, "No such file or directory"),
        ])
        func `says what is wrong with the request`(arguments: [String], code: Int32, sentence: String) async throws {
            let store = try Self.makeStore()
            let file = arguments.contains("-o") ? [] : ["-o", store.path("day.wav")]
            let date = arguments.contains("--date") ? [] : ["--date", Self.day]
            let answer = try await Storecast.run(["render"] + arguments + file + date + store.places)
            #expect(answer.code == code)
            #expect(answer.errors.contains(sentence), "\(answer.errors)")
            #expect(!FileManager.default.fileExists(atPath: store.path("day.wav")))
        }
    }
}
