// SPDX-License-Identifier: Apache-2.0
import Glibc
import Mixing

/// What can be asked of a single audio file.
public enum AudioFile {
    /// The longest file that is taken in.
    public static let maximumDuration: Duration = .seconds(12 * 3600)

    /// Decodes a file and measures it. A file that breaks off is measured by what decodes.
    ///
    /// It takes two to four seconds of processor time for each ten minutes of sound.
    ///
    /// - Parameter limit: Measures no more than the beginning, so long, and what the facts tell is of that; all of the
    ///   file unless given.
    /// - Throws: ``MediaError`` when no frame of it can be played.
    public static func measure(_ path: String, upTo limit: Duration? = nil) throws(MediaError) -> AudioFacts {
        let decoder = try AudioDecoder(path: path)
        guard var meter = LoudnessMeter() else { throw .readFailed(path: path, detail: "out of memory") }
        let maximumFrames = frameCount(of: maximumDuration)
        let wantedFrames = limit.map { frameCount(of: $0) } ?? .max
        var block = [Float](repeating: 0, count: AudioDecoder.blockFrames * HouseFormat.channels)
        var frames: Int64 = 0
        while frames < wantedFrames {
            let got = decoder.read(atMost: AudioDecoder.blockFrames, into: &block)
            guard got > 0 else { break }
            meter.add(block.span.extracting(first: got * HouseFormat.channels))
            frames += Int64(got)
            guard frames <= maximumFrames else { throw .tooLong(path: path) }
        }
        guard frames > 0 else { throw decoder.damage ?? .empty(path: path) }
        meter.finish()
        return AudioFacts(
            frames: frames, loudnessLUFS: meter.integratedLUFS, loudestLUFS: meter.loudestLUFS,
            truePeakDBTP: meter.truePeakDBTP, sourceRate: decoder.sourceRate, sourceChannels: decoder.sourceChannels,
            isDamaged: frames < wantedFrames && decoder.damage != nil)
    }

    private static func frameCount(of span: Duration) -> Int64 {
        span.components.seconds * Int64(HouseFormat.sampleRate)
    }
}
