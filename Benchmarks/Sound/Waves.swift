// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Test sounds that are told apart by their channel: WAV, 48 kHz, 16 bits, stereo.
enum Waves {
    enum Channel { case left, right }

    private static let rate = 48_000
    private static let level = Int16.max / 4

    /// A tone that is at full strength from its first frame on, so that this frame is found.
    static func beep(seconds: Double, on channel: Channel) -> Data {
        let half = rate / 1000 / 2
        return wave(seconds, channel) { frame in frame / half % 2 == 0 ? level : -level }
    }

    /// A sine of a multiple of 100 Hz.
    static func tone(_ frequency: Int, seconds: Double, on channel: Channel) -> Data {
        wave(seconds, channel) { frame in
            Int16((Double(level) * sin(2 * .pi * Double(frequency * frame % rate) / Double(rate))).rounded())
        }
    }

    private static func wave(_ seconds: Double, _ channel: Channel, _ sample: (Int) -> Int16) -> Data {
        let frames = Int(seconds * Double(rate))
        var samples = [Int16](repeating: 0, count: frames * 2)
        for frame in 0..<frames { samples[frame * 2 + (channel == .left ? 0 : 1)] = sample(frame).littleEndian }
        let bytes = UInt32(samples.count * 2)
        var file = Data("RIFF".utf8)
        file.append(36 + bytes)
        file += Data("WAVEfmt ".utf8)
        file.append(16)
        // PCM, two channels.
        file.append(1 | 2 << 16)
        file.append(UInt32(rate))
        file.append(UInt32(rate * 4))
        // Four bytes a frame, 16 bits a sample.
        file.append(4 | 16 << 16)
        file += Data("data".utf8)
        file.append(bytes)
        return file + samples.withUnsafeBytes { Data($0) }
    }
}

extension Data {
    /// Appends a number as WAV wants it: the low byte first.
    fileprivate mutating func append(_ number: UInt32) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
