// SPDX-License-Identifier: Apache-2.0
import GRDB

/// How an entry lies in the tables of ``JournalSchema``.
extension AnnouncementEntry {
    /// Inserts it, or brings what was kept of it up to date.
    func write(to database: Database) throws {
        try database.run(
            """
            INSERT INTO announcements (id, requestedBy, receivedNs, request, "order", idempotencyKey, state, isOver,
                isClaimed, hearings, lastStartNs, lastEndNs, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET idempotencyKey = excluded.idempotencyKey, state = excluded.state,
                isOver = excluded.isOver,
                isClaimed = excluded.isClaimed, hearings = excluded.hearings, lastStartNs = excluded.lastStartNs,
                lastEndNs = excluded.lastEndNs, reason = excluded.reason
            """,
            [
                id, requestedBy, receivedNs, request, order, idempotencyKey, state, isOver, isClaimed, hearings,
                lastStartNs, lastEndNs, reason,
            ])
        // Of one that repeats for long the entry has only the last airings; the older ones stay as they are.
        try database.run(
            "DELETE FROM hearings WHERE announcementID = ? AND startNs >= ?",
            [id, airings.first?.startNs ?? .min])
        for airing in airings {
            try database.run(
                "INSERT OR REPLACE INTO hearings (announcementID, startNs, endNs, isCutShort) VALUES (?, ?, ?, ?)",
                [id, airing.startNs, airing.endNs, airing.isCutShort])
        }
        for (number, action) in actions.enumerated() {
            try database.run(
                #"INSERT OR IGNORE INTO actions (announcementID, number, action, "by", atNs) VALUES (?, ?, ?, ?, ?)"#,
                [id, number, action.action, action.by, action.atNs])
        }
    }

    /// How many airings of one are read: as many as an entry has.
    private static let airingsRead = 100

    init(_ row: Row, _ database: Database) throws {
        self.init(
            id: row["id"], requestedBy: row["requestedBy"], receivedNs: row["receivedNs"], request: row["request"],
            order: row["order"], idempotencyKey: row["idempotencyKey"], state: row["state"])
        isOver = row["isOver"]
        isClaimed = row["isClaimed"]
        hearings = row["hearings"]
        lastStartNs = row["lastStartNs"]
        lastEndNs = row["lastEndNs"]
        reason = row["reason"]
        airings = try database.rows(
            "SELECT * FROM hearings WHERE announcementID = ? ORDER BY startNs DESC LIMIT ?",
            [id, Self.airingsRead]
        ).reversed().map { Airing(startNs: $0["startNs"], endNs: $0["endNs"], isCutShort: $0["isCutShort"]) }
        actions = try database.rows(
            "SELECT * FROM actions WHERE announcementID = ? ORDER BY number", [id]
        ).map { Action($0["action"], by: $0["by"], atNs: $0["atNs"]) }
    }
}
