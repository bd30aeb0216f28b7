// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// A queue of fixed capacity from one thread to one other; neither ever waits.
///
/// The two counters guard the slots: each is written by one side with release and read by the other with
/// acquire ordering. Elements are plain values without references.
struct RealtimeQueue<Element>: ~Copyable {
    private let slots: FixedBuffer<Element?>
    private let pushed = Atomic<Int>(0)
    private let popped = Atomic<Int>(0)

    init(capacity: Int) {
        slots = FixedBuffer(repeating: nil, count: capacity)
    }

    /// Appends an element; `false` when the queue is full. Producer only.
    func push(_ element: Element) -> Bool {
        let end = pushed.load(ordering: .relaxed)
        guard end - popped.load(ordering: .acquiring) < slots.count else { return false }
        slots[end % slots.count] = element
        pushed.store(end + 1, ordering: .releasing)
        return true
    }

    /// Whether there is nothing to take. Anyone may ask.
    var isEmpty: Bool {
        popped.load(ordering: .relaxed) == pushed.load(ordering: .relaxed)
    }

    /// Takes the oldest element. Consumer only.
    func pop() -> Element? {
        let start = popped.load(ordering: .relaxed)
        guard start < pushed.load(ordering: .acquiring) else { return nil }
        let element = slots[start % slots.count]
        popped.store(start + 1, ordering: .releasing)
        return element
    }
}
