// SPDX-License-Identifier: Apache-2.0

/// The commands whose instant has not come, in the order sent.
///
/// It has room for all that `Mixer.send` lets through.
struct PendingCommands: ~Copyable {
    private(set) var count = 0
    private let entries = FixedBuffer<Entry?>(repeating: nil, count: Mixer.commandCapacity)

    /// A command, and which playback of its voice it means.
    typealias Entry = (command: Command, generation: Int)

    /// - Parameter index: Below `count`.
    subscript(index: Int) -> Entry {
        guard let entry = entries[index] else { preconditionFailure("past the last pending command") }
        return entry
    }

    mutating func append(_ command: Command, generation: Int) {
        entries[count] = (command, generation)
        count += 1
    }

    /// Moves an entry down to where it stays.
    func keep(_ index: Int, as kept: Int) {
        entries[kept] = entries[index]
    }

    mutating func truncate(to count: Int) {
        self.count = count
    }
}
