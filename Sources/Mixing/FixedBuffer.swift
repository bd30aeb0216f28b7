// SPDX-License-Identifier: Apache-2.0

/// A block of memory of one size for life, which the audio thread may use: no reference counting, no copy on
/// write, each access checked against its bounds.
@safe struct FixedBuffer<Element: ~Copyable>: ~Copyable {
    let count: Int
    /// Valid while the buffer is.
    @unsafe let base: UnsafeMutablePointer<Element>

    /// Fills the buffer with what `element` gives for each index in turn.
    init(count: Int, element: (Int) -> Element) {
        precondition(count > 0, "a buffer needs an element")
        self.count = count
        unsafe base = .allocate(capacity: count)
        for index in 0..<count { unsafe (base + index).initialize(to: element(index)) }
    }

    deinit {
        unsafe base.deinitialize(count: count)
        unsafe base.deallocate()
    }

    subscript(index: Int) -> Element {
        _read {
            precondition(index >= 0 && index < count, "past the end of a buffer")
            yield unsafe base[index]
        }
        nonmutating _modify {
            precondition(index >= 0 && index < count, "past the end of a buffer")
            yield unsafe &base[index]
        }
    }
}

extension FixedBuffer {
    init(repeating element: Element, count: Int) {
        self.init(count: count) { _ in element }
    }

    /// Makes the elements those of another buffer of as many.
    func copy(_ other: borrowing FixedBuffer) {
        precondition(count == other.count, "a buffer is copied to one of its size")
        for index in 0..<count { self[index] = other[index] }
    }
}
