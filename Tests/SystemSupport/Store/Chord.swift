// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// Two sines at once: a sound to be told from hundreds of others, where ``Tone`` tells some tens. It begins and ends on a
/// zero.
package struct Chord: Sendable, Hashable {
    /// The frequencies that chords are made of, in Hz: whole periods fit into 10 ms.
    package static let tones = Array(stride(from: 600, through: 3500, by: 100))

    /// How many there are.
    package static let count = tones.count * (tones.count - 1) / 2

    /// In Hz, both of ``tones``.
    package let low: Int, high: Int

    /// The chord of that number, from 0.
    package init(_ number: Int) {
        precondition(number < Self.count, "there are \(Self.count) chords")
        var (first, rest) = (0, number)
        while rest >= Self.tones.count - 1 - first {
            rest -= Self.tones.count - 1 - first
            first += 1
        }
        (low, high) = (Self.tones[first], Self.tones[first + 1 + rest])
    }

    init(low: Int, high: Int) {
        (self.low, self.high) = (low, high)
    }

    /// The chord as a WAV file: 48 kHz, 16 bits, stereo, each sine an eighth of full scale.
    ///
    /// - Parameter seconds: a multiple of 10 ms.
    package func wave(seconds: Double) -> Data {
        let piece = (0..<480).flatMap { frame -> [Int16] in
            let turn = 2 * Double.pi * Double(frame) / Recording.rate
            let sample = 0.125 * (sin(turn * Double(low)) + sin(turn * Double(high))) * Double(Int16.max)
            return [Int16(sample.rounded()), Int16(sample.rounded())]
        }
        return WaveFile.data(of: (0..<Int((seconds * 100).rounded())).flatMap { _ in piece }, channels: 2)
    }
}
