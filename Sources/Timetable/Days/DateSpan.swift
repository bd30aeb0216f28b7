// SPDX-License-Identifier: Apache-2.0

/// A first and a last date and all between them: `2026-02-10 to 2026-02-24`.
public struct DateSpan: Sendable, Hashable {
    /// The first day.
    public let first: CivilDate
    /// The last day; never before ``first``.
    public let last: CivilDate

    /// Makes a span; `last` is not before `first`.
    public init(_ first: CivilDate, _ last: CivilDate) {
        self.first = first
        self.last = last
    }

    /// Whether the date lies in the span.
    public func contains(_ date: CivilDate) -> Bool {
        first <= date && date <= last
    }

    /// How many days it has, at least 1.
    var count: Int { last.daysSince1970 - first.daysSince1970 + 1 }

    /// Each of its days, in order.
    var dates: some Sequence<CivilDate> {
        (first.daysSince1970...last.daysSince1970).lazy.map { CivilDate(clampingDaysSince1970: $0) }
    }
}
