// SPDX-License-Identifier: Apache-2.0

extension Seeded {
    /// True once in so many times.
    public mutating func once(in times: Int) -> Bool {
        Int.random(in: 0..<times, using: &self) == 0
    }

    /// True that often: 0 for never, 1 for always.
    public mutating func chance(_ share: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < share
    }

    /// A whole number of the range.
    public mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    /// One of some elements, of which there must be one.
    public mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(0...elements.count - 1)]
    }

    /// Seconds to a tenth.
    public mutating func seconds(_ range: ClosedRange<Int>) -> Double {
        Double(number(range.lowerBound * 10...range.upperBound * 10)) / 10
    }
}
