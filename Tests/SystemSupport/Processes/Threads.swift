// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Does something on so many threads at once, which may block, and waits for all.
///
/// - Parameter body: gets the number of its thread, from 0.
package func onThreads<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Value
) async throws -> [Value] {
    try await withThrowingTaskGroup(of: Value.self) { group in
        for number in 0..<count {
            group.addTask {
                try await withCheckedThrowingContinuation { continuation in
                    Thread { continuation.resume(with: Result { try body(number) }) }.start()
                }
            }
        }
        return try await group.reduce(into: []) { $0.append($1) }
    }
}
