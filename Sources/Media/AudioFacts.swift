// SPDX-License-Identifier: Apache-2.0
import Mixing

/// What is known of one audio file, measured over all of it as it will be heard: decoded, mixed down to
/// stereo and converted to the house rate.
public struct AudioFacts: Sendable, Equatable, Codable {
    /// Length in frames at ``HouseFormat/sampleRate``, as decoded; greater than 0.
    public var frames: Int64

    /// Integrated loudness in LUFS (EBU R128, ITU-R BS.1770-4); nil when nothing passes the gate: silence. A sound
    /// shorter than the gating block of 400 ms counts as such a block, with silence after it.
    public var loudnessLUFS: Double?

    /// How loud its loudest three seconds are, in LUFS (the highest short-term loudness of EBU Tech 3341, looked at
    /// every second); nil when it is shorter than that, or silent.
    public var loudestLUFS: Double?

    /// The highest true peak in dBTP (BS.1770-4, annex 2); above 0 when the file would clip, ``silencePeakDBTP`` for digital silence.
    public var truePeakDBTP: Double

    /// Frames a second in the file.
    public var sourceRate: Int

    /// Channels in the file.
    public var sourceChannels: Int

    /// Whether the file breaks off: the decoder met an error, or gave less than the file announces or holds.
    /// Everything else here then describes the part that decodes, which is the part that plays.
    public var isDamaged: Bool

    /// What ``truePeakDBTP`` is for a file in which every sample is zero; below the quietest 24-bit step.
    public static let silencePeakDBTP = -150.0

    /// Facts as measured.
    public init(
        frames: Int64, loudnessLUFS: Double?, loudestLUFS: Double? = nil, truePeakDBTP: Double, sourceRate: Int,
        sourceChannels: Int, isDamaged: Bool = false
    ) {
        self.frames = frames
        self.loudnessLUFS = loudnessLUFS
        self.loudestLUFS = loudestLUFS
        self.truePeakDBTP = truePeakDBTP
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
