// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// The test card itself, judged with a player that is not ours.
    @Suite
    struct `The test card` {
        @Test(arguments: [(0.0, 20.0), (1000, 10)])
        func `hears every frame that aplay writes, by its own clock`(drift: Double, speed: Double) async throws {
            let tone = Tone(1000, seconds: 3)
            let card = try await TestCard("formats S16_LE\nspeed \(speed)", commands: ["drift \(drift)"])
            let file = try TestFolder()
            let path = try file.write(tone.wave, to: "tone.wav")
            let player = try await Child.start(
                "aplay", ["-q", "-D", TestCard.device, path], environment: card.environment)
            let code = try await player.exitCode(within: .seconds(20))
            #expect(code == 0, "\(player.errors.text)")
            let recording = try card.recording()
            #expect(Array(recording.left.prefix(tone.samples.count)) == tone.samples)
            let last = try #require(recording.stretches.last)
            let first = try #require(recording.stretches.first)
            let frame = 1e9 / Recording.rate / speed / (1 + drift / 1e6)
            #expect(abs(Double(last.at - first.at) - Double(last.position) * frame) < 1000)
        }
    }
}
