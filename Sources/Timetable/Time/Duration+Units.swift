// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// The whole nanoseconds of the duration, rounded towards zero and kept inside what `Int64` holds.
    @inlinable
    public var nanoseconds: Int64 { Int64(clamping: attoseconds / 1_000_000_000) }

    /// The duration in seconds, for display and for arithmetic that need not be exact.
    public var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }

    /// A duration of so many minutes; what overflows stays at the end of the range.
    public static func minutes(_ count: Int) -> Duration {
        .seconds(clampedProduct(count, 60))
    }

    /// A duration of so many hours; what overflows stays at the end of the range.
    public static func hours(_ count: Int) -> Duration {
        .seconds(clampedProduct(count, 3600))
    }

    private static func clampedProduct(_ count: Int, _ factor: Int) -> Int {
        let (product, overflow) = count.multipliedReportingOverflow(by: factor)
        guard overflow else { return product }
        return count < 0 ? .min : .max
    }
}
