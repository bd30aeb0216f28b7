// SPDX-License-Identifier: Apache-2.0
import TestSupport

extension Seeded {
    /// Between −1 and 1.
    mutating func sample() -> Float {
        Float.random(in: -1...1, using: &self)
    }
}
