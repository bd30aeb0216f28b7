// SPDX-License-Identifier: Apache-2.0
public import Playout
public import Timetable

/// What is asked of the journal. Each throws `JournalError` when it cannot be read within the time that is given, and has
/// what was noted before, as far as it could be written. A damaged file is set aside.
extension Journal {
    /// The cues that were planned between two instants or heard between them, in the order in which they were planned.
    public func cues(
        from: Instant, to: Instant, within limit: Duration
    ) async throws(JournalError) -> [CueRecord] {
        try await pages(from, to, within: limit) { try $0.cues($1, after: $2) }
    }

    /// The cue of that key; nil where there is none.
    public func cue(_ key: String, within limit: Duration) async throws(JournalError) -> CueRecord? {
        try await read(within: limit) { try $0.cue(key) }
    }

    /// The latest cues, at most 100, whose key, time as written or name has every word of a text, the newest first.
    public func cues(matching text: String, within limit: Duration) async throws(JournalError) -> [CueRecord] {
        try await read(within: limit) { try $0.cues(matching: text) }
    }

    /// The airings that were heard between two instants, or were to be, in the order in which they ended.
    public func airings(
        from: Instant, to: Instant, within limit: Duration
    ) async throws(JournalError) -> [AiringEntry] {
        try await pages(from, to, within: limit) { try $0.airings($1, after: $2) }
    }

    /// The airings of a subject, the oldest first.
    public func airings(
        of subject: AiringEntry.Subject, within limit: Duration
    ) async throws(JournalError) -> [AiringEntry] {
        try await read(within: limit) { try $0.airings(of: subject) }
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
        try await pages(from, to, within: limit) { try $0.faults($1, after: $2) }
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
        while true {
            let last = entries.last
            let found = try await read(within: deadline - .now) { try page($0, from..<to, last) }
            entries += found.entries
            guard found.isFull else { return entries }
        }
    }
}
