// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// What one request at a time may have.
final class Turn: Sendable {
    private let isTaken = Atomic(false)

    /// Takes it; false while somebody has it.
    func take() -> Bool { !isTaken.exchange(true, ordering: .acquiringAndReleasing) }

    /// Lets the next one have it.
    func giveBack() { isTaken.store(false, ordering: .releasing) }
}
