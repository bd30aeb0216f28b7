// SPDX-License-Identifier: Apache-2.0
public import Playout
import Synchronization
public import Timetable

/// What is asked of the journal. Each throws `JournalError` when it cannot be read within the time that is given. What was
/// noted before is in the answer, even where the disk is full and it only waits to be written. A damaged file is set aside.
extension Journal {
    /// The cues that were planned between two instants or heard between them, in the order in which they were planned.
    public func cues(
        from: Instant, to: Instant, within limit: Duration
    ) async throws(JournalError) -> [CueRecord] {
        guard from < to else { return [] }
        let time = from..<to
        let kept = try await pages(from, to, within: limit) { file, time, last in
            try file.cues(time, after: last) { $0.wasPlannedOrHeard(in: time) }
        }
        return CueRecord.joined(kept, unwritten.withLock { $0.waitingCues }) { $0.wasPlannedOrHeard(in: time) }
    }

    /// The cue of that key; nil where there is none.
    public func cue(_ key: String, within limit: Duration) async throws(JournalError) -> CueRecord? {
        let kept = try await read(within: limit) { try $0.cue(key) }
        return unwritten.withLock { $0.waitingCues }.last { $0.key == key } ?? kept
    }

    /// What the director must know of what an earlier run left: the cues that were planned or began in that time, those
    /// that were on air when a run ended, when the run before this one was known to run last, and whether somebody had
    /// muted the store.
    ///
    /// - Parameter now: The present instant, for a run that was not noted yet; nil where its clock cannot be believed.
    public func recollection(
        around time: Range<Instant>, at now: Instant? = nil, within limit: Duration
    ) async throws(JournalError) -> Recollection {
        let run = unwritten.withLock { $0.runStart }
        var recollection = try await read(within: limit) {
            try $0.recollection(around: time, besides: run, before: run ?? now)
        }
        let kept = recollection.records
        recollection.records = unwritten.withLock { unwritten in
            unwritten.remember(kept)
            return CueRecord.joined(kept, unwritten.waitingCues) { $0.wasPlannedOrBegan(in: time) }
        }
        return recollection
    }

    /// The latest cues, at most 100, whose key, time as written or name has every word of a text, the newest first.
    public func cues(matching text: String, within limit: Duration) async throws(JournalError) -> [CueRecord] {
        try await read(within: limit) { try $0.cues(matching: text) }
    }

    /// The airings that were heard between two instants, or were to be, in the order in which they ended.
    public func airings(
        from: Instant, to: Instant, within limit: Duration
    ) async throws(JournalError) -> [AiringEntry] {
        guard from < to else { return [] }
        let kept = try await pages(from, to, within: limit) { try $0.airings($1, after: $2) }
        return AiringEntry.joined(kept, unwritten.withLock { $0.waitingAirings }) { $0.end >= from && $0.began < to }
    }

    /// The airings of a subject, the oldest first.
    public func airings(
        of subject: AiringEntry.Subject, within limit: Duration
    ) async throws(JournalError) -> [AiringEntry] {
        let kept = try await read(within: limit) { try $0.airings(of: subject) }
        return AiringEntry.joined(kept, unwritten.withLock { $0.waitingAirings }) { $0.subject == subject }
    }

    /// The announcements that were accepted or heard between two instants, and those accepted before that are not over,
    /// in the order in which they were accepted.
    public func announcements(
        from: Instant, to: Instant, within limit: Duration
    ) async throws(JournalError) -> [AnnouncementEntry] {
        try await pages(from, to, within: limit) { try $0.announcements($1, after: $2) }
    }

    /// The faults that lasted between two instants, in the order in which they began.
    public func faults(
        from: Instant, to: Instant, within limit: Duration
    ) async throws(JournalError) -> [FaultEntry] {
        guard from < to else { return [] }
        let kept = try await pages(from, to, within: limit) { try $0.faults($1, after: $2) }
        return FaultEntry.joined(kept, unwritten.withLock { $0.waitingFaults }) {
            $0.from < to && ($0.to.map { $0 >= from } ?? true)
        }
    }

    /// The runs of the program between two instants, in the order in which they began.
    public func runs(from: Instant, to: Instant, within limit: Duration) async throws(JournalError) -> [RunEntry] {
        guard from < to else { return [] }
        return try await read(within: limit) { try $0.runs(from..<to) }
    }

    /// What people did to the station between two instants.
    public func actions(
        from: Instant, to: Instant, within limit: Duration
    ) async throws(JournalError) -> [StationAction] {
        guard from < to else { return [] }
        return try await read(within: limit) { try $0.actions(from..<to) }
    }

    /// What files measured, by a measure; at most so many.
    public func mediaFacts(
        measure: Int, limit: Int, within time: Duration
    ) async throws(JournalError) -> [MediaEntry] {
        try await read(within: time) { try $0.mediaFacts(measure: measure, limit: limit) }
    }

    /// Reads a page after another, so that what is noted meanwhile is written between two of them.
    private func pages<Entry: Sendable>(
        _ from: Instant, _ to: Instant, within limit: Duration,
        _ page: @escaping @Sendable (JournalFile, Range<Instant>, Entry?) throws -> JournalFile.Page<Entry>
    ) async throws(JournalError) -> [Entry] {
        guard from < to else { return [] }
        let deadline = ContinuousClock.now + limit
        var entries: [Entry] = []
        var last: Entry?
        repeat {
            let found = try await read(within: deadline - .now) { [last] in try page($0, from..<to, last) }
            entries += found.entries
            last = found.last
        } while last != nil
        return entries
    }
}
