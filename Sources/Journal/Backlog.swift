// SPDX-License-Identifier: Apache-2.0

/// What waits to be written: the newest of each key, in the order in which the keys came. Beyond a limit the oldest is
/// lost, and counted.
///
/// What is being written stays in it until it is known to be on disk, so that a write that fails costs nothing here.
struct Backlog<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// One of those that wait, as it was at that moment.
    struct Waiting: Sendable {
        let key: Key
        let value: Value
        /// Which noting of it this is.
        fileprivate let version: UInt64
    }

    private struct Slot {
        var value: Value
        /// Counts each noting, and tells where in `order` the key stands.
        var version: UInt64, entered: UInt64
    }

    /// Below it what lies before `head` is not worth moving the rest.
    private static var tidyLimit: Int { 1_024 }

    private let limit: Int
    /// How many were lost because too many waited.
    private(set) var lost = 0
    private var slots: [Key: Slot] = [:]
    /// The keys as they came; those before `head`, and those whose slot has gone or came anew, are over.
    private var order: [(key: Key, entered: UInt64)] = []
    private var head = 0
    private var version: UInt64 = 0

    /// An empty one in which so many may wait.
    init(limit: Int) {
        self.limit = limit
    }

    /// How many wait.
    var count: Int { slots.count }
    var isEmpty: Bool { slots.isEmpty }

    /// All that wait, in no order.
    var values: [Value] { slots.values.map(\.value) }

    /// Takes in a value in place of what waits under its key.
    mutating func add(_ value: Value, for key: Key) {
        version += 1
        if slots[key] != nil {
            slots[key]?.value = value
            slots[key]?.version = version
            return
        }
        slots[key] = Slot(value: value, version: version, entered: version)
        order.append((key, version))
        guard slots.count > limit, let oldest = first(1).first else { return }
        slots[oldest.key] = nil
        lost += 1
        tidy()
    }

    /// The oldest of those that wait.
    func first(_ most: Int) -> [Waiting] {
        var waiting: [Waiting] = []
        for (key, entered) in order[head...] {
            guard waiting.count < most else { break }
            guard let slot = slots[key], slot.entered == entered else { continue }
            waiting.append(Waiting(key: key, value: slot.value, version: slot.version))
        }
        return waiting
    }

    /// Lets go of what was written, unless it was noted anew meanwhile.
    mutating func remove(_ written: [Waiting]) {
        for one in written where slots[one.key]?.version == one.version { slots[one.key] = nil }
        tidy()
    }

    private mutating func tidy() {
        while head < order.count, slots[order[head].key]?.entered != order[head].entered { head += 1 }
        guard head > Self.tidyLimit, head * 2 > order.count else { return }
        order.removeFirst(head)
        head = 0
    }
}
