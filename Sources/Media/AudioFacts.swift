// SPDX-License-Identifier: Apache-2.0
import Mixing

/// What is known of one audio file, measured over all of it as it will be heard: decoded, mixed down to
/// stereo and converted to the house rate.
public struct AudioFacts: Sendable, Equatable, Codable {
    /// Length in frames at ``HouseFormat/sampleRate``, as decoded; greater than 0.
    public var frames: Int64

    /// Integrated loudness in LUFS (EBU R128, ITU-R BS.1770-4); nil when nothing passes the gate: silence,
    /// or a sound shorter than the gating block of 400 ms.
    public var loudnessLUFS: Double?

    /// The highest sample in dBFS; above 0 when the file would clip, ``silencePeakDBFS`` for digital silence.
    public var peakDBFS: Double

    /// Frames a second in the file.
    public var sourceRate: Int

    /// Channels in the file.
    public var sourceChannels: Int

    /// Whether the file breaks off: the decoder met an error, or gave less than the file announces or holds.
    /// Everything else here then describes the part that decodes, which is the part that plays.
    public var isDamaged: Bool

    /// What ``peakDBFS`` is for a file in which every sample is zero; below the quietest 24-bit step.
    public static let silencePeakDBFS = -150.0

    /// Facts as measured.
    public init(
        frames: Int64, loudnessLUFS: Double?, peakDBFS: Double, sourceRate: Int, sourceChannels: Int,
        isDamaged: Bool = false
    ) {
        self.frames = frames
        self.loudnessLUFS = loudnessLUFS
        self.peakDBFS = peakDBFS
        self.sourceRate = sourceRate
        self.sourceChannels = sourceChannels
        self.isDamaged = isDamaged
    }

    /// How long the file plays.
    public var duration: Duration {
        let rate = Int64(HouseFormat.sampleRate)
        let (seconds, rest) = frames.quotientAndRemainder(dividingBy: rate)
        return .seconds(seconds) + .nanoseconds(rest * 1_000_000_000 / rate)
    }
}
