// SPDX-License-Identifier: Apache-2.0
import Foundation

@testable import Media

/// A sine with a peak level, at a rate.
func sine(_ hertz: Double, peakDBFS: Double, rate: Int = 48_000) -> (Int) -> Float {
    let amplitude = pow(10, peakDBFS / 20)
    return { frame in Float(amplitude * sin(2 * .pi * hertz * Double(frame) / Double(rate))) }
}

/// All house frames of a clip, interleaved, read in portions that fit nothing evenly.
func allSamples(of clip: Clip, portion: Int = 1_000) -> (samples: [Float], errors: [MediaError]) {
    let reader = ClipReader(clip)
    var samples: [Float] = []
    var errors: [MediaError] = []
    var buffer = [Float](repeating: .nan, count: portion * 2)
    while true {
        let frames = reader.read(atMost: portion, into: &buffer) { errors.append($0) }
        guard frames > 0 else { return (samples, errors) }
        samples += buffer[..<(frames * 2)]
    }
}

/// The left channel of interleaved stereo.
func left(_ samples: [Float]) -> [Float] {
    stride(from: 0, to: samples.count, by: 2).map { samples[$0] }
}

/// Random numbers that are the same in each run (SplitMix64).
struct RepeatableRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
