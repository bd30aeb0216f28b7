// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// Emergencies as they are heard at the card while everything they could lean on is broken.
    @Suite
    struct `An emergency` {
        @Test
        func `is heard from memory with the engine, the state folder and its recordings gone, and so is its all-clear`()
            async throws
        {
            let store = try await TroubledStore(engine: "[ -e \"$1/broken\" ] || cat \"$1/speech.wav\"")
            try store.store.write(TroubledStore.recording, to: "audio/scripts/leave.wav")
            try await store.open { daemon in
                try await daemon.says("in memory for emergencies: leave, over", within: .seconds(20))
                try store.store.write("", to: "broken")
                try store.store.remove("state")
                try store.store.write("no folder", to: "state")
                try store.store.remove("audio/scripts/leave.wav")
                try store.store.remove("audio/chimes/horn.wav")
                try await daemon.says("gone", within: .seconds(20))
                let answer = try await store.verb(["announce", "leave"])
                try await store.hears(TroubledStore.recording, times: 2)
                #expect(try await store.latest().shown == nil)
                #expect(try store.heard(TroubledStore.speech).isEmpty)
                try await store.verb(["cancel", String(answer.output.prefix(8))])
                try await store.hears(TroubledStore.speech, times: 1)
                #expect(try await store.latest().shown == nil)
            }
            let horns = try store.heard(TroubledStore.horn), words = try store.heard(TroubledStore.recording)
            try #require(words.count >= 2 && horns.count >= 2)
            for (horn, words) in zip(horns, words) { #expect(abs(words.start - horn.end - 0.3) < 0.01) }
        }

        @Test func `with words of its own does not wait for them, and has them at the next hearing`() async throws {
            let store = try await TroubledStore(
                engine: "while [ ! -e \"$1/mended\" ]; do sleep 0.1; done; cat \"$1/speech.wav\"", deadline: "60s")
            try await store.open { _ in
                try await store.verb(["announce", "--text", "Leave now", "--class", "emergency"])
                // It begins at once, and goes on when its words have had their time.
                try await store.hears(TroubledStore.horn, times: 1)
                #expect(try await store.latest().shown == nil)
                try await store.hears(TroubledStore.horn, times: 2)
                let told = try await store.latest()
                #expect(told.state == "onAir")
                #expect(told.shown?.texts == ["Leave now"])
                #expect(told.shown?.reason.contains("not answered within 2 s") == true)
                try store.store.write("", to: "mended")
                try await store.hears(TroubledStore.speech, times: 1)
                #expect(try await store.latest().shown == nil)
            }
            let horns = try store.heard(TroubledStore.horn), words = try store.heard(TroubledStore.speech)
            #expect(horns.contains { abs(words[0].start - $0.end - 0.3) < 0.01 })
        }

        @Test func `of a store without chimes sounds the siren until somebody ends it`() async throws {
            let store = try await TroubledStore(engine: "exit 1", chimes: "none")
            try await store.open { _ in
                let answer = try await store.verb(["announce", "leave"])
                // The siren comes by 800 Hz once in each of its seconds.
                try await store.hears(Tone(800, seconds: 0.1), times: 6)
                #expect(try await store.latest().shown?.texts.count == 2)
                try await store.verb(["cancel", String(answer.output.prefix(8))])
                // The all-clear cannot be spoken either: it is shown.
                let over = try await store.latest("it is over") { $0.state == "cancelled" }
                #expect(over.shown?.texts == ["It is over."])
            }
            let passes = try store.heard(Tone(800, seconds: 0.1))
            for (one, next) in zip(passes, passes.dropFirst()).prefix(5) {
                #expect(abs(next.start - one.start - 1) < 0.02)
            }
        }
    }
}
