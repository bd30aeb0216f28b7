// SPDX-License-Identifier: Apache-2.0

/// How often something was how large, in classes of sizes.
struct Histogram: Sendable, Equatable {
    /// What belongs to the first class is no larger than the first bound, and so on; what is larger than the last belongs
    /// to one more.
    let bounds: [Double]
    private var counts: [Int]
    /// All values added up.
    private(set) var sum = 0.0

    /// Nothing was counted yet.
    ///
    /// - Parameter bounds: from the lowest on.
    init(bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    /// How many values there were.
    var count: Int { counts.reduce(0, +) }

    /// Takes a value in.
    mutating func add(_ value: Double) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
        sum += value
    }

    /// Each bound, infinity last, and how many values are no larger.
    var cumulative: [(bound: Double, count: Int)] {
        var count = 0
        return zip(bounds + [.infinity], counts).map { bound, own in
            count += own
            return (bound, count)
        }
    }
}
