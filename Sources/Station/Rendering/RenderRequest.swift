// SPDX-License-Identifier: Apache-2.0
import Media
public import Timetable

/// A stretch of a day to be had as a sound file.
public struct RenderRequest: Sendable {
    /// What files there are; the name is also their ending.
    public enum Format: String, Sendable, CaseIterable {
        /// RIFF WAVE, 24 bits a sample.
        case wav
        /// FLAC, 24 bits a sample, without loss.
        case flac

        var written: SoundWriter.Format {
            switch self {
            case .wav: .wav
            case .flac: .flac
            }
        }
    }

    /// The first instant that is heard.
    public var from: Instant
    /// The first instant that is not.
    public var to: Instant
    /// The place of the zone among those of the store, from 0.
    public var zone: Int
    /// Where the file will be.
    public var path: String
    /// What file it is.
    public var format: Format

    /// Asks for a stretch; `to` comes after `from`.
    public init(from: Instant, to: Instant, zone: Int, path: String, format: Format) {
        self.from = from
        self.to = to
        self.zone = zone
        self.path = path
        self.format = format
    }
}
