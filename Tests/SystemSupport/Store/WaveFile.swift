// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// WAV files of 16 bits at 48 kHz.
package enum WaveFile {
    /// A file of these samples, those of the channels in turn.
    package static func data(of samples: [Int16], channels: Int) -> Data {
        let content = samples.withUnsafeBytes { Data($0) }
        var file = Data("RIFF".utf8)
        file.append(UInt32(36 + content.count))
        file += Data("WAVEfmt ".utf8)
        file.append(UInt32(16))
        file.append(UInt16(1))
        file.append(UInt16(channels))
        file.append(UInt32(48_000))
        file.append(UInt32(48_000 * 2 * channels))
        file.append(UInt16(2 * channels))
        file.append(UInt16(16))
        file += Data("data".utf8)
        file.append(UInt32(content.count))
        return file + content
    }
}

extension Data {
    /// Appends a number as WAV wants it: the low byte first.
    fileprivate mutating func append(_ number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
