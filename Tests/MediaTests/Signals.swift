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
        let reading = reader.read(atMost: portion, into: &buffer) { errors.append($0) }
        guard case .frames(let frames) = reading else { return (samples, errors) }
        samples += buffer[..<(frames * 2)]
    }
}

/// The left channel of interleaved stereo.
func left(_ samples: [Float]) -> [Float] {
    stride(from: 0, to: samples.count, by: 2).map { samples[$0] }
}
