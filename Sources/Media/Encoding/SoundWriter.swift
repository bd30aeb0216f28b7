// SPDX-License-Identifier: Apache-2.0
import CSndFile
import Foundation
import Glibc
import Mixing

/// Writes stereo of the house's rate into a file, on a thread of its own, so that encoding and disks go on beside
/// whoever makes the sound.
///
/// The file has 24 bits a sample: their steps lie 144 dB below full scale, under the noise of every recording, so that
/// nothing has to be dithered. It gets its name when it is whole; what becomes of an unfinished one, or whether there
/// was one of that name, nobody has to care about.
public final class SoundWriter: Sendable {
    /// What a file may be.
    public enum Format: String, Sendable, CaseIterable {
        /// RIFF WAVE; RF64 (EBU Tech 3306) where it takes more than 4 GB.
        case wav
        /// FLAC, without loss.
        case flac
    }

    /// Why a file cannot be written.
    public struct Failure: Error, Sendable, Equatable {
        /// The sentence of the system or of libsndfile.
        public var detail: String

        /// Nobody wants the file any more.
        public static let cancelled = Failure(detail: SystemReason.sentence(for: ECANCELED))
    }

    /// How many files may be under way to one name, those counted that were left behind by programs that were killed.
    private static let partialLimit = 100

    private let path: String
    private let partialPath: String
    private let desk: WriterDesk
    private let thread: BackgroundThread

    /// Opens the file under a temporary name beside its own.
    ///
    /// - Parameters:
    ///   - path: where it will be.
    ///   - frames: how many will be written, to know whether a WAV is too long for RIFF.
    public init(path: String, format: Format, frames: Int64) throws(Failure) {
        var status = stat()
        if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw Failure(detail: "it is there already and no regular file")
        }
        let partialPath = try Self.claimPartial(of: path)
        do throws(Failure) {
            desk = try WriterDesk(path: partialPath, format: format, frames: frames)
        } catch {
            unsafe unlink(partialPath)
            throw error
        }
        self.path = path
        self.partialPath = partialPath
        thread = BackgroundThread { [desk] in desk.run() }
    }

    /// Makes an empty file that no other writer has, beside the one to be, so that it can be renamed.
    private static func claimPartial(of path: String) throws(Failure) -> String {
        for number in 1...partialLimit {
            let partial = number == 1 ? "\(path).partial" : "\(path).\(number).partial"
            let file = unsafe open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if file >= 0 {
                close(file)
                return partial
            }
            guard errno == EEXIST else { break }
        }
        throw Failure(detail: SystemReason.sentence(for: errno))
    }

    deinit {
        desk.end()
        thread.join()
    }

    /// Takes frames, interleaved stereo; waits while the disk is far behind.
    ///
    /// - Throws: when earlier ones could not be written.
    public func write(_ samples: [Float]) throws(Failure) {
        try desk.put(samples)
    }

    /// Waits until everything is written, and gives the file its name.
    public func finish() throws(Failure) {
        desk.end()
        thread.join()
        do throws(Failure) {
            try desk.close()
            guard unsafe rename(partialPath, path) == 0 else {
                throw Failure(detail: SystemReason.sentence(for: errno))
            }
        } catch {
            unsafe unlink(partialPath)
            throw error
        }
    }

    /// Removes what was written.
    public func discard() {
        desk.end()
        thread.join()
        unsafe unlink(partialPath)
    }
}
