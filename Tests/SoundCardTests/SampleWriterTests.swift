// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import SoundCard

@Suite struct SampleWriterTests {
    /// What a writer makes of stereo frames, as the values of the card's samples.
    private func write(
        _ frames: [Float], as format: SampleFormat, zones: [[Int]] = [[1, 2]], channels: Int = 2
    ) -> [Double] {
        var writer = SampleWriter(format: format, zones: zones, channels: channels)
        var bytes = [UInt8](repeating: 0xAA, count: frames.count / (zones.count * 2) * writer.frameBytes)
        writer.write(frames.count / (zones.count * 2), of: frames, to: &bytes)
        return stride(from: 0, to: bytes.count, by: format.bytes).map { offset in
            value(Array(bytes[offset..<(offset + format.bytes)]), format)
        }
    }

    private func value(_ bytes: [UInt8], _ format: SampleFormat) -> Double {
        let word = bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        switch format {
        case .float: return Double(Float(bitPattern: word))
        case .s32, .s24: return Double(Int32(bitPattern: word))
        case .s24Packed: return Double(Int32(bitPattern: word << 8) >> 8)
        case .s16: return Double(Int16(bitPattern: UInt16(word)))
        }
    }

    @Test(arguments: [
        (SampleFormat.float, [0.5, -0.25, 1, -1]),
        (.s32, [0x4000_0000, -0x2000_0000, 0x7FFF_FFFF, -0x8000_0000]),
        (.s24, [0x40_0000, -0x20_0000, 0x7F_FFFF, -0x80_0000]),
        (.s24Packed, [0x40_0000, -0x20_0000, 0x7F_FFFF, -0x80_0000]),
    ])
    func `samples become the card's steps`(format: SampleFormat, expected: [Double]) {
        #expect(write([0.5, -0.25, 1, -1], as: format) == expected)
    }

    @Test(arguments: [SampleFormat.s32, .s24, .s24Packed, .s16])
    func `what is above full scale is clipped and never wraps`(format: SampleFormat) {
        let written = write([1.5, -1.5, 3e38, -3e38], as: format)
        #expect(written[0] > 0 && written[1] < 0 && written[2] > 0 && written[3] < 0)
    }

    @Test func `sixteen bits are dithered within a step and a half, without a bias`() {
        // A level between two steps: dither must keep its mean.
        let level = 1000.3
        let frames = [Float](repeating: Float(level / 32768), count: 200_000)
        let written = write(frames, as: .s16)
        #expect(written.allSatisfy { abs($0 - level) <= 1.5 })
        #expect(abs(written.reduce(0, +) / Double(written.count) - level) < 0.01)
        #expect(Set(written).count == 3)
    }

    @Test func `the error of sixteen bits is noise whatever is played, and never distortion`() {
        let frames = 48_000
        // Barely more than a step high: without dither all its error would be harmonics.
        let wave = (0..<frames).map { 1.3 * sin(2 * .pi * 480 * Double($0) / 48_000) }
        let written = write(wave.flatMap { [Float($0 / 32768), Float($0 / 32768)] }, as: .s16)
        let error = (0..<frames).map { written[$0 * 2] - wave[$0] }
        let power = error.reduce(0) { $0 + $1 * $1 } / Double(frames)
        // A step's own error, 1/12, and the dither's, 2/12.
        #expect(abs(error.reduce(0, +) / Double(frames)) < 0.01)
        #expect(abs(power - 0.25) < 0.01)
        // Each line of the spectrum has its share of the noise, 2/frames of the power, and none much more.
        for harmonic in 1...40 {
            var (real, imaginary) = (0.0, 0.0)
            for frame in 0..<frames {
                let angle = 2 * .pi * 480 * Double(harmonic) * Double(frame) / 48_000
                real += error[frame] * cos(angle)
                imaginary += error[frame] * sin(angle)
            }
            let line = (real * real + imaginary * imaginary) / Double(frames) / power
            #expect(line < 12, "harmonic \(harmonic)")
        }
        // Both channels have noise of their own.
        let product = (0..<frames).reduce(0) { $0 + error[$1] * (written[$1 * 2 + 1] - wave[$1]) }
        #expect(abs(product / Double(frames)) < 0.01)
    }

    @Test func `a value between two steps becomes the nearer, and the middle no side alone`() {
        let steps = [0.25, 0.75, -0.25, -0.75, 0.5, 1.5, -0.5, -1.5]
        let written = write(steps.map { Float($0 / 0x80_0000) }, as: .s24)
        #expect(written == [0, 1, 0, -1, 0, 2, 0, -2])
    }

    @Test func `each zone gets its channels and the others stay silent`() {
        // Two frames; zone 0 in stereo, the other way round, zone 1 in mono, zone 2 in stereo.
        let frames: [Float] = [0.5, 0.25, 0.1, 0.3, 0.75, -0.75] + [-0.5, 0, 1, 1, 0, 0.125]
        let written = write(frames, as: .float, zones: [[3, 2], [6], [7, 8]], channels: 8)
        let (first, second) = (written.prefix(8), written.suffix(8))
        #expect(first.elementsEqual([0, 0.25, 0.5, 0, 0, Double((Float(0.1) + 0.3) / 2), 0.75, -0.75]))
        #expect(second.elementsEqual([0, 0, -0.5, 0, 0, 1, 0, 0.125]))
    }

    @Test func `mono keeps the level of what is alike on both sides and never exceeds the louder one`() {
        let frames: [Float] = [0.89, 0.89, 0.5, -0.5, 0.89, 0]
        #expect(write(frames, as: .float, zones: [[1]], channels: 1) == [0.89, 0, 0.445].map { Double(Float($0)) })
    }

    @Test func `what one zone hears never reaches the channels of another`() {
        let zones = (0..<32).map { [$0 + 1] }
        for zone in zones.indices {
            var frame = [Float](repeating: 0, count: 64)
            frame[zone * 2] = 0.5
            frame[zone * 2 + 1] = 0.5
            let written = write(frame, as: .s32, zones: zones, channels: 32)
            #expect(written.indices.allSatisfy { written[$0] == ($0 == zone ? 0x4000_0000 : 0) }, "zone \(zone)")
        }
    }
}
