// SPDX-License-Identifier: Apache-2.0
import CEBUR128
import Mixing

/// Finds the highest true peak of house frames after ITU-R BS.1770-4, annex 2 (libebur128).
///
/// Interpolating costs several times what decoding does, so only those stretches are interpolated whose samples are
/// high enough that the curve between them may pass the highest peak found so far. The result is the same.
@safe struct TruePeakMeter: ~Copyable {
    /// Frames looked at together.
    private static let stretchFrames = 64
    /// Frames before a sample that the interpolator needs to give what lies between it and them.
    private static let historyFrames = 13
    /// How far above its samples the interpolated curve rises at most: the largest sum of magnitudes of the
    /// coefficients of a phase is 1.8642 for the windowed sinc of 49 taps that libebur128 uses.
    private static let highestRise: Float = 1.87

    private var state: UnsafeMutablePointer<ebur128_state>?
    /// What was added last, behind the frames before it.
    private var samples = [Float](repeating: 0, count: historyFrames * HouseFormat.channels)
    /// The highest sample of the stretch before.
    private var lastStretch: Float = 0
    /// Whether the interpolator holds the end of the stretch before.
    private var isContinuous = false
    /// Linear; of samples and of what lies between them.
    private(set) var peak: Float = 0

    /// Nil when memory is exhausted.
    init?() {
        guard
            let state = unsafe ebur128_init(
                UInt32(HouseFormat.channels), UInt(HouseFormat.sampleRate), Int32(EBUR128_MODE_TRUE_PEAK.rawValue))
        else { return nil }
        unsafe self.state = unsafe state
    }

    deinit {
        var state = unsafe state
        unsafe ebur128_destroy(&state)
    }

    /// Takes in interleaved stereo.
    mutating func add(_ added: Span<Float>) {
        let history = Self.historyFrames * HouseFormat.channels
        samples.removeFirst(samples.count - history)
        samples.reserveCapacity(history + added.count)
        unsafe added.withUnsafeBufferPointer { unsafe samples.append(contentsOf: $0) }
        var from = history
        while from < samples.count {
            let to = min(from + Self.stretchFrames * HouseFormat.channels, samples.count)
            let highest = Self.highest(samples.span.extracting(from..<to))
            peak = max(peak, highest)
            let mayBeHigher = max(highest, lastStretch) * Self.highestRise > peak
            if mayBeHigher { interpolate(from: from, to: to) }
            isContinuous = mayBeHigher
            lastStretch = highest
            from = to
        }
    }

    private static func highest(_ samples: Span<Float>) -> Float {
        unsafe samples.withUnsafeBufferPointer { samples in
            var highest: Float = 0
            var index = 0
            // Not a loop over indices: without optimisation, as tests run, that takes many times as long.
            while index < samples.count {
                let sample = unsafe samples[index]
                if sample > highest { highest = sample }
                if -sample > highest { highest = -sample }
                index += 1
            }
            return highest
        }
    }

    /// Where the stretch before was left out, the frames before this one replace what the interpolator holds of an
    /// earlier one; what it makes of the seam is not asked for.
    private mutating func interpolate(from: Int, to: Int) {
        let history = Self.historyFrames * HouseFormat.channels
        unsafe samples.withUnsafeBufferPointer { samples in
            guard let base = samples.baseAddress else { return }
            if !isContinuous {
                _ = unsafe ebur128_add_frames_float(state, base + (from - history), Self.historyFrames)
            }
            _ = unsafe ebur128_add_frames_float(state, base + from, (to - from) / HouseFormat.channels)
        }
        for channel in 0..<UInt32(HouseFormat.channels) {
            var channelPeak = 0.0
            _ = unsafe ebur128_prev_true_peak(state, channel, &channelPeak)
            peak = max(peak, Float(channelPeak))
        }
    }
}
