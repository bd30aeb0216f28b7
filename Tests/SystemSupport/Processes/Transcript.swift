// SPDX-License-Identifier: Apache-2.0
package import Foundation
import Synchronization

/// Text that a process writes, as far as it has come: the last ``limit`` bytes of it at least.
package final class Transcript: Sendable {
    /// A process that runs for days writes no more than twice that into memory.
    private static let limit = 4_000_000

    private let bytes = Mutex<[UInt8]>([])

    package var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    @Sendable package func take(_ more: UnsafeRawBufferPointer, at arrival: Date) {
        bytes.withLock { bytes in
            bytes += more
            if bytes.count > 2 * Self.limit { bytes.removeFirst(bytes.count - Self.limit) }
        }
    }
}
