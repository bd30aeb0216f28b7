// SPDX-License-Identifier: Apache-2.0
import Mixing

/// Lays the frames of a mixer's zones out as a card wants them: its channels, its sample format.
///
/// 16-bit samples get TPDF dither, the sum of two independent uniform values of half a step each, so that the
/// error is noise and not distortion (Lipshitz, Wannamaker, Vanderkooy, "Quantization and Dither", 1992).
package struct SampleWriter {
    package let format: SampleFormat
    package let channels: Int

    /// A channel of the card that carries something: the mean of two of the channels that the mixer gives, which for
    /// a zone in stereo are one and the same.
    private struct Lane {
        var channel: Int
        var left: Int
        var right: Int
    }

    private let lanes: [Lane]
    /// Samples a frame of the mixer.
    private let mixedChannels: Int
    private var noise: Noise

    /// - Parameters:
    ///   - zones: As `OutputSettings.channels`.
    ///   - channels: Of the card; not below the highest in `zones`.
    ///   - seed: Starts the dither; not 0.
    package init(format: SampleFormat, zones: [[Int]], channels: Int, seed: UInt64 = 1) {
        self.format = format
        self.channels = channels
        mixedChannels = zones.count * HouseFormat.channels
        noise = Noise(state: seed)
        lanes = zones.enumerated().flatMap { zone, places in
            let (left, right) = (zone * HouseFormat.channels, zone * HouseFormat.channels + 1)
            return places.count == 1
                ? [Lane(channel: places[0] - 1, left: left, right: right)]
                : [
                    Lane(channel: places[0] - 1, left: left, right: left),
                    Lane(channel: places[1] - 1, left: right, right: right),
                ]
        }
    }

    /// Bytes a frame.
    package var frameBytes: Int { channels * format.bytes }

    /// Writes frames out. Takes no lock and allocates nothing.
    ///
    /// - Parameters:
    ///   - count: How many frames.
    ///   - mix: Begins with them, as `Mixer.render` lays them out: left and right of each zone.
    ///   - output: Room for them as frames of the card.
    package mutating func write(_ count: Int, of mix: [Float], to output: inout [UInt8]) {
        precondition(
            mix.count >= count * mixedChannels && output.count >= count * frameBytes,
            "the card's memory has no room for the frames")
        var span = output.mutableSpan
        var bytes = unsafe span.mutableBytes
        if lanes.count < channels { clear(&bytes, count * frameBytes) }
        // One loop for each format: no sample asks which it is.
        switch format {
        case .float:
            write(count, of: mix, to: &bytes) { bytes, offset, sample in
                unsafe bytes.storeBytes(of: sample, toUncheckedByteOffset: offset, as: Float.self)
            }
        case .s32:
            write(count, of: mix, to: &bytes) { bytes, offset, sample in
                let value = Self.quantised(sample, scale: 0x1p31)
                unsafe bytes.storeBytes(of: value, toUncheckedByteOffset: offset, as: Int32.self)
            }
        case .s24:
            write(count, of: mix, to: &bytes) { bytes, offset, sample in
                let value = Self.quantised(sample, scale: 0x1p23)
                unsafe bytes.storeBytes(of: value, toUncheckedByteOffset: offset, as: Int32.self)
            }
        case .s24Packed:
            write(count, of: mix, to: &bytes) { bytes, offset, sample in
                let value = Self.quantised(sample, scale: 0x1p23)
                let (low, high) = (UInt16(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 16))
                unsafe bytes.storeBytes(of: low.littleEndian, toUncheckedByteOffset: offset, as: UInt16.self)
                unsafe bytes.storeBytes(of: high, toUncheckedByteOffset: offset + 2, as: UInt8.self)
            }
        case .s16:
            // A copy, for the loop to keep at hand.
            var noise = noise
            write(count, of: mix, to: &bytes) { bytes, offset, sample in
                let value = Self.quantised(sample, scale: 0x1p15, dither: noise.next())
                unsafe bytes.storeBytes(
                    of: Int16(truncatingIfNeeded: value), toUncheckedByteOffset: offset, as: Int16.self)
            }
            self.noise = noise
        }
    }

    /// Gives each sample of the card with its place, lane by lane.
    @inline(__always)
    private func write(
        _ count: Int, of mix: [Float], to bytes: inout MutableRawSpan,
        _ store: (inout MutableRawSpan, _ offset: Int, _ sample: Float) -> Void
    ) {
        let frames = mix.span
        let (sampleBytes, frameBytes) = (format.bytes, frameBytes)
        for lane in lanes {
            var offset = lane.channel * sampleBytes
            var (left, right) = (lane.left, lane.right)
            // The bounds were checked for all.
            for _ in 0..<count {
                let sample = unsafe (frames[unchecked: left] + frames[unchecked: right]) / 2
                store(&bytes, offset, sample)
                left &+= mixedChannels
                right &+= mixedChannels
                offset &+= frameBytes
            }
        }
    }

    private func clear(_ bytes: inout MutableRawSpan, _ count: Int) {
        for offset in 0..<count {
            unsafe bytes.storeBytes(of: 0, toUncheckedByteOffset: offset, as: UInt8.self)
        }
    }

    /// The nearest step to a sample, clipped to full scale.
    ///
    /// - Parameters:
    ///   - scale: Steps from 0 to full scale, a power of two up to 2³¹.
    ///   - dither: In steps.
    @inline(__always)
    private static func quantised(_ sample: Float, scale: Double, dither: Double = 0) -> Int32 {
        let value = Double(sample) * scale + dither
        let clipped = min(max(value, -scale), scale - 1)
        // Added to this number a value loses its fraction, to the nearest step, and its integer stands in the low
        // bits: a call of `rounded` for each sample would cost more than all the rest.
        return Int32(truncatingIfNeeded: (clipped + 0x1.8p52).bitPattern)
    }
}

extension SampleWriter {
    /// A stream of dither: xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift generators", 2016).
    private struct Noise {
        var state: UInt64

        /// Triangular between −1 and 1.
        @inline(__always)
        mutating func next() -> Double {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            // Two independent halves of one draw.
            let draw = state &* 0x2545_F491_4F6C_DD1D
            return Double(Int64(draw >> 32) - Int64(draw & 0xFFFF_FFFF)) * 0x1p-32
        }
    }
}
