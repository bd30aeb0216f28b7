// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Synchronization

/// The station's memory on disk: a SQLite file in which every announcement is kept as it stands.
///
/// Whoever notes something never waits for the disk. One thread writes what has gathered in one transaction after
/// another, so that many clients share one commit; who must know that it is kept waits with
/// ``settle(within:)``. While the file cannot be written, the latest entry of each announcement waits, and is
/// tried again every two seconds and whenever something is noted.
public final class Journal: Sendable {
    /// How the journal is.
    public struct Condition: Sendable, Equatable {
        /// Why the file could not be written or read last; nil while what is noted is kept.
        public var problem: JournalError?
        /// The new name of the damaged file that was set aside last.
        public var setAside: String?
    }

    /// When a write that failed is tried again, if nothing else is noted before.
    private static let retry = DispatchTimeInterval.seconds(2)

    private let unwritten = Mutex(Unwritten())
    private let queue = DispatchQueue(label: "storecast-journal")
    /// Touched on `queue` alone.
    private nonisolated(unsafe) let file: JournalFile
    private let told = Mutex(Condition())
    private let changed: @Sendable (Condition) -> Void

    /// A journal that is opened when it is first used.
    ///
    /// - Parameter changed: told, on a thread of the journal's own, when its condition has changed.
    public init(path: String, changed: @escaping @Sendable (Condition) -> Void) {
        file = JournalFile(path: path)
        self.changed = changed
    }

    /// How the journal is.
    public var condition: Condition { told.withLock { $0 } }

    /// Whether an announcement that was noted is on disk, at least as it once stood.
    public func hasKept(_ id: String) -> Bool { unwritten.withLock { $0.hasKept(id) } }

    // MARK: Writing

    /// Notes how an announcement stands; it is written as soon as the disk allows.
    ///
    /// - Parameter isNew: whether it is noted for the first time.
    public func note(_ entry: AnnouncementEntry, isNew: Bool = false) {
        if unwritten.withLock({ $0.add(entry, isNew: isNew) }) { callWriter() }
    }

    /// Notes what a person did to the station; it is written as soon as the disk allows.
    public func note(_ action: StationAction) {
        if unwritten.withLock({ $0.add(action) }) { callWriter() }
    }

    /// Waits until all that was noted is on disk.
    ///
    /// - Throws: `JournalError` when it could not be written within that time; it stays noted and is tried again.
    public func settle(within limit: Duration) async throws(JournalError) {
        try await Answer<Void>.wait(within: limit) { answer in
            if unwritten.withLock({ $0.add(answer) }) { callWriter() }
        }
    }

    private func callWriter() {
        queue.async { self.writeAll() }
    }

    /// On `queue`.
    private func writeAll() {
        while let batch = unwritten.withLock({ $0.nextBatch() }) {
            do {
                try file.write(Array(batch.entries.values), batch.actions) {
                    unwritten.withLock { Array($0.live.values) }
                }
                unwritten.withLock { $0.wrote(batch) }
                tell()
                for answer in batch.answers { answer.give(.success(())) }
            } catch {
                let error = JournalError(error)
                unwritten.withLock { $0.failed(batch, error) }
                tell()
                for answer in batch.answers { answer.give(.failure(error)) }
                queue.asyncAfter(deadline: .now() + Self.retry) {
                    if self.unwritten.withLock({ $0.call() }) { self.writeAll() }
                }
                return
            }
        }
    }

    /// On `queue`.
    private func tell() {
        let condition = Condition(problem: unwritten.withLock { $0.problem }, setAside: file.setAside)
        let isNews = told.withLock { told in
            defer { told = condition }
            return told != condition
        }
        if isNews { changed(condition) }
    }

    // MARK: Reading

    /// Every announcement that is not over, and the latest others, the oldest first. A damaged file is set aside.
    ///
    /// - Throws: `JournalError` when nothing can be read within that time.
    public func remembered(
        others limit: Int, within time: Duration
    ) async throws(JournalError) -> [AnnouncementEntry] {
        let entries = try await read(within: time) { try $0.remembered(others: limit) }
        unwritten.withLock { $0.remember(entries) }
        return entries
    }

    /// What a user asked under a key of their own; nil for nothing.
    ///
    /// - Throws: `JournalError` when nothing can be read within that time.
    public func announcement(
        requestedBy user: String, idempotencyKey: String, within time: Duration
    ) async throws(JournalError) -> AnnouncementEntry? {
        try await read(within: time) { try $0.announcement(requestedBy: user, idempotencyKey: idempotencyKey) }
    }

    private func read<Value: Sendable>(
        within limit: Duration, _ body: @escaping @Sendable (JournalFile) throws -> Value
    ) async throws(JournalError) -> Value {
        try await Answer<Value>.wait(within: limit) { answer in
            queue.async {
                let result = Result { try body(self.file) }.mapError(JournalError.init)
                let error: JournalError? = if case .failure(let error) = result { error } else { nil }
                self.unwritten.withLock { $0.read(error) }
                self.tell()
                answer.give(result)
            }
        }
    }
}
