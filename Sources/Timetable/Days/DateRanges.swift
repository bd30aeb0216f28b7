// SPDX-License-Identifier: Apache-2.0

/// A set of dates as spans that neither meet nor touch, in order of time.
struct DateRanges: Sendable, Equatable {
    let spans: [DateSpan]
    /// How many days there are in all.
    let count: Int

    /// Joins spans that may overlap and come in any order.
    init(_ written: [DateSpan]) {
        var joined: [DateSpan] = []
        for span in written.sorted(by: { $0.first < $1.first }) {
            if let last = joined.last, span.first <= last.last.adding(days: 1) {
                joined[joined.count - 1] = DateSpan(last.first, max(last.last, span.last))
            } else {
                joined.append(span)
            }
        }
        spans = joined
        count = joined.reduce(0) { $0 + $1.count }
    }

    func contains(_ date: CivilDate) -> Bool {
        var range = spans.indices
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if spans[middle].last < date {
                range = middle + 1..<range.upperBound
            } else if spans[middle].first > date {
                range = range.lowerBound..<middle
            } else {
                return true
            }
        }
        return false
    }

    /// The spans that both sets have.
    func intersection(_ other: DateRanges) -> [DateSpan] {
        var common: [DateSpan] = []
        var (mine, theirs) = (spans.startIndex, other.spans.startIndex)
        while mine < spans.endIndex, theirs < other.spans.endIndex {
            let first = max(spans[mine].first, other.spans[theirs].first)
            let last = min(spans[mine].last, other.spans[theirs].last)
            if first <= last { common.append(DateSpan(first, last)) }
            if spans[mine].last < other.spans[theirs].last { mine += 1 } else { theirs += 1 }
        }
        return common
    }
}
