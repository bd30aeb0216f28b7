// SPDX-License-Identifier: Apache-2.0
import Mixing

/// A file as house frames: decoded, mixed down to stereo, free of what is no number, at the house rate.
final class AudioDecoder {
    /// Frames decoded at a time; a compromise between calls and the time one call takes.
    static let blockFrames = 4096

    let sourceRate: Int
    let sourceChannels: Int

    private var file: SoundFile
    private let downmix: Downmix
    /// Frames as in the file, where they need mixing.
    private var decoded: [Float]
    /// Nil when the file has the house rate already.
    private var resampler: Resampler?
    /// What the resampler has yet to take: frames `pending` of `stereo`.
    private var stereo: [Float] = []
    private var pending = 0..<0
    private var fileHasEnded = false

    /// Opens the file.
    init(path: String) throws(MediaError) {
        let file = try SoundFile(path: path)
        sourceRate = file.rate
        sourceChannels = file.channels
        downmix = Downmix(channels: file.channels, channelMap: file.channelMap, isOgg: file.isOgg)
        decoded = downmix.isPlainStereo ? [] : Array(repeating: 0, count: Self.blockFrames * file.channels)
        if file.rate != HouseFormat.sampleRate {
            guard let resampler = Resampler(sourceRate: file.rate) else {
                throw .readFailed(path: path, detail: "out of memory")
            }
            self.resampler = consume resampler
            stereo = Array(repeating: 0, count: Self.blockFrames * HouseFormat.channels)
        }
        self.file = consume file
    }

    /// Why the file ended before its time, if it did. Meaningful once `read` has returned 0.
    var damage: MediaError? { file.damage }

    /// Gives the next frames.
    ///
    /// - Parameters:
    ///   - frames: how many at most, greater than 0.
    ///   - output: has room for them, interleaved; filled from its start.
    /// - Returns: frames given, at least 1 until the file has ended, then 0.
    func read(atMost frames: Int, into output: inout [Float]) -> Int {
        guard resampler != nil else { return decode(atMost: frames, into: &output) }
        while true {
            if pending.isEmpty, !fileHasEnded {
                pending = 0..<decode(atMost: Self.blockFrames, into: &stereo)
                fileHasEnded = pending.isEmpty
            }
            guard !fileHasEnded else { return resampler?.flush(atMost: frames, into: &output) ?? 0 }
            let samples =
                pending.lowerBound * HouseFormat.channels..<pending.upperBound * HouseFormat.channels
            guard
                let (taken, given) = resampler?.convert(
                    stereo[samples], atMost: frames, into: &output)
            else { return 0 }
            pending = pending.lowerBound + taken..<pending.upperBound
            if given > 0 { return given }
        }
    }

    /// Frames at the file's own rate, in stereo.
    private func decode(atMost frames: Int, into output: inout [Float]) -> Int {
        if downmix.isPlainStereo {
            let got = file.read(atMost: min(frames, Self.blockFrames), into: &output)
            Downmix.clean(&output, count: got * HouseFormat.channels)
            return got
        }
        let got = file.read(atMost: frames, into: &decoded)
        downmix.mix(decoded, frames: got, into: &output)
        return got
    }
}
