// SPDX-License-Identifier: Apache-2.0

/// What is to be written, and who waits for it. However long the disk takes, at most one entry for each announcement
/// waits, and so many actions.
struct Unwritten {
    /// Beyond it the oldest actions are lost: the log has them, and nothing depends on them.
    static let actionLimit = 1_000

    /// What is written in one transaction.
    struct Batch {
        let entries: [String: AnnouncementEntry]
        let actions: [StationAction]
        let answers: [Answer<Void>]
    }

    /// What is not over, to be written again where the file is lost.
    private(set) var live: [String: AnnouncementEntry] = [:]
    private var pending: [String: AnnouncementEntry] = [:]
    /// What was never written.
    private var unkept: Set<String> = []
    private var actions: [StationAction] = []
    private var answers: [Answer<Void>] = []
    /// Whether the thread that writes was called.
    private var isCalled = false
    /// Why the file could not be written or read last.
    private(set) var problem: JournalError?

    /// Whether it was written, at least as it once stood.
    func hasKept(_ id: String) -> Bool { !unkept.contains(id) }

    /// Takes in how an announcement stands.
    ///
    /// - Returns: Whether the thread that writes is to be called.
    mutating func add(_ entry: AnnouncementEntry, isNew: Bool) -> Bool {
        pending[entry.id] = entry
        live[entry.id] = entry.isOver ? nil : entry
        if isNew { unkept.insert(entry.id) }
        return call()
    }

    /// Takes in what a person did to the station.
    ///
    /// - Returns: Whether the thread that writes is to be called.
    mutating func add(_ action: StationAction) -> Bool {
        actions = (actions + [action]).suffix(Self.actionLimit)
        return call()
    }

    /// Takes in somebody who waits until all that is pending is written.
    ///
    /// - Returns: Whether the thread that writes is to be called.
    mutating func add(_ answer: Answer<Void>) -> Bool {
        answers.append(answer)
        return call()
    }

    /// Whether the thread that writes is to be called, for what is pending or waited for.
    mutating func call() -> Bool {
        guard !isCalled, !isEmpty else { return false }
        isCalled = true
        return true
    }

    /// Takes in what an earlier run left.
    mutating func remember(_ entries: [AnnouncementEntry]) {
        for entry in entries where !entry.isOver && live[entry.id] == nil { live[entry.id] = entry }
    }

    /// What to write next; nil when all is written, and the thread that writes is to be called again.
    mutating func nextBatch() -> Batch? {
        guard !isEmpty else {
            isCalled = false
            return nil
        }
        defer { (pending, actions, answers) = ([:], [], []) }
        return Batch(entries: pending, actions: actions, answers: answers)
    }

    private var isEmpty: Bool { pending.isEmpty && actions.isEmpty && answers.isEmpty }

    mutating func wrote(_ batch: Batch) {
        problem = nil
        unkept.subtract(batch.entries.keys)
    }

    /// What could not be written waits again, unless something newer does.
    mutating func failed(_ batch: Batch, _ error: JournalError) {
        problem = error
        isCalled = false
        pending.merge(batch.entries) { newer, _ in newer }
        actions = (batch.actions + actions).suffix(Self.actionLimit)
    }

    /// Something was read, or could not be.
    mutating func read(_ error: JournalError?) {
        // What waits to be written tells by itself when that is possible again.
        if error != nil || pending.isEmpty { problem = error }
    }
}
