// SPDX-License-Identifier: Apache-2.0
import Mixing

/// Reads the pieces of a clip as one stream of house frames.
final class ClipReader {
    private var pieces: ArraySlice<Clip.Piece>
    private var current: Source?

    /// What a reader has to give.
    enum Reading: Equatable {
        /// So many frames, at least 1.
        case frames(Int)
        /// Nothing yet: the next piece is still being made.
        case awaited(AwaitedPieces)
        /// The clip has ended.
        case ended
    }

    private enum Source {
        case file(AudioDecoder, gain: Float)
        case sound(DecodedSound, gain: Float, next: Int)
        case silence(remaining: Int64)
        case awaited(AwaitedPieces)
    }

    init(_ clip: Clip) {
        pieces = clip.pieces[...]
    }

    /// Gives the next frames, all of one piece. What cannot be played is reported and skipped.
    ///
    /// - Parameters:
    ///   - frames: how many at most, greater than 0.
    ///   - output: has room for them, interleaved; filled from its start.
    ///   - report: called for each file that cannot be opened or breaks off.
    func read(atMost frames: Int, into output: inout [Float], report: (MediaError) -> Void) -> Reading {
        while let source = current ?? nextSource(report: report) {
            current = source
            if case .awaited(let awaited) = source {
                guard let made = awaited.pieces else { return .awaited(awaited) }
                pieces = (made + pieces)[...]
                current = nil
                continue
            }
            let given = read(source, atMost: frames, into: &output)
            if given > 0 { return .frames(given) }
            if case .file(let decoder, _) = source, let damage = decoder.damage { report(damage) }
            current = nil
        }
        return .ended
    }

    private func nextSource(report: (MediaError) -> Void) -> Source? {
        while let piece = pieces.popFirst() {
            switch piece {
            case .silence(let frames):
                return .silence(remaining: frames)
            case .awaited(let awaited):
                return .awaited(awaited)
            case .sound(let sound, let gain):
                return .sound(sound, gain: gain, next: 0)
            case .file(let path, let gain):
                do throws(MediaError) {
                    return .file(try AudioDecoder(path: path), gain: gain)
                } catch {
                    report(error)
                }
            }
        }
        return nil
    }

    private func read(_ source: Source, atMost frames: Int, into output: inout [Float]) -> Int {
        switch source {
        case .file(let decoder, let gain):
            let given = decoder.read(atMost: frames, into: &output)
            var samples = output.mutableSpan
            for index in 0..<given * HouseFormat.channels { samples[index] *= gain }
            return given
        case .sound(let sound, let gain, let next):
            let given = sound.read(from: next, atMost: frames, gain: gain, into: &output)
            current = .sound(sound, gain: gain, next: next + given)
            return given
        case .silence(let remaining):
            let given = Int(min(max(remaining, 0), Int64(frames)))
            for index in 0..<given * HouseFormat.channels { output[index] = 0 }
            current = .silence(remaining: remaining - Int64(given))
            return given
        case .awaited:
            return 0
        }
    }
}
