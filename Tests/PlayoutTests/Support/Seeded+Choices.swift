// SPDX-License-Identifier: Apache-2.0
import TestSupport

extension Seeded {
    /// True once in so many times.
    mutating func once(in times: Int) -> Bool {
        Int.random(in: 0..<times, using: &self) == 0
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(0...elements.count - 1)]
    }

    /// Seconds to a tenth.
    mutating func seconds(_ range: ClosedRange<Int>) -> Double {
        Double(number(range.lowerBound * 10...range.upperBound * 10)) / 10
    }
}
