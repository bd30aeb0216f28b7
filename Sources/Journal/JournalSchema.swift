// SPDX-License-Identifier: Apache-2.0
import GRDB

/// The tables of the journal. A migration that was released is never edited; a change is a new one.
enum JournalSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("announcements") { database in
            try database.create(table: "announcements") { table in
                table.primaryKey("id", .text)
                table.column("requestedBy", .text).notNull()
                table.column("receivedNs", .integer).notNull()
                table.column("request", .text).notNull()
                table.column("order", .text).notNull()
                table.column("idempotencyKey", .text)
                table.column("state", .text).notNull()
                table.column("isOver", .boolean).notNull()
                table.column("isClaimed", .boolean).notNull()
                table.column("hearings", .integer).notNull()
                table.column("lastStartNs", .integer)
                table.column("lastEndNs", .integer)
                table.column("reason", .text)
            }
            try database.create(
                index: "announcementsByKey", on: "announcements", columns: ["requestedBy", "idempotencyKey"],
                condition: Column("idempotencyKey") != nil)
            try database.create(
                index: "announcementsNotOver", on: "announcements", columns: ["receivedNs"],
                condition: Column("isOver") == false)
            try database.create(index: "announcementsByTime", on: "announcements", columns: ["receivedNs"])
            try database.create(table: "airings", options: .withoutRowID) { table in
                table.column("announcementID", .text).notNull()
                    .references("announcements", onDelete: .cascade)
                table.column("startNs", .integer).notNull()
                table.column("endNs", .integer)
                table.column("isCutShort", .boolean).notNull()
                table.primaryKey(["announcementID", "startNs"])
            }
            try database.create(table: "actions", options: .withoutRowID) { table in
                table.column("announcementID", .text).notNull()
                    .references("announcements", onDelete: .cascade)
                table.column("number", .integer).notNull()
                table.column("action", .text).notNull()
                table.column("by", .text).notNull()
                table.column("atNs", .integer).notNull()
                table.primaryKey(["announcementID", "number"])
            }
        }
        migrator.registerMigration("stationActions") { database in
            try database.create(table: "stationActions") { table in
                table.autoIncrementedPrimaryKey("id")
                table.column("action", .text).notNull()
                table.column("subject", .text)
                table.column("by", .text).notNull()
                table.column("atNs", .integer).notNull().indexed()
            }
        }
        return migrator
    }
}
