// SPDX-License-Identifier: Apache-2.0

/// Lets only so many engines run at once; the others wait in the order they came.
actor EngineSlots {
    private var free: Int
    private var queue: [CheckedContinuation<Void, Never>] = []

    init(count: Int) {
        free = count
    }

    /// How many wait.
    var waiting: Int { queue.count }

    /// Returns when a slot is free, and takes it.
    func acquire() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { queue.append($0) }
    }

    /// Gives a slot back, to the one who waits longest if somebody does.
    func release() {
        guard !queue.isEmpty else {
            free += 1
            return
        }
        queue.removeFirst().resume()
    }
}
