// SPDX-License-Identifier: Apache-2.0
import CEBUR128
import Glibc
import Mixing

/// How loud what passes is at the moment, for a meter: the peaks since it was looked at last, and the momentary loudness
/// of EBU Tech 3341, over the last 400 ms (libebur128).
///
/// `@unchecked Sendable`: belongs to whoever uses it; one thread at a time.
@safe public final class PassingLevel: @unchecked Sendable {
    /// What is quieter is silence, by BS.1770-4.
    private static let absoluteGateLUFS = -70.0
    /// What a peak is taken for at the least, in dBFS, below the quietest 16-bit step: silence has none.
    public static let lowestPeakDBFS = -120.0

    private var state: UnsafeMutablePointer<ebur128_state>?
    private var peaks = [Float](repeating: 0, count: HouseFormat.channels)

    /// Nil when memory is exhausted.
    public init?() {
        guard
            let state = unsafe ebur128_init(
                UInt32(HouseFormat.channels), UInt(HouseFormat.sampleRate), Int32(EBUR128_MODE_M.rawValue))
        else { return nil }
        unsafe self.state = unsafe state
    }

    deinit {
        unsafe ebur128_destroy(&state)
    }

    /// Takes in interleaved stereo.
    public func add(_ samples: Span<Float>) {
        for index in 0..<samples.count {
            let channel = index % HouseFormat.channels
            peaks[channel] = max(peaks[channel], samples[index].magnitude)
        }
        unsafe samples.withUnsafeBufferPointer { samples in
            _ = unsafe ebur128_add_frames_float(
                state, samples.baseAddress, samples.count / HouseFormat.channels)
        }
    }

    /// The highest magnitude of each channel since the last call, in dBFS; ``lowestPeakDBFS`` at the least.
    public func takePeaksDBFS() -> [Double] {
        defer { peaks = [Float](repeating: 0, count: HouseFormat.channels) }
        return peaks.map { max(20 * log10(Double($0)), Self.lowestPeakDBFS) }
    }

    /// The momentary loudness in LUFS; nil for silence.
    public var momentaryLUFS: Double? {
        var loudness = 0.0
        guard unsafe ebur128_loudness_momentary(state, &loudness) == EBUR128_SUCCESS.rawValue,
            loudness > Self.absoluteGateLUFS
        else { return nil }
        return loudness
    }
}
