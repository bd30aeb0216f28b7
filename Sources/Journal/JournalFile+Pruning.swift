// SPDX-License-Identifier: Apache-2.0
import GRDB
import Timetable

/// How the file lets go of what is old.
extension JournalFile {
    /// How many rows are removed in one transaction, so that no writer waits long.
    static let rowsRemoved = 500
    /// How much is given back to the disk in one transaction, in pages of 4 KiB, and how much is kept for what is written
    /// next: moving pages to the end and back again wears the disk.
    private static let pagesGivenBack = 128, pagesKept = 256
    private static let dayNs: Int64 = 86_400_000_000_000

    /// What lies before an instant that may go: nil where the record is not that old.
    ///
    /// Age counts twice, by the clock and by the days there is a record of: so many must be newer. A clock that is a year
    /// ahead makes nothing old that way.
    func oldest(keeping days: Int, at now: Instant) throws -> Instant? {
        try read { database in
            var edge = Int64.max
            for _ in 0..<max(days, 1) {
                let newest = try Int64.fetchOne(
                    database,
                    sql: """
                        SELECT max(ns) FROM (
                            SELECT max(endNs) AS ns FROM airings WHERE endNs < :edge
                            UNION ALL SELECT max(plannedNs) FROM cues WHERE plannedNs < :edge
                            UNION ALL SELECT max(receivedNs) FROM announcements WHERE receivedNs < :edge)
                        """,
                    arguments: ["edge": edge])
                guard let newest else { return nil }
                // The day's beginning; rounded down before 1970 too.
                edge = newest - ((newest % Self.dayNs) + Self.dayNs) % Self.dayNs
            }
            return min(Instant(nanoseconds: edge), now - .seconds(Int64(days) * 86_400))
        }
    }

    /// Removes some of what lies before an instant and is over, or, of media facts, was not asked for since another.
    ///
    /// - Returns: Whether there may be more.
    func removeSome(before oldest: Instant?, mediaBefore oldestMedia: Instant?) throws -> Bool {
        try open()
        return try replacingDamaged {
            try connected().write { database in
                var room = Self.rowsRemoved
                let media = [(Self.mediaRemoval, oldestMedia)]
                for (statement, oldest) in Self.removals.map({ ($0, oldest) }) + media {
                    guard let oldest else { continue }
                    try database.execute(sql: statement, arguments: ["oldest": oldest.nanoseconds, "room": room])
                    room -= database.changesCount
                    if room <= 0 { return true }
                }
                return false
            }
        }
    }

    /// Gives some of the room that became free back to the disk. A file that was begun before this was possible keeps it.
    ///
    /// - Returns: Whether there may be more.
    func giveBackSome() throws -> Bool {
        try open()
        return try replacingDamaged {
            try connected().writeWithoutTransaction { database in
                func free() throws -> Int { try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0 }
                let before = try free()
                guard before > Self.pagesKept else { return false }
                let some = min(Self.pagesGivenBack, before - Self.pagesKept)
                try database.execute(sql: "PRAGMA incremental_vacuum(\(some))")
                return try free() < before
            }
        }
    }

    /// An announcement goes after all that belongs to it. Who muted the store last, and when the program ran last, stay.
    private static let removals = [
        """
        DELETE FROM hearings WHERE (announcementID, startNs) IN (
            SELECT announcementID, startNs FROM hearings JOIN announcements ON id = announcementID
            WHERE \(oldAnnouncement) LIMIT :room)
        """,
        """
        DELETE FROM actions WHERE (announcementID, number) IN (
            SELECT announcementID, number FROM actions JOIN announcements ON id = announcementID
            WHERE \(oldAnnouncement) LIMIT :room)
        """,
        "DELETE FROM announcements WHERE id IN (SELECT id FROM announcements WHERE \(oldAnnouncement) LIMIT :room)",
        """
        DELETE FROM airings WHERE (endNs, kind, key, zones) IN (
            SELECT endNs, kind, key, zones FROM airings WHERE endNs < :oldest LIMIT :room)
        """,
        // One that has no end is over all the same when another run has begun since.
        """
        DELETE FROM cues WHERE key IN (
            SELECT key FROM cues WHERE plannedNs < :oldest AND coalesce(endNs, startNs, plannedNs) < :oldest
            AND (outcome <> 'aired' OR endNs IS NOT NULL OR startNs IS NULL
                OR startNs < (SELECT startNs FROM runs ORDER BY id DESC LIMIT 1))
            LIMIT :room)
        """,
        "DELETE FROM faults WHERE id IN (SELECT id FROM faults WHERE fromNs < :oldest AND toNs < :oldest LIMIT :room)",
        """
        DELETE FROM stationActions WHERE id IN (
            SELECT id FROM stationActions WHERE atNs < :oldest AND id <> coalesce(
                (SELECT max(id) FROM stationActions WHERE action IN ('mute', 'unmute')), 0) LIMIT :room)
        """,
        """
        DELETE FROM runs WHERE id IN (
            SELECT id FROM runs WHERE endNs < :oldest AND id < (SELECT max(id) FROM runs) LIMIT :room)
        """,
    ]

    private static let mediaRemoval =
        "DELETE FROM mediaFacts WHERE path IN (SELECT path FROM mediaFacts WHERE seenNs < :oldest LIMIT :room)"

    private static let oldAnnouncement =
        "receivedNs < :oldest AND isOver AND coalesce(lastEndNs, lastStartNs, receivedNs) < :oldest"
}
