// SPDX-License-Identifier: Apache-2.0

/// The one format sound has inside the house: Float32, interleaved, full scale ±1.
public enum HouseFormat {
    /// Frames a second.
    public static let sampleRate = 48_000

    /// Samples a frame: left, then right.
    public static let channels = 2

    /// The frame nearest to a span of time.
    ///
    /// - Parameter nanoseconds: From 0 to a day or so; products past `Int64` trap.
    /// - Returns: Whole frames.
    public static func frames(nanoseconds: Int64) -> Int64 {
        (nanoseconds * Int64(sampleRate) + 500_000_000) / 1_000_000_000
    }

    /// How long a number of frames lasts, to the nearest nanosecond.
    ///
    /// - Parameter frames: From 0 to five years of them.
    public static func nanoseconds(frames: Int64) -> Int64 {
        // 10⁹ / 48 000 reduced: the product stays inside `Int64` for five years of frames.
        (frames * 62_500 + 1) / 3
    }
}
