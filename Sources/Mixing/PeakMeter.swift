// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The highest absolute samples since somebody looked.
struct PeakMeter: ~Copyable {
    // Floats that are not negative order as their bit patterns do.
    private let left = Atomic<UInt32>(0)
    private let right = Atomic<UInt32>(0)

    func raise(_ peak: (left: Float, right: Float)) {
        left.max(peak.left.bitPattern, ordering: .relaxed)
        right.max(peak.right.bitPattern, ordering: .relaxed)
    }

    /// What was reached since the last call.
    func take() -> (left: Float, right: Float) {
        (
            Float(bitPattern: left.exchange(0, ordering: .relaxed)),
            Float(bitPattern: right.exchange(0, ordering: .relaxed))
        )
    }
}
