// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What somebody who listens in hears.
    @Suite
    struct `Somebody who listens in` {
        private static let song = Tone(500, seconds: 60)
        private static let speech = Tone(1500, seconds: 0.5)
        private static let chime = Tone(2000, seconds: 0.3)
        /// curl's word for a connection that was closed in the midst of an answer.
        private static let closedEarly: Int32 = 18

        private static func store(device: String) throws -> StoreFolder {
            try StoreFolder.speaking(speech, chime: chime, song: song, device: device)
        }

        private static func announce(_ store: StoreFolder) async throws {
            let asked = try await Storecast.run(["announce", "--text", "A child", "--wait", "--socket", store.socket])
            #expect(asked.code == 0, "\(asked.errors)")
        }

        @Test func `hears what the card plays, as loud, less than two seconds later, and goes on when it is lost`()
            async throws
        {
            let (card, store) = (try await TestCard(), try Self.store(device: TestCard.device))
            try await RunningDaemon.run(store, asIf: "2026-11-21T09:00:00", card: card) { daemon in
                try await card.hears(Self.song, within: .seconds(20))
                try await LiveListener.run(store) { listener in
                    try await Self.announce(store)
                    try Self.judge(listener, try await listener.hears(Self.speech), against: card)
                    try card.command("unplug")
                    try await daemon.status(within: .seconds(10), "the card is away") {
                        $0.outputs.first?.state == "silent"
                    }
                    try await listener.goesOn(seconds: 2)
                    try card.command("plug")
                    try await daemon.status(within: .seconds(10), "it is back") { $0.outputs.first?.state == "playing" }
                    try await listener.goesOn(seconds: 2)
                    let left = listener.left
                    let tracks = [Self.song, Self.speech, Self.chime].map { ToneTrack(of: $0.frequency, in: left) }
                    let song = tracks[0].amplitudes.max() ?? 0
                    let gaps = LevelTrack(of: tracks).gaps(
                        below: song / 20, from: 0, to: Double(left.count) / Recording.rate)
                    // What was rendered for a card is not rendered once more: at most what it took to see that it is lost.
                    #expect(gaps.allSatisfy { $0.duration < 0.7 } && gaps.count <= 2, "\(gaps)")
                }
            }
        }

        /// The same sound at both, and no more of it at the card than two seconds.
        private static func judge(_ listener: LiveListener, _ live: Passage, against card: TestCard) throws {
            let left = listener.left
            let played = try card.recording().left
            let heard = try #require(ToneTrack(of: speech.frequency, in: played).passages().last)
            let (since, sinceLive) = (
                Double(played.count) / Recording.rate - heard.start, Double(left.count) / Recording.rate - live.start
            )
            #expect(since - sinceLive < 2, "the card is \(since) s past the words, the listener \(sinceLive) s")
            #expect(abs(live.duration - heard.duration) < 0.005)
            for tone in [song, speech, chime] {
                let (one, other) = (
                    ToneTrack(of: tone.frequency, in: played).amplitudes.max() ?? 0,
                    ToneTrack(of: tone.frequency, in: left).amplitudes.max() ?? 0
                )
                #expect(other > 0 && abs(decibels(one, over: other)) < 0.1, "\(tone.frequency) Hz")
            }
            let tracks = [song, speech, chime].map { ToneTrack(of: $0.frequency, in: left) }
            #expect(ClickSearch.clicks(in: left, of: tracks).isEmpty)
        }

        @Test func `hears a store without a card, and only the zone that was asked for`() async throws {
            let store = try StoreFolder(
                zones: "{ hall: [1, 2], yard: [3, 4] }",
                timetable: "open 08:00\nclose 22:00\n07:00 music calm in hall")
            try store.write(Self.song, to: "audio/music/calm/song.wav")
            try await RunningDaemon.run(store, asIf: "2026-11-21T09:00:00") { daemon in
                try await daemon.says("song", within: .seconds(10))
                try await LiveListener.run(store) { hall in
                    try await LiveListener.run(store, "?zone=yard") { yard in
                        _ = try await eventually("two seconds were heard", within: .seconds(15)) {
                            min(hall.left.count, yard.left.count) > 96_000 ? true : nil
                        }
                        #expect(ToneTrack(of: Self.song.frequency, in: hall.left).passages().count == 1)
                        // Dither, and nothing else.
                        #expect((yard.left.map(abs).max() ?? 1) <= 1 / 0x1p15)
                        #expect(String(decoding: hall.head.prefix(4), as: UTF8.self) == "RIFF")
                    }
                }
                let unknown = try DeskConnection(store.socket).ask("GET", "/v1/listen?zone=nowhere")
                #expect(unknown.status == 404 && unknown.body.contains("hall, yard"))
            }
        }

        @Test func `is dropped when too slow, and neither the card nor another listener is the worse`() async throws {
            let (card, store) = (try await TestCard(), try Self.store(device: TestCard.device))
            try await RunningDaemon.run(store, asIf: "2026-11-21T09:00:00", card: card) { daemon in
                try await card.hears(Self.song, within: .seconds(20))
                try await LiveListener.run(store) { other in
                    try await LiveListener.run(store, "", ["--limit-rate", "100k"]) { slow in
                        let code = try await slow.child.exitCode(within: .seconds(60))
                        #expect(code == Self.closedEarly)
                        #expect(slow.left.count + 48_000 < other.left.count)
                    }
                    try await other.goesOn(seconds: 1)
                    let tracks = [ToneTrack(of: Self.song.frequency, in: other.left)]
                    #expect(ClickSearch.clicks(in: other.left, of: tracks).isEmpty)
                }
                #expect(try await daemon.status().outputs.map(\.underruns) == [0])
                let tracks = [ToneTrack(of: Self.song.frequency, in: try card.recording().left)]
                #expect(ClickSearch.clicks(in: try card.recording().left, of: tracks).isEmpty)
            }
        }

        @Test func `finds no room as the ninth, is told when to try again, and finds it when another has gone`()
            async throws
        {
            let store = try Self.store(device: StoreFolder.noCard)
            try await RunningDaemon.run(store, asIf: "2026-11-21T09:00:00") { _ in
                func listen() throws -> UnixConnection {
                    let listener = try UnixConnection(store.socket)
                    try listener.send(DeskConnection.request("GET", "/v1/listen"))
                    return listener
                }
                var listeners = try (0..<8).map { _ in try listen() }
                for listener in listeners { try listener.answer(until: "RIFF") }
                let ninth = try DeskConnection(store.socket).ask("GET", "/v1/listen")
                #expect(ninth.status == 503 && ninth.head.contains("retry-after: 10"))
                listeners.removeLast()
                _ = try await eventually("there is room", within: .seconds(10), every: .milliseconds(100)) {
                    let another = try listen()
                    return try another.answer(until: "\r\n\r\n").contains(" 200 ") ? true : nil
                }
                withExtendedLifetime(listeners) {}
            }
        }
    }
}
