// SPDX-License-Identifier: Apache-2.0
import Dispatch

/// Runs work that blocks (decoding, disks) away from Swift's cooperative threads, of which a small PC has two.
enum BlockingWork {
    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async { continuation.resume(returning: work()) }
        }
    }
}
