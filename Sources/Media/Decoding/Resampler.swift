// SPDX-License-Identifier: Apache-2.0
import CSoxr
import Mixing

/// A streaming converter of stereo frames from a file's rate to the house rate (libsoxr).
///
/// The delay of its filter is taken out: the first frame out belongs to the first frame in, and after
/// `flush` as many frames came out as went in, scaled by the rates and rounded.
@safe struct Resampler: ~Copyable {
    private let handle: soxr_t

    /// Nil when memory is exhausted; every pair of rates is supported otherwise.
    init?(sourceRate: Int) {
        // 20 bit precision: its noise is 120 dB below the signal, under what any loudspeaker or
        // 16-bit file has, at half the work of the next better recipe.
        var quality = unsafe soxr_quality_spec(UInt(SOXR_20_BITQ), 0)
        guard
            let handle = unsafe soxr_create(
                Double(sourceRate), Double(HouseFormat.sampleRate), UInt32(HouseFormat.channels), nil, nil,
                &quality, nil)
        else { return nil }
        unsafe self.handle = handle
    }

    deinit {
        unsafe soxr_delete(handle)
    }

    /// Converts from the front of `input` into the front of `output`; both hold interleaved stereo.
    ///
    /// - Parameter frames: how many `output` takes at most; it has room for them.
    /// - Returns: frames taken from the input and frames given to the output.
    mutating func convert(
        _ input: ArraySlice<Float>, atMost frames: Int, into output: inout [Float]
    ) -> (taken: Int, given: Int) {
        precondition(output.count >= frames * HouseFormat.channels)
        var taken = 0
        var given = 0
        unsafe input.withUnsafeBufferPointer { input in
            _ = unsafe soxr_process(
                handle, input.baseAddress, input.count / HouseFormat.channels, &taken, &output, frames, &given
            )
        }
        return (taken, given)
    }

    /// Gives what is left inside, after the last input.
    ///
    /// - Parameter frames: how many `output` takes at most; it has room for them.
    /// - Returns: frames given to the output; 0 when there are no more.
    mutating func flush(atMost frames: Int, into output: inout [Float]) -> Int {
        precondition(output.count >= frames * HouseFormat.channels)
        var given = 0
        _ = unsafe soxr_process(handle, nil, 0, nil, &output, frames, &given)
        return given
    }
}
