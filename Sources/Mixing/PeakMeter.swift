// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The highest absolute samples since somebody looked.
struct PeakMeter: ~Copyable {
    // Floats that are not negative order as their bit patterns do.
    private let left = Atomic<UInt32>(0)
    private let right = Atomic<UInt32>(0)

    func raise(_ peak: (left: Float, right: Float)) {
        Self.raise(left, to: peak.left.bitPattern)
        Self.raise(right, to: peak.right.bitPattern)
    }

    /// Looking first costs little where the mark stands already, which is nearly always.
    private static func raise(_ mark: borrowing Atomic<UInt32>, to bits: UInt32) {
        if mark.load(ordering: .relaxed) < bits { mark.max(bits, ordering: .relaxed) }
    }

    /// What was reached since the last call.
    func take() -> (left: Float, right: Float) {
        (
            Float(bitPattern: left.exchange(0, ordering: .relaxed)),
            Float(bitPattern: right.exchange(0, ordering: .relaxed))
        )
    }
}
