// SPDX-License-Identifier: Apache-2.0

/// How long to wait before a card is tried again: 0.1 s at first, twice as long each time, 5 s at most.
struct Backoff {
    static let shortestNs: Int64 = 100_000_000
    static let longestNs: Int64 = 5_000_000_000
    /// A card that played this long was well; the next failure is a new one.
    static let recoveredAfterNs: Int64 = 5_000_000_000

    private var nextNs = Backoff.shortestNs

    /// The wait after a failure.
    mutating func wait() -> Int64 {
        defer { nextNs = min(nextNs * 2, Self.longestNs) }
        return nextNs
    }

    /// Takes note of how long a card had played before it failed.
    mutating func played(forNs duration: Int64) {
        if duration >= Self.recoveredAfterNs { nextNs = Self.shortestNs }
    }
}
