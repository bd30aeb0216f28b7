// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Media

@Suite struct DecodingTests {
    let folder: SoundFolder

    init() throws {
        folder = try SoundFolder()
    }

    /// How far `samples` are from the signal they should be, as a ratio in dB; the first and last frames,
    /// where the filter has nothing before or after, are left out.
    private func signalToNoise(_ samples: [Float], _ expected: (Int) -> Float, margin: Int = 2_000) -> Double {
        var signal = 0.0
        var noise = 0.0
        for frame in margin..<samples.count - margin {
            let truth = Double(expected(frame))
            signal += truth * truth
            noise += pow(Double(samples[frame]) - truth, 2)
        }
        return 10 * log10(signal / noise)
    }

    @Test(arguments: [
        (44_100, 997.0), (44_100, 15_000.0), (22_050, 997.0), (96_000, 997.0), (32_000, 9_000.0),
    ])
    func `a resampled sine is the same sine, on its frame`(rate: Int, hertz: Double) throws {
        let path = try folder.write("tone.wav", rate: rate, channels: 1, frames: rate) { frame, _ in
            sine(hertz, peakDBFS: -1, rate: rate)(frame)
        }
        let samples = left(allSamples(of: Clip(pieces: [.file(path: path, gain: 1)])).samples)
        #expect(signalToNoise(samples, sine(hertz, peakDBFS: -1)) > 100)
    }

    @Test(arguments: SoundFormat.allCases)
    func `each format gives back the sound on its frame`(format: SoundFormat) throws {
        let path = try folder.write("tone", format, frames: 48_000) { frame, _ in
            sine(997, peakDBFS: -6)(frame)
        }
        let samples = left(allSamples(of: Clip(pieces: [.file(path: path, gain: 1)])).samples)
        // A lossy format that starts a frame early or late has less than 18 dB here.
        #expect(signalToNoise(samples, sine(997, peakDBFS: -6)) > (format.isLossless ? 80 : 30))
    }

    @Test func `a file at the house rate is untouched`() throws {
        let path = try folder.write("noise.wav", frames: 10_000) { frame, channel in
            Float((frame * 2 + channel) % 977) / 977 - 0.5
        }
        let samples = allSamples(of: Clip(pieces: [.file(path: path, gain: 1)])).samples
        let written = (0..<20_000).map { index in Float(index % 977) / 977 - 0.5 }
        #expect(samples == written)
    }

    @Test func `one channel is heard from both sides`() throws {
        let path = try folder.write("mono.wav", channels: 1, frames: 100) { _, _ in 0.25 }
        let samples = allSamples(of: Clip(pieces: [.file(path: path, gain: 1)])).samples
        #expect(samples == Array(repeating: 0.25, count: 200))
    }

    // What each channel of a 5.1 file gives to the left and the right (ITU-R BS.775).
    @Test(arguments: [
        (SoundFormat.flac16, [(1, 0), (0, 1), (0.707, 0.707), (0, 0), (0.707, 0), (0, 0.707)]),
        (.vorbis, [(1, 0), (0.707, 0.707), (0, 1), (0.707, 0), (0, 0.707), (0, 0)]),
    ])
    func `six channels are mixed down by their places`(format: SoundFormat, shares: [(Float, Float)]) throws {
        for (channel, share) in shares.enumerated() {
            let path = try folder.write("surround", format, channels: 6, frames: 24_000) { frame, index in
                index == channel ? sine(60, peakDBFS: -6)(frame) : 0
            }
            let samples = allSamples(of: Clip(pieces: [.file(path: path, gain: 1)])).samples
            let levels = [0, 1].map { side in
                let peaks = stride(from: 4_000 + side, to: samples.count - 4_000, by: 2).map {
                    abs(samples[$0])
                }
                return (peaks.max() ?? 0) / Float(pow(10, -6.0 / 20))
            }
            #expect(abs(levels[0] - share.0) < 0.05, "channel \(channel)")
            #expect(abs(levels[1] - share.1) < 0.05, "channel \(channel)")
        }
    }

    @Test func `a place that the file states counts more than the usual order`() {
        // Two channels that call themselves right and left.
        #expect(Downmix(channels: 2, channelMap: [3, 2], isOgg: false).shares == [.right, .left])
        #expect(Downmix(channels: 2, channelMap: [0, 0], isOgg: false).shares == [.left, .right])
    }

    @Test func `pieces follow each other to the frame`() throws {
        // One ramp, cut at an odd place into two files.
        func ramp(_ frame: Int) -> Float { Float(frame) / 65_536 }
        let first = try folder.write("first.wav", channels: 1, frames: 7_001) { frame, _ in ramp(frame) }
        let second = try folder.write("second.wav", channels: 1, frames: 5_003) { frame, _ in
            ramp(7_001 + frame)
        }
        let clip = Clip(pieces: [
            .file(path: first, gain: 1), .file(path: second, gain: 1), .silence(frames: 33),
            .silence(frames: -1), .file(path: first, gain: 0.5),
        ])
        let samples = left(allSamples(of: clip).samples)
        let expected =
            (0..<12_004).map(ramp) + Array(repeating: 0, count: 33) + (0..<7_001).map { ramp($0) * 0.5 }
        #expect(samples == expected)
    }

    @Test func `a tone cut into two resampled files has no seam`() throws {
        // 441 frames are 10 ms, so that each part has a whole number of frames at both rates.
        let paths = try ["first.wav", "second.wav"].enumerated().map { part, name in
            try folder.write(name, rate: 44_100, channels: 1, frames: 44_100) { frame, _ in
                sine(50, peakDBFS: -6, rate: 44_100)(part * 44_100 + frame)
            }
        }
        let clip = Clip(pieces: paths.map { .file(path: $0, gain: 1) })
        let samples = left(allSamples(of: clip).samples)
        #expect(samples.count == 96_000)
        let steps = zip(samples, samples.dropFirst()).map { abs($1 - $0) }
        // The sine itself moves by 0.0033 from frame to frame.
        #expect(steps[2_000..<94_000].max() ?? 1 < 0.01)
    }

    @Test func `a piece that cannot be played is reported and the next one plays`() throws {
        let good = try folder.write("good.wav", frames: 500) { _, _ in 0.5 }
        let gone = folder.path(of: "gone.wav")
        let (samples, errors) = allSamples(
            of: Clip(pieces: [
                .file(path: gone, gain: 1), .file(path: good, gain: 1), .file(path: gone, gain: 1),
            ])
        )
        #expect(samples.count == 1_000)
        #expect(errors == [.notFound(path: gone), .notFound(path: gone)])
    }

    @Test func `a file that breaks off is reported and the next piece plays`() throws {
        let whole = try folder.write("whole.flac", .flac16, frames: 96_000) { frame, _ in
            sine(440, peakDBFS: -6)(frame)
        }
        var bytes = try folder.bytes(of: whole)
        bytes.removeLast(bytes.count / 2)
        let half = try folder.write(bytes, to: "half.flac")
        let (samples, errors) = allSamples(
            of: Clip(pieces: [.file(path: half, gain: 1), .silence(frames: 10)]))
        #expect(samples.count > 2 * 30_000)
        #expect(samples.suffix(20).allSatisfy { $0 == 0 })
        guard case .damaged(half, _) = errors.first else {
            Issue.record("\(errors)")
            return
        }
    }
}
