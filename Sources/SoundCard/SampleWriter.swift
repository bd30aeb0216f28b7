// SPDX-License-Identifier: Apache-2.0
import Mixing

/// Lays the frames of a mixer's zones out as a card wants them: its channels, its sample format.
///
/// 16-bit samples get TPDF dither, the sum of two independent uniform values of half a step each, so that the
/// error is noise and not distortion (Lipshitz, Wannamaker, Vanderkooy, "Quantization and Dither", 1992).
struct SampleWriter {
    let format: SampleFormat
    let channels: Int

    /// What a channel of the card carries, of the channels that the mixer gives.
    private enum Source {
        case nothing
        case channel(Int)
        /// The mean of a zone's left channel, of that number, and its right.
        case mean(Int)
    }

    private let sources: [Source]
    /// Samples a frame of the mixer.
    private let mixedChannels: Int
    private var noise: UInt64

    /// - Parameters:
    ///   - zones: As `OutputSettings.channels`.
    ///   - channels: Of the card; not below the highest in `zones`.
    ///   - seed: Starts the dither.
    init(format: SampleFormat, zones: [[Int]], channels: Int, seed: UInt64 = 1) {
        self.format = format
        self.channels = channels
        mixedChannels = zones.count * HouseFormat.channels
        noise = seed
        var sources = [Source](repeating: .nothing, count: channels)
        for (zone, places) in zones.enumerated() {
            let left = zone * HouseFormat.channels
            if places.count == 1 {
                sources[places[0] - 1] = .mean(left)
            } else {
                sources[places[0] - 1] = .channel(left)
                sources[places[1] - 1] = .channel(left + 1)
            }
        }
        self.sources = sources
    }

    /// Bytes a frame.
    var frameBytes: Int { channels * format.bytes }

    /// Writes frames out. Takes no lock and allocates nothing.
    ///
    /// - Parameters:
    ///   - frames: As `Mixer.render` lays them out: left and right of each zone.
    ///   - output: Room for as many frames of the card.
    mutating func write(_ frames: [Float], to output: inout [UInt8]) {
        var span = output.mutableSpan
        var bytes = unsafe span.mutableBytes
        var offset = 0
        for frame in stride(from: 0, to: frames.count, by: mixedChannels) {
            for channel in 0..<channels {
                switch sources[channel] {
                case .nothing: clear(&bytes, at: offset)
                case .channel(let source): store(frames[frame + source], to: &bytes, at: offset)
                case .mean(let left):
                    store((frames[frame + left] + frames[frame + left + 1]) / 2, to: &bytes, at: offset)
                }
                offset += format.bytes
            }
        }
    }

    private func clear(_ bytes: inout MutableRawSpan, at offset: Int) {
        for byte in 0..<format.bytes {
            bytes.storeBytes(of: 0, toByteOffset: offset + byte, as: UInt8.self)
        }
    }

    private mutating func store(_ sample: Float, to bytes: inout MutableRawSpan, at offset: Int) {
        switch format {
        case .float:
            bytes.storeBytes(of: sample, toByteOffset: offset, as: Float.self)
        case .s32:
            bytes.storeBytes(of: Self.quantised(sample, bits: 32), toByteOffset: offset, as: Int32.self)
        case .s24:
            bytes.storeBytes(of: Self.quantised(sample, bits: 24), toByteOffset: offset, as: Int32.self)
        case .s24Packed:
            let value = Self.quantised(sample, bits: 24)
            for byte in 0..<3 {
                bytes.storeBytes(
                    of: UInt8(truncatingIfNeeded: value >> (8 * Int32(byte))), toByteOffset: offset + byte,
                    as: UInt8.self)
            }
        case .s16:
            let value = Self.quantised(sample, bits: 16, dither: dither())
            bytes.storeBytes(of: Int16(value), toByteOffset: offset, as: Int16.self)
        }
    }

    /// The nearest step to a sample, clipped to full scale; `dither` in steps.
    private static func quantised(_ sample: Float, bits: Int, dither: Double = 0) -> Int32 {
        let scale = Double(Int64(1) << (bits - 1))
        let value = (Double(sample) * scale + dither).rounded()
        return Int32(min(max(value, -scale), scale - 1))
    }

    /// Triangular between −1 and 1.
    private mutating func dither() -> Double {
        // xorshift64*: two independent halves of one draw.
        noise ^= noise >> 12
        noise ^= noise << 25
        noise ^= noise >> 27
        let draw = noise &* 0x2545_F491_4F6C_DD1D
        let (high, low) = (UInt32(truncatingIfNeeded: draw >> 32), UInt32(truncatingIfNeeded: draw))
        return (Double(high) - Double(low)) / 0x1p32
    }
}
