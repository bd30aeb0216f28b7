// SPDX-License-Identifier: Apache-2.0
import GRDB
import Playout
import Timetable

/// What is asked of the file. What may be long is read a page at a time, so that a write never waits for all of it; a page
/// begins behind the last of the one before.
extension JournalFile {
    /// Some of what was asked for.
    struct Page<Entry: Sendable>: Sendable {
        var entries: [Entry]
        /// Behind which there may be more; nil where there is not.
        var last: Entry?

        /// What can be read of the rows, and is meant.
        init(_ rows: [Row], _ entry: (Row) throws -> Entry?, where isMeant: (Entry) -> Bool = { _ in true }) rethrows {
            let read = try rows.compactMap(entry)
            last = rows.count == JournalFile.pageRows ? read.last : nil
            entries = read.filter(isMeant)
        }
    }

    /// How many rows a page has at most.
    static let pageRows = 500
    /// A cue is heard at most so long before or after the time it was planned for: its lateness, a make-good, or as long as
    /// the music of a line is in force.
    private static let hearingSpan = Duration.seconds(2 * 86_400)
    /// No airing is longer.
    private static let longestAiring = Duration.seconds(86_400)
    /// How many cues that fit a text are read.
    private static let matchesRead = 100

    // MARK: Announcements

    /// Every announcement that is not over, and the latest others, the oldest first.
    func remembered(others limit: Int) throws -> [AnnouncementEntry] {
        try read { database in
            let rows =
                try Row.fetchAll(database, sql: "SELECT * FROM announcements WHERE NOT isOver")
                + Row.fetchAll(
                    database, sql: "SELECT * FROM announcements WHERE isOver ORDER BY receivedNs DESC LIMIT ?",
                    arguments: [limit])
            return try rows.map { try AnnouncementEntry($0, database) }.sorted { $0.receivedNs < $1.receivedNs }
        }
    }

    /// What a user asked under a key; nil for nothing.
    func announcement(requestedBy user: String, idempotencyKey: String) throws -> AnnouncementEntry? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT * FROM announcements WHERE requestedBy = ? AND idempotencyKey = ?
                    ORDER BY receivedNs DESC LIMIT 1
                    """,
                arguments: [user, idempotencyKey]
            ).map { try AnnouncementEntry($0, database) }
        }
    }

    /// A page of those that were accepted or heard in that time, or accepted before its end and are not over.
    func announcements(_ time: Range<Instant>, after last: AnnouncementEntry?) throws -> Page<AnnouncementEntry> {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM announcements WHERE id IN (
                        SELECT id FROM announcements WHERE receivedNs >= :from AND receivedNs < :to
                        UNION SELECT id FROM announcements WHERE NOT isOver AND receivedNs < :to
                        UNION SELECT announcementID FROM hearings WHERE startNs >= :from AND startNs < :to)
                    AND (receivedNs, id) > (:lastNs, :lastID) ORDER BY receivedNs, id LIMIT :rows
                    """,
                arguments: [
                    "from": time.lowerBound.nanoseconds, "to": time.upperBound.nanoseconds,
                    "lastNs": last?.receivedNs ?? .min, "lastID": last?.id ?? "", "rows": Self.pageRows,
                ])
            return try Page(rows) { try AnnouncementEntry($0, database) }
        }
    }

    // MARK: Cues

    /// A page of the cues of about that time.
    func cues(
        _ time: Range<Instant>, after last: CueRecord?, where isMeant: (CueRecord) -> Bool
    ) throws -> Page<CueRecord> {
        try read { database in
            let rows = try database.rows(
                """
                SELECT \(CueRecord.columns) FROM cues WHERE plannedNs >= :from AND plannedNs < :to
                AND (plannedNs, key) > (:lastNs, :lastKey) ORDER BY plannedNs, key LIMIT :rows
                """,
                [
                    "from": (time.lowerBound - Self.hearingSpan).nanoseconds,
                    "to": (time.upperBound + Self.hearingSpan).nanoseconds,
                    "lastNs": last?.planned.nanoseconds ?? .min, "lastKey": last?.key ?? "", "rows": Self.pageRows,
                ])
            var reader = CueReader()
            return Page(rows, { reader.record($0) }, where: isMeant)
        }
    }

    /// The cue of that key.
    func cue(_ key: String) throws -> CueRecord? {
        try read { database in
            try Row.fetchOne(
                database, sql: "SELECT \(CueRecord.columns) FROM cues WHERE key = ?", arguments: [key]
            ).flatMap {
                var reader = CueReader()
                return reader.record($0)
            }
        }
    }

    /// The latest cues whose key, line or name has every word of a text, the newest first.
    func cues(matching text: String) throws -> [CueRecord] {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard !words.isEmpty else { return [] }
        let condition = words.map { _ in #"(key || ' ' || "when" || ' ' || name) LIKE ? ESCAPE '\'"# }
        return try read { database in
            var reader = CueReader()
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT \(CueRecord.columns) FROM cues WHERE \(condition.joined(separator: " AND "))
                    ORDER BY plannedNs DESC, key DESC LIMIT \(Self.matchesRead)
                    """,
                arguments: StatementArguments(words.map(Self.pattern))
            ).compactMap { reader.record($0) }
        }
    }

    /// What LIKE finds anywhere in a text.
    private static func pattern(_ word: String) -> String {
        let escaped = word.map { "%_\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
        return "%\(escaped)%"
    }

    // MARK: What the director must know

    /// What an earlier run left.
    ///
    /// - Parameters:
    ///   - run: when the present run began; nil where it was not noted.
    ///   - next: when the run after the last one began, or is about to; nil where no clock can tell.
    func recollection(
        around time: Range<Instant>, besides run: Instant?, before next: Instant?
    ) throws -> Recollection {
        var records: [CueRecord] = []
        var last: CueRecord?
        repeat {
            let page = try cues(time, after: last) { $0.wasPlannedOrBegan(in: time) }
            records += page.entries
            last = page.last
        } while last != nil
        let known = Set(records.map(\.key))
        return try read { database in
            var reader = CueReader()
            // What was on air when a run ended long ago has no end yet.
            let open = try database.rows(
                """
                SELECT \(CueRecord.columns) FROM cues
                WHERE endNs IS NULL AND outcome = 'aired' AND plannedNs < ? ORDER BY plannedNs
                """,
                [time.lowerBound.nanoseconds]
            ).compactMap { reader.record($0) }.filter { !known.contains($0.key) }
            let last = try Row.fetchOne(
                database, sql: "SELECT * FROM runs WHERE startNs IS NOT ? ORDER BY id DESC LIMIT 1",
                arguments: [run?.nanoseconds]
            ).map(RunEntry.init(_:))
            let mute = try Row.fetchOne(
                database,
                sql:
                    #"SELECT action, "by" FROM stationActions WHERE action IN ('mute', 'unmute') ORDER BY id DESC LIMIT 1"#
            )
            return Recollection(
                records: open + records, lastRun: try last.map { try $0.lastSign(before: next, database) },
                mutedBy: mute.flatMap { $0["action"] == "mute" ? $0["by"] : nil })
        }
    }

    // MARK: What was heard and what was wrong

    /// A page of the airings that were heard in that time, or were to be, by their end.
    func airings(_ time: Range<Instant>, after last: AiringEntry?) throws -> Page<AiringEntry> {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM airings WHERE endNs >= :from AND endNs < :highest
                    AND coalesce(startNs, min(plannedNs, endNs)) < :to
                    AND (endNs, kind, key, zones) > (:lastNs, :lastKind, :lastKey, :lastZones)
                    ORDER BY endNs, kind, key, zones LIMIT :rows
                    """,
                arguments: [
                    "from": time.lowerBound.nanoseconds, "to": time.upperBound.nanoseconds,
                    "highest": (time.upperBound + Self.longestAiring).nanoseconds,
                    "lastNs": last?.end.nanoseconds ?? .min, "lastKind": last?.subject.kind.rawValue ?? "",
                    "lastKey": last?.subject.key ?? "", "lastZones": try last.map { try JSONText.text($0.zones) } ?? "",
                    "rows": Self.pageRows,
                ])
            return Page(rows, AiringEntry.init(_:))
        }
    }

    /// The airings of a subject, the oldest first.
    func airings(of subject: AiringEntry.Subject) throws -> [AiringEntry] {
        // The index has all but songs.
        let indexed = subject.kind == .song ? "" : "AND kind <> 'song'"
        return try read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM airings WHERE kind = ? AND key = ? \(indexed) ORDER BY endNs, zones",
                arguments: [subject.kind.rawValue, subject.key]
            ).compactMap(AiringEntry.init(_:))
        }
    }

    /// A page of the faults that lasted in that time.
    func faults(_ time: Range<Instant>, after last: FaultEntry?) throws -> Page<FaultEntry> {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM faults WHERE fromNs < :to AND (toNs IS NULL OR toNs >= :from)
                    AND (fromNs, id) > (:lastNs, :lastID) ORDER BY fromNs, id LIMIT :rows
                    """,
                arguments: [
                    "from": time.lowerBound.nanoseconds, "to": time.upperBound.nanoseconds,
                    "lastNs": last?.from.nanoseconds ?? .min, "lastID": last?.id ?? "", "rows": Self.pageRows,
                ])
            return Page(rows, FaultEntry.init(_:))
        }
    }

    /// The runs that touched that time, in the order in which they began.
    func runs(_ time: Range<Instant>) throws -> [RunEntry] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM runs WHERE startNs < :to AND (endNs IS NULL OR endNs >= :from) ORDER BY id",
                arguments: ["from": time.lowerBound.nanoseconds, "to": time.upperBound.nanoseconds]
            ).map(RunEntry.init(_:))
        }
    }

    /// What people did to the station in that time.
    func actions(_ time: Range<Instant>) throws -> [StationAction] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM stationActions WHERE atNs >= ? AND atNs < ? ORDER BY atNs, id",
                arguments: [time.lowerBound.nanoseconds, time.upperBound.nanoseconds]
            ).map(StationAction.init(_:))
        }
    }

    /// What files measured. Once in a run, so in one piece.
    func mediaFacts(measure: Int, limit: Int) throws -> [MediaEntry] {
        try read { try MediaEntry.all(measure, limit: limit, in: $0) }
    }
}
