// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// An accepted announcement is never met with nothing, whatever the speech engine does.
    @Suite
    struct `What cannot be spoken` {
        /// What an engine does, and a piece of the reason in English.
        static let troubles: [(engine: String, reason: String)] = [
            ("cat > /dev/null; sleep 60", "took longer than"),
            ("kill -SEGV $$", "was ended by signal 11"),
            ("head -c 96044 \"$1/silence.wav\"", "gave only silence"),
            ("cat \"$1/speech.wav\" /dev/zero", "gave more than"),
            ("exit 3", "ended with code 3"),
            ("true", "gave no WAV sound"),
        ]

        @Test(arguments: troubles)
        func `is heard as its chime and shown as text, whatever the engine does`(
            engine: String, reason: String
        ) async throws {
            let store = try await TroubledStore(engine: engine)
            try store.store.write(
                Tone(500, seconds: 0.5).wave.prefix(44) + Data(count: 96_000), to: "silence.wav")
            try await store.open { daemon in
                let answer = try await store.verb(["announce", "found", "--wait"])
                let texts = ["请注意 找到了", "Attention, please it was found."]
                for text in texts { #expect(answer.errors.contains("READ OUT  \(text)\n")) }
                let told = try await store.latest()
                #expect(told.state == "done")
                #expect(told.shown?.texts == texts)
                #expect(told.shown?.reason.contains(reason) == true, "\(told)")
                let table = try await store.verb(["announcements"])
                #expect(table.output.contains("READ OUT  \(texts[0])\n"))
                let health = try await daemon.status().health
                #expect(!health.isGood)
                #expect(health.problems.contains { $0.contains(reason) }, "\(health.problems)")
                #expect(daemon.log.contains("found: not spoken: "))
            }
            #expect(try store.heard(TroubledStore.chime).count == 1)
            #expect(try store.heard(TroubledStore.speech).isEmpty)
        }

        /// An engine may fail before the push is answered; the answer to a push that is sent again says so as well.
        @Test func `is told to whoever follows it, though it was known before they began`() async throws {
            let store = try await TroubledStore(engine: "exit 1")
            try await store.open { _ in
                let push = [
                    "announce", "--text", "Lunch is served", "--repeat", "2 every 8s", "--idempotency-key", "k",
                ]
                try await store.verb(push)
                try await store.latest("it is not spoken") { $0.shown != nil }
                let followed = try await store.verb(push + ["--wait"])
                #expect(followed.errors.contains("READ OUT  Lunch is served\n"))
            }
        }

        @Test func `is shown in the one language that fails, and the other is heard`() async throws {
            let store = try await TroubledStore(engine: "[ $0 = en ] && cat \"$1/speech.wav\"")
            try await store.open { _ in
                try await store.verb(["announce", "found", "--wait"])
                #expect(try await store.latest().shown?.texts == ["请注意 找到了"])
            }
            #expect(try store.heard(TroubledStore.chime).count == 1)
            // Two phrases.
            #expect(try store.heard(TroubledStore.speech).count == 2)
        }

        @Test func `is tried again before it is repeated, and then heard with its words`() async throws {
            let store = try await TroubledStore(
                engine: "if [ -e \"$1/mended\" ]; then cat \"$1/speech.wav\"; else touch \"$1/mended\"; exit 1; fi")
            try await store.open { daemon in
                // The emergencies' words use up the first failure; the announcement shall have one of its own.
                try await daemon.says("in memory for emergencies", within: .seconds(90))
                try store.store.remove("mended")
                try await store.verb(["announce", "--text", "Lunch is served", "--repeat", "2 every 8s"])
                let told = try await store.latest("it is not spoken") { $0.shown != nil }
                #expect(told.shown?.texts == ["Lunch is served"])
                let after = try await store.latest("it was heard twice") { $0.state == "done" }
                #expect(after.shown == nil)
                #expect(after.airings.count == 2)
            }
            let chimes = try store.heard(TroubledStore.chime), words = try store.heard(TroubledStore.speech)
            try #require(chimes.count == 2 && words.count == 1)
            #expect(words[0].start > chimes[1].end)
        }

        @Test func `goes on with its chime where its sound is lost between two hearings`() async throws {
            let store = try await TroubledStore(engine: "[ -e \"$1/broken\" ] || cat \"$1/speech.wav\"")
            try await store.open { _ in
                try await store.verb([
                    "announce", "--text", "Lunch is served", "--chime", "none", "--repeat", "2 every 8s",
                ])
                try await store.latest("it was heard once") { $0.state == "waitingToRepeat" }
                try store.store.write("", to: "broken")
                try store.store.remove("state")
                let after = try await store.latest("it was heard twice") { $0.state == "done" }
                #expect(after.shown?.texts == ["Lunch is served"])
                #expect(after.airings.count == 2)
            }
            let words = try store.heard(TroubledStore.speech), chimes = try store.heard(TroubledStore.chime)
            try #require(words.count == 1 && chimes.count == 1)
            #expect(chimes[0].start - words[0].start < 10)
        }

        @Test func `is heard as its recording, where there is one`() async throws {
            let store = try await TroubledStore(engine: "exit 1")
            try store.store.write(TroubledStore.recording, to: "audio/scripts/found.zh.wav")
            try await store.open { _ in
                try await store.verb(["announce", "found", "--wait"])
                #expect(try await store.latest().shown?.texts == ["Attention, please it was found."])
            }
            #expect(try store.heard(TroubledStore.recording).count == 1)
        }

        @Test func `sounds the built-in gong where the chime is no sound either, and says so in Chinese`() async throws
        {
            let store = try await TroubledStore(engine: "exit 1", chimes: "none", language: "zh")
            try await store.open { daemon in
                let answer = try await store.verb(["announce", "--text", "请注意", "--wait"])
                #expect(answer.errors.contains("请人工播报  请注意"))
                #expect(try await store.latest().shown?.reason.contains("朗读程序 sh 以代码 1 结束") == true)
                #expect(daemon.log.contains("没有朗读"))
            }
            // Its first note, E5, is nearest to 700 Hz of what a window can tell apart, and the music has none of it.
            let note = ToneTrack(of: 700, in: try store.card.recording().left)
            #expect((note.amplitudes.max() ?? 0) > 0.03)
        }
    }
}
