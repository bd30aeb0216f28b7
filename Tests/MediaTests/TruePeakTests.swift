// SPDX-License-Identifier: Apache-2.0
import CEBUR128
import Glibc
import TestSupport
import Testing

@testable import Media

/// Skipping what cannot hold the highest peak changes nothing of what is found.
@Suite struct TruePeakTests {
    enum Sound: CaseIterable {
        case betweenSamples, noise, bursts, swelling, stepAtSeam
    }

    private func samples(of sound: Sound) -> [Float] {
        var random = Seeded(3)
        let frames = 48_000
        return (0..<frames * 2).map { index in
            let frame = index / 2
            let noise = Float.random(in: -1...1, using: &random)
            return switch sound {
            // A quarter of the rate, sampled beside its crests: 3 dB between the samples.
            case .betweenSamples: Float(0.5 * sin(.pi / 2 * Double(frame) + .pi / 4))
            case .noise: 0.3 * noise
            case .bursts: frame % 5_000 < 20 ? 0.9 * noise : 0.01 * noise
            case .swelling: noise * Float(frame) / Float(frames)
            case .stepAtSeam: (frame / 64).isMultiple(of: 2) ? 0.4 : -0.4
            }
        }
    }

    @Test(arguments: Sound.allCases)
    func `the highest true peak is that of libebur128 over every sample`(sound: Sound) throws {
        let samples = samples(of: sound)
        var state = ebur128_init(2, 48_000, Int32(EBUR128_MODE_TRUE_PEAK.rawValue))
        defer { ebur128_destroy(&state) }
        _ = ebur128_add_frames_float(state, samples, samples.count / 2)
        let expected = (0..<2).map { channel in
            var peak = 0.0
            _ = ebur128_true_peak(state, UInt32(channel), &peak)
            return peak
        }.max()
        guard var meter = TruePeakMeter() else {
            Issue.record("out of memory")
            return
        }
        var added = 0
        // Portions that do not fit the stretches.
        while added < samples.count {
            let portion = min(2 * 1_000, samples.count - added)
            meter.add(samples.span.extracting(added..<added + portion))
            added += portion
        }
        #expect(abs(Double(meter.peak) - (try #require(expected))) < 1e-6)
    }

    @Test func `a file is lowered for a peak that lies between its samples`() throws {
        let folder = try SoundFolder()
        let path = try folder.write("crest.wav", frames: 48_000) { frame, _ in
            Float(0.95 * sin(.pi / 2 * Double(frame) + .pi / 4))
        }
        let facts = try AudioFile.measure(path)
        // The samples stand at -3.5 dB, the crests between them at -0.4 dB, with what the interpolator adds.
        #expect(abs(facts.truePeakDBTP - -0.45) < 0.2)
        let gain = Levelling.gain(for: facts, targetLUFS: 20, peakLimitDBTP: -1)
        #expect(abs(20 * log10(Double(gain)) - (-1 - facts.truePeakDBTP)) < 0.001)
    }
}
