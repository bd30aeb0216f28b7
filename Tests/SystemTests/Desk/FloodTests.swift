// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// Everything at once that somebody who means no good, or a broken program, can do at the socket.
    @Suite
    struct `A flood at the socket` {
        private static let song = Tone(500, seconds: 120)
        private static let message = Tone(1500, seconds: 1.2)
        private static let alarm = Tone(800, seconds: 1)
        private static let clients = 50
        private static let pushes = 10_000
        /// Connections that the socket takes at a time, and those that are tried.
        private static let mostConnections = 256, connections = 272
        /// More memory than before, in MiB, that all of it may leave.
        private static let growthLimit = 32.0

        /// A store whose engine notes its arguments, has espeak-ng read what it is given, and then gives a tone.
        private static func makeStore() throws -> StoreFolder {
            let folder = try TestFolder()
            let speech = try folder.write(message.wave, to: "speech.wav")
            let engine = try folder.write(
                Data(
                    """
                    printf '%s\\n' "$@" >> '\(folder.path)/arguments'
                    espeak-ng --stdin --stdout -m -v "$1" > '\(folder.path)/spoken.wav'
                    cat '\(speech)'

                    """.utf8), to: "engine.sh")
            let store = try StoreFolder(
                device: TestCard.device,
                facts: """
                    chimes: { notice: none, urgent: none }
                    speech: { engine: [sh, "\(engine)", "{voice}"] }
                    """,
                timetable: "open 08:00\nclose 22:00\n07:00 music calm", in: folder)
            try store.write(song, to: "audio/music/calm/song.wav")
            try store.write(message, to: "audio/scripts/found.wav")
            try store.write(alarm, to: "audio/scripts/leave.wav")
            for (name, kind) in [("found", "urgent"), ("leave", "emergency")] {
                try store.write(
                    "title \(name)\nclass \(kind)\nchime none\napproved 2026-11-01 manager\n--- en\nWords.\n",
                    to: "schedules/scripts/\(name).txt")
            }
            return store
        }

        @Test func `is not heard: the music has no gap and no click, memory stays, and the station answers on`()
            async throws
        {
            let store = try Self.makeStore()
            let card = try await TestCard("formats S32_LE")
            let (began, ended) = try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:10", card: card) { daemon in
                try await card.hears(Self.song, within: .seconds(15))
                // The bed comes up.
                try await Task.sleep(for: .seconds(1.5))
                let began = try card.frames()
                try await Self.speakLikeOptions(store)
                let before = try ProcessFigures(of: daemon.child.pid).resident
                try await Self.push(store.socket)
                try await Self.clearTheStore(store.socket, card)
                try await Self.sendNonsense(store.socket)
                try await Self.besiege(store.socket)
                let after = try ProcessFigures(of: daemon.child.pid)
                #expect(after.resident - before < Self.growthLimit, "\(after), \(before) MiB before")
                let status = try await daemon.status()
                #expect(status.outputs[0].underruns == 0)
                #expect(status.health.isGood, "\(status.health.problems)")
                return (began, try card.frames())
            }
            let heard = try card.recording()
            let tracks = [Self.song, Self.message, Self.alarm].map { ToneTrack(of: $0.frequency, in: heard.left) }
            let bed = LevelTrack(of: [tracks[0]])
            let (from, to) = (Double(began) / Recording.rate, Double(ended) / Recording.rate)
            let before = try #require(bed.median(from: from - 1, to: from))
            // Under the emergency the music is silent, and comes back after it.
            let alarms = tracks[2].passages()
            let (silent, back) = try (#require(alarms.first).start - 0.5, #require(alarms.last).end + 2)
            let gaps =
                bed.gaps(below: before * 0.02, from: from, to: silent)
                + bed.gaps(below: before * 0.02, from: back, to: to)
            #expect(gaps.isEmpty, "\(gaps)")
            let clicks = ClickSearch.clicks(in: heard.left, of: tracks)
            #expect(clicks.isEmpty, "\(clicks.prefix(5))")
            #expect(tracks[1].passages().count > 5, "what was accepted is heard")
        }

        /// A text that would be an option of the engine, or an order to a shell.
        private static func speakLikeOptions(_ store: StoreFolder) async throws {
            let text = "-w \(store.path("a")) <& $(touch \(store.path("b"))) `touch \(store.path("c"))`; --help"
            let answer = try await Storecast.run(["announce", "--text=\(text)", "--socket", store.socket, "--wait"])
            #expect(answer.code == 0, "\(answer.errors)")
            let arguments = try String(contentsOfFile: store.path("arguments"), encoding: .utf8)
            #expect(Set(arguments.split(separator: "\n")) == ["en-gb"])
            for name in ["a", "b", "c"] {
                #expect(!FileManager.default.fileExists(atPath: store.path(name)), "\(name) was written")
            }
            let spoken = try FileManager.default.attributesOfItem(atPath: store.path("spoken.wav"))[.size] as? Int
            #expect(spoken ?? 0 > 10_000, "it was spoken, not obeyed")
        }

        /// As many announcements as the socket takes; all but those that may wait are refused.
        private static func push(_ socket: String) async throws {
            let statuses = try await onThreads(clients) { _ in
                let connection = try DeskConnection(socket)
                return try (0..<pushes / clients).map { _ in
                    let answer = try connection.ask("POST", "/v1/announcements", json: #"{"script": "found"}"#)
                    if answer.status == 429 {
                        #expect(answer.head.contains("retry-after: "))
                        #expect(answer.body.contains("500 announcements are waiting"))
                    }
                    return answer.status
                }
            }.flatMap(\.self)
            let counts = Dictionary(statuses.map { ($0, 1) }, uniquingKeysWith: +)
            #expect(Set(counts.keys) == [202, 429], "\(counts)")
            #expect((500..<1000).contains(counts[202] ?? 0), "\(counts)")
        }

        /// An emergency is taken though no more may wait, and heard at once.
        private static func clearTheStore(_ socket: String, _ card: TestCard) async throws {
            let frames = try card.frames()
            let answer = try DeskConnection(socket).ask("POST", "/v1/announcements", json: #"{"script": "leave"}"#)
            let id = try #require(answer.id, "\(answer.body)")
            try await card.hears(alarm, after: frames, within: .seconds(5))
            #expect(try DeskConnection(socket).ask("DELETE", "/v1/announcements/\(id)").status == 200)
        }

        /// Requests that are none.
        private static func sendNonsense(_ socket: String) async throws {
            let bodies = [
                (String(repeating: "[", count: 64 << 10), 400), (String(repeating: #"{"a":"#, count: 13_000), 400),
                (#"{"text": "\u001b[2J\u0007"}"#, 400), (String(repeating: "a", count: 70_000), 413),
                (#"{"text": ""# + String(repeating: "长", count: 601) + #""}"#, 422),
            ]
            _ = try await onThreads(bodies.count) { number in
                let (body, status) = bodies[number]
                for _ in 0..<20 {
                    // One that is too large is answered before it is read, and its connection closed.
                    let answer = try DeskConnection(socket).ask("POST", "/v1/announcements", json: body)
                    #expect([status, 429].contains(answer.status), "\(answer.body)")
                }
            }
        }

        /// More connections than there may be: silent ones, half of a head, heads that drip, half of a body. Those of earlier
        /// requests may still be counted when the first of them come, so that some more of them are refused.
        private static func besiege(_ socket: String) async throws {
            let statuses = try await onThreads(1) { _ in
                let beginnings = [
                    "", "GET /v1/sta", "GET /v1/status HTTP/1.1\r\nHost: storecast\r\nX-Slow: ",
                    "POST /v1/announcements HTTP/1.1\r\nHost: storecast\r\nContent-Length: 900\r\n\r\n{\"text\": \"",
                ]
                let all = try (0..<connections).map { number in
                    let connection = try UnixConnection(socket)
                    // One that was refused takes no more, and has its answer.
                    try? connection.send(beginnings[number % beginnings.count])
                    return connection
                }
                for _ in 0..<40 {
                    // Those that were told already take no more.
                    for number in stride(from: 2, to: connections, by: 4) { try? all[number].send("a") }
                    Thread.sleep(forTimeInterval: 0.2)
                }
                return try all.map { DeskConnection.answer(try $0.rest())?.status }
            }[0]
            let counts = Dictionary(statuses.map { ($0, 1) }, uniquingKeysWith: +)
            #expect(Set(counts.keys) == [408, 503], "\(counts)")
            #expect(counts[408] ?? 0 <= mostConnections, "\(counts)")
            #expect(counts[408] ?? 0 > mostConnections / 2, "\(counts)")
            _ = try await eventually("it answers again", within: .seconds(5)) {
                try await Storecast.run(["announcements", "--socket", socket]).code == 0 ? true : nil
            }
        }
    }
}
