// SPDX-License-Identifier: Apache-2.0
import Glibc
import Mixing

/// A sound that is kept decoded, so that playing it needs no disk and no decoder.
///
/// Samples are 16 bits of the sound's own range, and one channel where both are alike, as in speech: 96 kB a second;
/// stereo takes twice as much.
public final class DecodedSound: Sendable, Equatable {
    /// What was measured of it; as many frames as it has.
    public let facts: AudioFacts

    /// Interleaved where there are two channels.
    private let samples: [Int16]
    private let channels: Int
    /// What a sample is multiplied by, to be at most 1 where the sound is.
    private let scale: Float

    /// Decodes a file that was measured; what was added to it since is left out.
    ///
    /// - Throws: ``MediaError`` when no frame of it can be decoded.
    public init(decoding path: String, _ facts: AudioFacts) throws(MediaError) {
        let decoder = try AudioDecoder(path: path)
        var packer = SamplePacker(peak: pow(10, facts.truePeakDBTP / 20), frames: Int(facts.frames))
        var block = [Float](repeating: 0, count: AudioDecoder.blockFrames * HouseFormat.channels)
        var frames: Int64 = 0
        while frames < facts.frames {
            let wanted = Int(min(facts.frames - frames, Int64(AudioDecoder.blockFrames)))
            let got = decoder.read(atMost: wanted, into: &block)
            guard got > 0 else { break }
            packer.add(block.span.extracting(first: got * HouseFormat.channels))
            frames += Int64(got)
        }
        guard frames > 0 else { throw decoder.damage ?? .empty(path: path) }
        var heard = facts
        heard.frames = frames
        self.facts = heard
        (samples, channels, scale) = (packer.samples, packer.channels, packer.scale)
    }

    /// A sound that was made, not recorded.
    ///
    /// - Parameter frames: interleaved house frames, at least one.
    public init(_ frames: [Float]) {
        let count = frames.count / HouseFormat.channels
        var packer = SamplePacker(peak: Double(frames.reduce(0) { max($0, abs($1)) }), frames: count)
        packer.add(frames.span)
        (samples, channels, scale) = (packer.samples, packer.channels, packer.scale)
        var facts = AudioFacts(
            frames: Int64(count), loudnessLUFS: nil, truePeakDBTP: 0, sourceRate: HouseFormat.sampleRate,
            sourceChannels: packer.channels)
        // Without memory to measure it, it plays as loud as it was made.
        if var meter = LoudnessMeter() {
            meter.add(frames.span)
            meter.finish()
            facts.loudnessLUFS = meter.integratedLUFS
            facts.truePeakDBTP = meter.truePeakDBTP
        }
        self.facts = facts
    }

    /// The memory its samples take.
    public var byteCount: Int { samples.count * MemoryLayout<Int16>.size }

    /// The same sound, not one like it.
    public static func == (one: DecodedSound, other: DecodedSound) -> Bool { one === other }

    /// Gives frames from a place on, scaled by a gain.
    ///
    /// - Parameter output: has room for them, interleaved; filled from its start.
    /// - Returns: frames given; 0 at the end.
    func read(from first: Int, atMost frames: Int, gain: Float, into output: inout [Float]) -> Int {
        let given = max(0, min(frames, samples.count / channels - first))
        let factor = scale * gain
        var output = output.mutableSpan
        for frame in 0..<given {
            let place = (first + frame) * channels
            output[frame * 2] = factor * Float(samples[place])
            output[frame * 2 + 1] = factor * Float(samples[place + channels - 1])
        }
        return given
    }
}

/// Packs house frames into 16 bits, in one channel for as long as both are alike.
private struct SamplePacker {
    private(set) var samples: [Int16] = []
    private(set) var channels = 1
    let scale: Float

    /// - Parameter peak: no sample is larger, but for rounding.
    init(peak: Double, frames: Int) {
        // What is silent has no peak to divide by.
        scale = Float(max(peak, 1e-6)) / Float(Int16.max)
        samples.reserveCapacity(frames)
    }

    mutating func add(_ frames: Span<Float>) {
        for place in stride(from: 0, to: frames.count - 1, by: HouseFormat.channels) {
            let (left, right) = (packed(frames[place]), packed(frames[place + 1]))
            if channels == 1, left != right { becomeStereo() }
            samples.append(left)
            if channels == 2 { samples.append(right) }
        }
    }

    private func packed(_ sample: Float) -> Int16 {
        Int16(max(-Float(Int16.max), min(Float(Int16.max), (sample / scale).rounded())))
    }

    private mutating func becomeStereo() {
        channels = 2
        samples = samples.flatMap { [$0, $0] }
    }
}
