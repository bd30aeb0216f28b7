// SPDX-License-Identifier: Apache-2.0
import Dispatch
public import Playout
import Synchronization
public import Timetable

/// The station's memory on disk: a SQLite file that has every announcement as it stands, every planned cue, and what was
/// heard.
///
/// Whoever notes something never waits for the disk. One thread writes what has gathered in one transaction after
/// another, so that many clients share one commit; who must know that it is kept waits with
/// ``settle(within:)``. While the file cannot be written, what was noted waits, within limits (``Condition/lost``), and is
/// tried again every two seconds and whenever something is noted.
public final class Journal: Sendable {
    /// How the journal is.
    public struct Condition: Sendable, Equatable {
        /// Why the file could not be written or read last; nil while what is noted is kept.
        public var problem: JournalError?
        /// The new name of the damaged file that was set aside last.
        public var setAside: String?
        /// How often the file, or its log, was found to be removed or another one since the program began.
        public var replacements = 0
        /// How much of what was noted is lost because too much waited while the file could not be written.
        public var lost = 0
        /// Whether what is noted is kept late: the write that goes on, or the last one, takes longer than a second.
        public var isSlow = false
    }

    /// When a write that failed is tried again, if nothing else is noted before.
    private static let retry = DispatchTimeInterval.seconds(2)
    /// From when on a write is slow: longer than another program's lock is waited for, which is told by itself.
    private static let slowWrite = Duration.milliseconds(1_500)

    let unwritten = Mutex(Unwritten())
    let queue = DispatchQueue(label: "storecast-journal")
    /// Touched on `queue` alone.
    nonisolated(unsafe) let file: JournalFile
    /// Whether old entries are being removed.
    let pruning = Atomic(false)
    private let told = Mutex(Told())
    private let changed: @Sendable (Condition) -> Void

    private struct Told {
        var condition = Condition()
        /// How many writes were begun, and whether the last of them goes on.
        var writes = 0, isWriting = false
    }

    /// A journal that is opened when it is first used.
    ///
    /// - Parameter changed: told, on a thread of the journal's own, when its condition has changed.
    public init(path: String, changed: @escaping @Sendable (Condition) -> Void) {
        file = JournalFile(path: path)
        self.changed = changed
    }

    /// How the journal is.
    public var condition: Condition { told.withLock { $0.condition } }

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

    /// Notes how a planned cue stands, in place of what was noted under its key; written as soon as the disk allows.
    public func note(_ cue: CueRecord) {
        if unwritten.withLock({ $0.add(cue) }) { callWriter() }
    }

    /// Notes what was heard of something, or was to be; written as soon as the disk allows.
    public func note(_ airing: AiringEntry) {
        if unwritten.withLock({ $0.add(airing) }) { callWriter() }
    }

    /// Notes how a fault stands, in place of what was noted under its id; written as soon as the disk allows.
    public func note(_ fault: FaultEntry) {
        if unwritten.withLock({ $0.add(fault) }) { callWriter() }
    }

    /// Notes what files measured, each in place of what was known of it; written as soon as the disk allows.
    public func note(_ media: [MediaEntry]) {
        if unwritten.withLock({ $0.add(media) }) { callWriter() }
    }

    /// Notes that the program began to run. Former runs that broke off, and faults that lasted then, end where those were
    /// known to run last.
    public func begin(run start: Instant) {
        if unwritten.withLock({ $0.begin(start) }) { callWriter() }
    }

    /// Notes that the program runs; now and then, for after a crash nothing else tells when it was.
    public func noteAlive(at instant: Instant) {
        if unwritten.withLock({ $0.noteAlive(instant, isEnd: false) }) { callWriter() }
    }

    /// Notes that the run ends, in order.
    public func endRun(at instant: Instant) {
        if unwritten.withLock({ $0.noteAlive(instant, isEnd: true) }) { callWriter() }
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
            let began = beginWrite()
            do {
                try file.write(batch.content) { unwritten.withLock { $0.live } }
                let answers = unwritten.withLock { $0.wrote(batch) }
                endWrite(isSlow: batch.isEmpty ? nil : ContinuousClock.now - began > Self.slowWrite)
                for answer in answers { answer.give(.success(())) }
            } catch {
                let error = file.explain(error)
                let answers = unwritten.withLock { $0.failed(batch, error) }
                endWrite(isSlow: false)
                for answer in answers { answer.give(.failure(error)) }
                queue.asyncAfter(deadline: .now() + Self.retry) {
                    if self.unwritten.withLock({ $0.call() }) { self.writeAll() }
                }
                return
            }
        }
    }

    /// A write begins; while it goes on for longer than it should, that is told.
    private func beginWrite() -> ContinuousClock.Instant {
        let number = told.withLock { told in
            told.isWriting = true
            told.writes += 1
            return told.writes
        }
        let patience = DispatchTimeInterval.nanoseconds(Int(Self.slowWrite.nanoseconds))
        DispatchQueue.global().asyncAfter(deadline: .now() + patience) { [weak self] in self?.tellSlow(write: number) }
        return .now
    }

    private func tellSlow(write number: Int) {
        let condition: Condition? = told.withLock { told in
            guard told.isWriting, told.writes == number, !told.condition.isSlow else { return nil }
            told.condition.isSlow = true
            return told.condition
        }
        if let condition { changed(condition) }
    }

    /// On `queue`.
    ///
    /// - Parameter isSlow: nil where nothing was written that would tell.
    private func endWrite(isSlow: Bool?) {
        told.withLock { $0.isWriting = false }
        tell(isSlow: isSlow)
    }

    /// On `queue`.
    ///
    /// - Parameter isSlow: nil for as it was.
    private func tell(isSlow: Bool? = nil) {
        let (problem, lost) = unwritten.withLock { ($0.problem, $0.lost) }
        let news: Condition? = told.withLock { told in
            let condition = Condition(
                problem: problem, setAside: file.setAside, replacements: file.replacements, lost: lost,
                isSlow: isSlow ?? told.condition.isSlow)
            defer { told.condition = condition }
            return told.condition == condition ? nil : condition
        }
        if let news { changed(news) }
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

    /// Reads on the journal's thread, behind what was noted before.
    func read<Value: Sendable>(
        within limit: Duration, _ body: @escaping @Sendable (JournalFile) throws -> Value
    ) async throws(JournalError) -> Value {
        try await Answer<Value>.wait(within: limit) { answer in
            queue.async {
                let result = Result { try body(self.file) }.mapError(self.file.explain)
                let error: JournalError? = if case .failure(let error) = result { error } else { nil }
                self.hasRead(error)
                answer.give(result)
            }
        }
    }

    /// On `queue`: the file answered, or could not.
    func hasRead(_ error: JournalError?) {
        unwritten.withLock { $0.read(error) }
        tell()
    }

    /// Whether nothing is to be written, or the writer has given up for now.
    var isIdle: Bool { unwritten.withLock { !$0.isCalled } }
}
