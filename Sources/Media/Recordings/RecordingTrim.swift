// SPDX-License-Identifier: Apache-2.0
import Glibc
import Mixing

/// Makes of a recording what is to be heard: decoded to its end, without the silence before and after it, as FLAC at
/// the house rate.
///
/// The level stays as it is; it is measured, and levelled at airing as that of every clip.
public enum RecordingTrim {
    /// The longest recording.
    public static let longestDuration = Duration.seconds(600)
    /// The quietest recording, in LUFS: raised by ``Levelling/maximumBoostDB`` it is 10 dB under other speech.
    public static let quietestLUFS = -45.0
    /// The fade where something was cut off, so that a constant offset makes no click: 5 ms.
    private static let fadeFrames = HouseFormat.sampleRate / 200

    /// Writes what is to be heard of a recording.
    ///
    /// It takes about three seconds of processor time for each ten minutes, and little memory however long it is.
    ///
    /// - Parameters:
    ///   - source: the recording.
    ///   - target: where the FLAC file will be; it appears whole or not at all.
    /// - Returns: how many frames at the house rate were cut off.
    public static func write(_ source: String, to target: String) throws(RecordingFault) -> Int64 {
        let (frames, kept, peak) = try look(at: source)
        let writer: SoundWriter
        do throws(SoundWriter.Failure) {
            writer = try SoundWriter(path: target, format: .flac, frames: Int64(kept.count))
        } catch {
            throw .unwritable(detail: error.detail)
        }
        do throws(RecordingFault) {
            try copy(kept, of: source, frames: frames, gain: min(1, 1 / peak), to: writer)
        } catch {
            writer.discard()
            throw error
        }
        do throws(SoundWriter.Failure) {
            try writer.finish()
        } catch {
            throw .unwritable(detail: error.detail)
        }
        return frames - Int64(kept.count)
    }

    /// Decodes all of it: its length, where it has sound, and its highest sample.
    private static func look(
        at source: String
    ) throws(RecordingFault) -> (frames: Int64, kept: Range<Int64>, peak: Float) {
        let decoder = try open(source)
        guard var meter = LoudnessMeter() else { throw .undecodable(outOfMemory(source)) }
        let longest = longestDuration.components.seconds * Int64(HouseFormat.sampleRate)
        var span = SoundSpan()
        var block = [Float](repeating: 0, count: AudioDecoder.blockFrames * HouseFormat.channels)
        var frames: Int64 = 0
        var peak: Float = 0
        while case let got = decoder.read(atMost: AudioDecoder.blockFrames, into: &block), got > 0 {
            frames += Int64(got)
            guard frames <= longest else { throw .tooLong }
            let samples = block.span.extracting(first: got * HouseFormat.channels)
            meter.add(samples)
            span.add(samples)
            peak = max(peak, highest(samples))
        }
        guard frames > 0 else { throw .undecodable(decoder.damage ?? .empty(path: source)) }
        if decoder.damage != nil { throw .breaksOff(after: duration(of: frames)) }
        meter.finish()
        guard let loudness = meter.integratedLUFS, let kept = span.found(loudnessLUFS: loudness) else { throw .silent }
        guard loudness >= quietestLUFS else { throw .tooQuiet(loudnessLUFS: loudness) }
        return (frames, kept, peak)
    }

    private static func copy(
        _ kept: Range<Int64>, of source: String, frames: Int64, gain: Float, to writer: SoundWriter
    ) throws(RecordingFault) {
        let decoder = try open(source)
        var block = [Float](repeating: 0, count: AudioDecoder.blockFrames * HouseFormat.channels)
        var position: Int64 = 0
        while position < kept.upperBound {
            let got = Int64(decoder.read(atMost: AudioDecoder.blockFrames, into: &block))
            // It was decoded to its end a moment ago.
            guard got > 0 else { throw .breaksOff(after: duration(of: position)) }
            let wanted = kept.clamped(to: position..<position + got)
            if !wanted.isEmpty {
                let first = Int(wanted.lowerBound - position) * HouseFormat.channels
                var samples = Array(block[first..<first + wanted.count * HouseFormat.channels])
                shape(&samples, from: wanted.lowerBound, kept, of: frames, gain: gain)
                do throws(SoundWriter.Failure) {
                    try writer.write(samples)
                } catch {
                    throw .unwritable(detail: error.detail)
                }
            }
            position += got
        }
    }

    /// Scales samples, and fades them where something was cut off.
    private static func shape(
        _ samples: inout [Float], from start: Int64, _ kept: Range<Int64>, of frames: Int64, gain: Float
    ) {
        let isCut = (start: kept.lowerBound > 0, end: kept.upperBound < frames)
        let last = start + Int64(samples.count / HouseFormat.channels)
        let touchesFade =
            isCut.start && start < kept.lowerBound + Int64(fadeFrames)
            || isCut.end && last > kept.upperBound - Int64(fadeFrames)
        guard gain < 1 || touchesFade else { return }
        for index in samples.indices {
            let frame = start + Int64(index / HouseFormat.channels)
            var factor = gain
            if isCut.start { factor *= min(1, Float(frame - kept.lowerBound) / Float(fadeFrames)) }
            if isCut.end { factor *= min(1, Float(kept.upperBound - 1 - frame) / Float(fadeFrames)) }
            samples[index] *= factor
        }
    }

    private static func open(_ source: String) throws(RecordingFault) -> AudioDecoder {
        do throws(MediaError) {
            return try AudioDecoder(path: source)
        } catch {
            throw .undecodable(error)
        }
    }

    private static func outOfMemory(_ path: String) -> MediaError {
        .readFailed(path: path, detail: SystemReason.sentence(for: ENOMEM))
    }

    private static func highest(_ samples: Span<Float>) -> Float {
        var highest: Float = 0
        var index = 0
        while index < samples.count {
            highest = max(highest, abs(samples[index]))
            index += 1
        }
        return highest
    }

    private static func duration(of frames: Int64) -> Duration {
        .seconds(Double(frames) / Double(HouseFormat.sampleRate))
    }
}
