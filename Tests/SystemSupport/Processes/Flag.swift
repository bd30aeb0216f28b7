// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Something that is so once and for all.
package final class Flag: Sendable {
    private let value = Atomic(false)

    package init() {}

    package var isSet: Bool { value.load(ordering: .acquiring) }

    package func set() { value.store(true, ordering: .releasing) }
}
