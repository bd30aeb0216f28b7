// SPDX-License-Identifier: Apache-2.0
package import Foundation
import Synchronization

/// Text that a process writes, as far as it has come.
package final class Transcript: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    package var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    @Sendable package func take(_ more: UnsafeRawBufferPointer, at arrival: Date) {
        bytes.withLock { $0 += more }
    }
}
