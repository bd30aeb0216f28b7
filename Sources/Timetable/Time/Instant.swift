// SPDX-License-Identifier: Apache-2.0

/// A point in time: nanoseconds since 1970-01-01T00:00:00Z, from the year 1677 to 2262.
///
/// Arithmetic is total: what would leave the range stays at its end.
public struct Instant: Comparable, Hashable, Codable, Sendable {
    /// Nanoseconds since 1970-01-01T00:00:00Z; negative before.
    public var nanoseconds: Int64

    /// Makes the instant that lies `nanoseconds` after 1970-01-01T00:00:00Z.
    @inlinable
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Whether `left` is earlier than `right`.
    @inlinable
    public static func < (left: Instant, right: Instant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The instant `duration` later.
    @inlinable
    public static func + (instant: Instant, duration: Duration) -> Instant {
        let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(duration.nanoseconds)
        guard overflow else { return Instant(nanoseconds: sum) }
        return Instant(nanoseconds: duration > .zero ? .max : .min)
    }

    /// The instant `duration` earlier.
    @inlinable
    public static func - (instant: Instant, duration: Duration) -> Instant {
        let (difference, overflow) = instant.nanoseconds.subtractingReportingOverflow(duration.nanoseconds)
        guard overflow else { return Instant(nanoseconds: difference) }
        return Instant(nanoseconds: duration > .zero ? .min : .max)
    }

    /// The time from `right` to `left`; negative when `left` is earlier.
    @inlinable
    public static func - (left: Instant, right: Instant) -> Duration {
        Duration(attoseconds: (Int128(left.nanoseconds) - Int128(right.nanoseconds)) * 1_000_000_000)
    }
}
