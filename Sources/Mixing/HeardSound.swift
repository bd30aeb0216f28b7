// SPDX-License-Identifier: Apache-2.0

/// What a card took of a playback, and how loud that was: after the gain of its voice and the duck of its bed, before
/// the limiter, which is shared.
///
/// What is for several zones counts once; it is as loud as the mean of their powers.
public struct HeardSound: Sendable, Equatable {
    /// Frames that a card took. Those that were mixed while there was none, or for no zone, are not among them, nor are
    /// those that a card held when it was lost.
    public internal(set) var frames: Int64 = 0
    /// The squares of their samples, added up over both channels; full scale is 1.
    public internal(set) var squareSum: Double = 0
    /// The highest magnitude of a sample, linear, in the zone where it was loudest. While a gain moves, a few milliseconds
    /// count with the higher of their gains.
    public internal(set) var peak: Float = 0
    /// How often the card ran dry meanwhile.
    public internal(set) var underruns = 0

    /// Nothing was heard yet.
    public init() {}

    /// The mean square of the samples, full scale 1: a sine as high as full scale has ½, which is −3 dBFS. 0 for nothing.
    public var meanSquare: Double {
        frames > 0 ? squareSum / Double(frames * Int64(HouseFormat.channels)) : 0
    }

    /// Takes frames in.
    ///
    /// - Parameters:
    ///   - level: How loud they are in their ring.
    ///   - gains: What becomes of them on the way, one after the other.
    mutating func add(_ count: Int, _ level: BlockLevel, _ gains: (GainStretch, GainStretch)) {
        frames += Int64(count)
        squareSum += Double(level.squareSum * gains.0.meanSquare * gains.1.meanSquare)
        peak = max(peak, level.peak * gains.0.highest * gains.1.highest)
    }

    /// Takes back the last so many frames, or all; what is left is as loud as before.
    mutating func lose(_ count: Int64) {
        let lost = min(count, frames)
        guard lost > 0 else { return }
        squareSum *= Double(frames - lost) / Double(frames)
        frames -= lost
    }
}
