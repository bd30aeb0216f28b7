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

    /// The tone as a WAV file: 48 kHz, 16 bits, stereo, a quarter of full scale.
    package var wave: Data {
        // Whole periods fit into 10 ms, so that one such piece, repeated, is the tone.
        var piece = Data()
        for frame in 0..<480 {
            let turn = 2 * Double.pi * Double(frequency) * Double(frame) / Recording.rate
            let sample = Int16((0.25 * sin(turn) * Double(Int16.max)).rounded())
            piece.append(sample)
            piece.append(sample)
        }
        var samples = Data()
        for _ in 0..<Int((duration * 100).rounded()) { samples += piece }
        var file = Data("RIFF".utf8)
        file.append(UInt32(36 + samples.count))
        file += Data("WAVEfmt ".utf8)
        file.append(UInt32(16))
        file.append(UInt16(1))
        file.append(UInt16(2))
        file.append(UInt32(48_000))
        file.append(UInt32(48_000 * 4))
        file.append(UInt16(4))
        file.append(UInt16(16))
        file += Data("data".utf8)
        file.append(UInt32(samples.count))
        return file + samples
    }
}

extension Data {
    /// Appends a number as WAV wants it: the low byte first.
    fileprivate mutating func append(_ number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
