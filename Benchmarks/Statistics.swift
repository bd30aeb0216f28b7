// SPDX-License-Identifier: Apache-2.0

/// The median time of some runs of `body`, in milliseconds.
func medianMilliseconds(runs: Int, _ body: () -> Void) -> Double {
    let times = (0..<runs).map { _ in
        let started = ContinuousClock.now
        body()
        return (ContinuousClock.now - started).milliseconds
    }
    return times.sorted()[runs / 2]
}

extension Duration {
    var milliseconds: Double {
        Double(components.seconds) * 1e3 + Double(components.attoseconds) * 1e-15
    }
}

extension [Double] {
    /// The value that a share of all does not exceed: the nearest rank, so that it is one of them.
    ///
    /// - Parameter share: above 0, at most 1.
    /// - Returns: 0 where there is none.
    func percentile(_ share: Double) -> Double {
        guard !isEmpty else { return 0 }
        return sorted()[Swift.max(0, Int((share * Double(count) - 1e-9).rounded(.up)) - 1)]
    }
}
