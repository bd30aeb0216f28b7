// SPDX-License-Identifier: Apache-2.0

/// The samples of a soak, evenly over all of it: however long it takes, they are no more than ``limit``.
struct Samples {
    /// When there are so many, every second one goes, and from then on only every second one of those to come is kept.
    static let limit = 4_096

    private(set) var kept: [Sample] = []
    private var taken = 0, keptEvery = 1

    mutating func add(_ sample: Sample) {
        if taken.isMultiple(of: keptEvery) { kept.append(sample) }
        taken += 1
        guard kept.count == Self.limit else { return }
        kept = stride(from: 0, to: kept.count, by: 2).map { kept[$0] }
        keptEvery *= 2
    }
}
