// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Why a test cannot go on, in a sentence.
package struct Obstacle: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// Looks again and again until there is a value.
///
/// - Parameter what: what is waited for, for the message when it does not come.
package func eventually<Value>(
    _ what: String, within limit: Duration, every interval: Duration = .milliseconds(20),
    _ value: () async throws -> Value?
) async throws -> Value {
    let end = ContinuousClock.now + limit
    while true {
        if let value = try await value() { return value }
        guard ContinuousClock.now < end else { throw Obstacle("waited \(limit) in vain: \(what)") }
        try await Task.sleep(for: interval)
    }
}
