// SPDX-License-Identifier: Apache-2.0

/// A reproducible stream of numbers: Steele, Lea and Flood's SplitMix64 (OOPSLA 2014).
public struct Seeded: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The stream of that seed, the same on every machine.
    public init(_ seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
