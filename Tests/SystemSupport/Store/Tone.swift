// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// A sine to be told from all others by its frequency; it begins and ends on a zero.
package struct Tone: Sendable {
    /// In Hz, a multiple of 100.
    package let frequency: Int
    /// In seconds, a multiple of 10 ms.
    package let duration: Double

    package init(_ frequency: Int, seconds duration: Double) {
        self.frequency = frequency
        self.duration = duration
    }

    /// Whole periods fit into 10 ms, so that one such piece, repeated, is the tone.
    private var piece: [Int16] {
        (0..<480).map { frame in
            let turn = 2 * Double.pi * Double(frequency) * Double(frame) / Recording.rate
            return Int16((0.25 * sin(turn) * Double(Int16.max)).rounded())
        }
    }

    private var pieces: Int { Int((duration * 100).rounded()) }

    /// The samples of a channel, 1 at full scale.
    package var samples: [Float] {
        let piece = piece.map { Float($0) / 0x1p15 }
        return (0..<pieces).flatMap { _ in piece }
    }

    /// The tone as a WAV file: 48 kHz, 16 bits, stereo, a quarter of full scale.
    package var wave: Data {
        let twice = piece.flatMap { [$0, $0] }
        return WaveFile.data(of: (0..<pieces).flatMap { _ in twice }, channels: 2)
    }
}
