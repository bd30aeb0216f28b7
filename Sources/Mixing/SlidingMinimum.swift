// SPDX-License-Identifier: Apache-2.0

/// The least of the last so many values, in constant time on average (a monotonic queue).
struct SlidingMinimum: ~Copyable {
    private let window: Int
    /// Values that may still become the least, ascending, and when each came; a ring over `window` slots.
    private let values: FixedBuffer<Float>
    private let arrivals: FixedBuffer<Int>
    private var first = 0
    private var count = 0
    private var now = 0

    init(window: Int) {
        self.window = window
        values = FixedBuffer(repeating: 0, count: window)
        arrivals = FixedBuffer(repeating: 0, count: window)
    }

    /// Whether the whole window, or as much of it as there was, holds one value: more of it would change nothing.
    func isSteady(at value: Float) -> Bool {
        count == 1 && values[first] == value
    }

    /// Forgets every value.
    mutating func clear() {
        count = 0
    }

    /// Becomes another's twin.
    mutating func become(_ other: borrowing SlidingMinimum) {
        values.copy(other.values)
        arrivals.copy(other.arrivals)
        (first, count, now) = (other.first, other.count, other.now)
    }

    /// Adds a value and gives the least of the last `window`, this one included.
    mutating func push(_ value: Float) -> Float {
        if count > 0, arrivals[first] <= now - window {
            first = wrapped(first + 1)
            count -= 1
        }
        while count > 0, values[wrapped(first + count - 1)] >= value { count -= 1 }
        let slot = wrapped(first + count)
        values[slot] = value
        arrivals[slot] = now
        count += 1
        now += 1
        return values[first]
    }

    /// A slot counted past the end, from the beginning. A division would cost more than all the rest.
    private func wrapped(_ slot: Int) -> Int {
        slot < window ? slot : slot - window
    }
}
