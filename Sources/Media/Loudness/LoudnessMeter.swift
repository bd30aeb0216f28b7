// SPDX-License-Identifier: Apache-2.0
import CEBUR128
import Glibc
import Mixing

/// Measures house frames after EBU R128 (libebur128).
@safe struct LoudnessMeter: ~Copyable {
    /// The gating block of BS.1770-4: 400 ms.
    private static let gatingFrames = HouseFormat.sampleRate * 2 / 5

    /// The window of short-term loudness, EBU Tech 3341: 3 s.
    private static let shortTermFrames = HouseFormat.sampleRate * 3
    /// What is quieter is silence, by BS.1770-4.
    private static let absoluteGateLUFS = -70.0

    private var state: UnsafeMutablePointer<ebur128_state>?
    private var truePeak: TruePeakMeter
    private var frames = 0
    /// When the last three seconds were looked at last.
    private var framesAtLook = 0
    /// The loudest three seconds so far, in LUFS; nil before there were any that pass the absolute gate.
    private(set) var loudestLUFS: Double?

    /// Nil when memory is exhausted.
    init?() {
        guard let truePeak = TruePeakMeter(),
            let state = unsafe ebur128_init(
                UInt32(HouseFormat.channels), UInt(HouseFormat.sampleRate),
                Int32(EBUR128_MODE_I.rawValue | EBUR128_MODE_S.rawValue))
        else { return nil }
        unsafe self.state = unsafe state
        self.truePeak = consume truePeak
    }

    deinit {
        var state = unsafe state
        unsafe ebur128_destroy(&state)
    }

    /// Takes in interleaved stereo.
    mutating func add(_ samples: Span<Float>) {
        addToLoudness(samples)
        truePeak.add(samples)
    }

    private mutating func addToLoudness(_ samples: Span<Float>) {
        frames += samples.count / HouseFormat.channels
        unsafe samples.withUnsafeBufferPointer { samples in
            _ = unsafe ebur128_add_frames_float(
                state, samples.baseAddress, samples.count / HouseFormat.channels)
        }
        guard frames >= framesAtLook + HouseFormat.sampleRate else { return }
        framesAtLook = frames
        lookAtLastSeconds()
    }

    private mutating func lookAtLastSeconds() {
        var loudness = 0.0
        guard frames >= Self.shortTermFrames,
            unsafe ebur128_loudness_shortterm(state, &loudness) == EBUR128_SUCCESS.rawValue,
            loudness > Self.absoluteGateLUFS
        else { return }
        loudestLUFS = max(loudestLUFS ?? loudness, loudness)
    }

    /// Ends the sound: one shorter than a gating block counts as the block it has to itself, silence after it, so
    /// that a short chime has a loudness as well.
    mutating func finish() {
        guard frames > 0, frames < Self.gatingFrames else { return }
        let silence = [Float](repeating: 0, count: (Self.gatingFrames - frames) * HouseFormat.channels)
        addToLoudness(silence.span)
    }

    /// The integrated loudness so far; nil when nothing has passed the gate.
    var integratedLUFS: Double? {
        var loudness = 0.0
        guard unsafe ebur128_loudness_global(state, &loudness) == EBUR128_SUCCESS.rawValue,
            loudness.isFinite
        else { return nil }
        return loudness
    }

    /// The highest true peak so far, in dBTP.
    var truePeakDBTP: Double {
        max(20 * log10(Double(truePeak.peak)), AudioFacts.silencePeakDBTP)
    }
}
