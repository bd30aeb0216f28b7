// SPDX-License-Identifier: Apache-2.0
import CEBUR128
import Glibc
import Mixing

/// Measures house frames after EBU R128 (libebur128).
@safe struct LoudnessMeter: ~Copyable {
    private var state: UnsafeMutablePointer<ebur128_state>?

    /// Nil when memory is exhausted.
    init?() {
        let mode = Int32(EBUR128_MODE_I.rawValue | EBUR128_MODE_SAMPLE_PEAK.rawValue)
        guard
            let state = unsafe ebur128_init(UInt32(HouseFormat.channels), UInt(HouseFormat.sampleRate), mode)
        else { return nil }
        unsafe self.state = unsafe state
    }

    deinit {
        var state = unsafe state
        unsafe ebur128_destroy(&state)
    }

    /// Takes in interleaved stereo.
    mutating func add(_ samples: Span<Float>) {
        unsafe samples.withUnsafeBufferPointer { samples in
            _ = unsafe ebur128_add_frames_float(
                state, samples.baseAddress, samples.count / HouseFormat.channels)
        }
    }

    /// The integrated loudness so far; nil when nothing has passed the gate.
    var integratedLUFS: Double? {
        var loudness = 0.0
        guard unsafe ebur128_loudness_global(state, &loudness) == EBUR128_SUCCESS.rawValue,
            loudness.isFinite
        else { return nil }
        return loudness
    }

    /// The highest sample so far, in dBFS.
    var peakDBFS: Double {
        var peak = 0.0
        for channel in 0..<UInt32(HouseFormat.channels) {
            var channelPeak = 0.0
            _ = unsafe ebur128_sample_peak(state, channel, &channelPeak)
            peak = max(peak, channelPeak)
        }
        return max(20 * log10(peak), AudioFacts.silencePeakDBFS)
    }
}
