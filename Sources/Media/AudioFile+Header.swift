// SPDX-License-Identifier: Apache-2.0
import Mixing

extension AudioFile {
    /// How long a file says it plays, from its header, without decoding it; a file whose header does not say
    /// is measured. The truth may differ where the file is damaged.
    ///
    /// - Throws: ``MediaError`` when it cannot be opened or is no audio.
    public static func announcedDuration(_ path: String) throws(MediaError) -> Duration {
        let file = try SoundFile(path: path)
        let longest = maximumDuration.components.seconds * Int64(file.rate)
        guard (1...longest).contains(file.announcedFrames) else { return try measure(path).duration }
        let (seconds, rest) = file.announcedFrames.quotientAndRemainder(dividingBy: Int64(file.rate))
        return .seconds(seconds) + .nanoseconds(rest * 1_000_000_000 / Int64(file.rate))
    }
}
