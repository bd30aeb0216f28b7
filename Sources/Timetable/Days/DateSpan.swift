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
}
