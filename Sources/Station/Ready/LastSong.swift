// SPDX-License-Identifier: Apache-2.0
import Glibc
import Mixing
import Playout
import Timetable

/// How loud the last song was that a card took, as a check of what is promised.
struct LastSong: Sendable, Equatable {
    /// What is shorter says nothing of the level of the whole.
    private static let shortest = Duration.seconds(5)
    /// What is as loud on both channels measures so much more by EBU R128, which adds them up, than the mean of the squares
    /// of its samples in dBFS: 3 dB, less the 0.7 dB of BS.1770. The weighting of frequencies is left out, so that it is an
    /// estimate.
    private static let loudnessOfMean = 2.3

    /// The file's name.
    var title: String
    /// How loud it was, in LUFS, roughly; nil for silence.
    var aboutLUFS: Double?

    /// Nil for anything else, and for what broke off, or was too short.
    ///
    /// - Parameter part: what became of it in one output.
    init?(_ proof: AiringProof, _ part: AiringProof.Part) {
        let frames = HouseFormat.frames(nanoseconds: Self.shortest.nanoseconds)
        guard case .song(let song) = proof.playback.content, part.heard.frames >= frames else { return nil }
        title = song.title
        let power = part.heard.meanSquare
        aboutLUFS = power > 0 ? 10 * log10(power) + Self.loudnessOfMean : nil
    }
}
