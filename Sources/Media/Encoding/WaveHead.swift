// SPDX-License-Identifier: Apache-2.0
import Mixing

/// The head of a WAV of 16 bits in the house's rate and stereo, for sound that is sent while it comes into being: the
/// samples follow it, little-endian and interleaved.
public enum WaveHead {
    /// Bytes of a frame.
    public static let frameBytes = HouseFormat.channels * sampleBytes
    /// The most frames that RIFF, which counts bytes in 32 bits, can tell: more than six hours.
    public static let longest = Int64(UInt32.max - UInt32(size)) / Int64(frameBytes)

    private static let sampleBytes = 2
    private static let size = 44

    /// - Parameter frames: how many follow, not above ``longest``; nil for without end, which the highest length stands
    ///   for.
    public static func bytes(frames: Int64?) -> [UInt8] {
        let data = frames.map { UInt32($0) * UInt32(frameBytes) }
        var head: [UInt8] = []
        head += Array("RIFF".utf8) + bytes(data.map { $0 + UInt32(size - 8) } ?? .max) + Array("WAVE".utf8)
        // PCM.
        head += Array("fmt ".utf8) + bytes(UInt32(16)) + bytes(UInt16(1)) + bytes(UInt16(HouseFormat.channels))
        head += bytes(UInt32(HouseFormat.sampleRate)) + bytes(UInt32(HouseFormat.sampleRate * frameBytes))
        head += bytes(UInt16(frameBytes)) + bytes(UInt16(sampleBytes * 8))
        return head + Array("data".utf8) + bytes(data ?? .max)
    }

    private static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
}
