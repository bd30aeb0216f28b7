// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Media

@Suite struct LevellingTests {
    private func facts(frames: Int64 = 48_000, loudness: Double?, peak: Double) -> AudioFacts {
        AudioFacts(
            frames: frames, loudnessLUFS: loudness, truePeakDBTP: peak, sourceRate: 48_000, sourceChannels: 2)
    }

    @Test func `sounds heard as one are measured as one`() throws {
        let folder = try SoundFolder()
        let parts = [(-20.0, 240_000), (-26.0, 480_000)].map { level, frames in
            (sine(1_000, peakDBFS: level), frames)
        }
        let measured = try parts.enumerated().map { part, sound in
            try AudioFile.measure(
                folder.write("\(part).wav", frames: sound.1) { frame, _ in sound.0(frame) })
        }
        let whole = try AudioFile.measure(
            folder.write("whole.wav", frames: 720_000) { frame, _ in
                frame < 240_000 ? parts[0].0(frame) : parts[1].0(frame - 240_000)
            })
        let joined = AudioFacts.joined(measured)
        #expect(joined.frames == whole.frames)
        #expect(abs(joined.truePeakDBTP - whole.truePeakDBTP) < 0.01)
        #expect(abs(try #require(joined.loudnessLUFS) - (try #require(whole.loudnessLUFS))) < 0.1)
    }

    @Test func `what has no loudness adds length only`() {
        let joined = AudioFacts.joined([
            facts(loudness: -20, peak: -10), facts(loudness: nil, peak: AudioFacts.silencePeakDBTP),
        ])
        #expect(joined.frames == 96_000)
        #expect(abs((joined.loudnessLUFS ?? 0) - -20) < 0.001)
        #expect(AudioFacts.joined([]).loudnessLUFS == nil)
    }

    @Test(arguments: [
        (-26.0, -6.0, -20.0, -1.0, 5.0, "raised only as far as the peak allows"),
        (-30.0, -20.0, -20.0, -1.0, 10.0, "raised to the target"),
        (-10.0, 0.0, -26.0, -1.0, -16.0, "lowered to the target"),
        (-60.0, -50.0, -20.0, -1.0, Levelling.maximumBoostDB, "never raised beyond the maximum"),
        (-20.0, 3.0, -20.0, -1.0, -4.0, "lowered under the peak limit though its loudness is right"),
        (nil, -20.0, -20.0, -1.0, 0.0, "left alone where its loudness is unknown"),
        (nil, 0.0, -20.0, -1.0, -1.0, "held under the peak limit where its loudness is unknown"),
        (nil, AudioFacts.silencePeakDBTP, -20.0, -1.0, 0.0, "left alone where it is silent"),
    ])
    func `a file is`(
        loudness: Double?, peak: Double, target: Double, limit: Double, expectedDB: Double, outcome: String
    ) {
        let gain = Levelling.gain(
            for: facts(loudness: loudness, peak: peak), targetLUFS: target, peakLimitDBTP: limit)
        #expect(abs(20 * log10(Double(gain)) - expectedDB) < 0.001, "\(outcome)")
    }
}
