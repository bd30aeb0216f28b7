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
        migrator.registerMigration("record", migrate: record)
        migrator.registerMigration("mediaFacts") { database in
            try database.create(table: "mediaFacts", options: .withoutRowID) { table in
                table.primaryKey("path", .text)
                table.column("bytes", .integer).notNull()
                table.column("modifiedNs", .integer).notNull()
                table.column("measure", .integer).notNull()
                table.column("frames", .integer).notNull()
                table.column("loudnessLUFS", .double)
                table.column("loudestLUFS", .double)
                table.column("truePeakDBTP", .double).notNull()
                table.column("sourceRate", .integer).notNull()
                table.column("sourceChannels", .integer).notNull()
                table.column("isDamaged", .boolean).notNull()
                table.column("seenNs", .integer).notNull()
            }
        }
        return migrator
    }

    /// What was planned, what was heard, what was wrong, and when the program ran.
    private static func record(_ database: Database) throws {
        // Since it tells when an announcement was heard as the director saw it; airings are what the cards played.
        try database.rename(table: "airings", to: "hearings")
        try database.create(index: "hearingsByTime", on: "hearings", columns: ["startNs"])
        try database.create(table: "cues", options: .withoutRowID) { table in
            table.primaryKey("key", .text)
            table.column("plannedNs", .integer).notNull()
            table.column("startNs", .integer)
            table.column("endNs", .integer)
            table.column("outcome", .text).notNull()
            table.column("when", .text).notNull()
            table.column("verb", .text).notNull()
            table.column("name", .text).notNull()
            table.column("zones", .text).notNull()
            table.column("reason", .text)
        }
        try database.create(index: "cuesByTime", on: "cues", columns: ["plannedNs"])
        try database.create(
            index: "cuesOnAir", on: "cues", columns: ["plannedNs"],
            condition: Column("endNs") == nil && Column("outcome") == "aired")
        // By their end, for that is when they come; so one that is written twice, after an error that told nothing of
        // the commit, is there once.
        try database.create(table: "airings", options: .withoutRowID) { table in
            table.column("endNs", .integer).notNull()
            table.column("kind", .text).notNull()
            table.column("key", .text).notNull()
            table.column("zones", .text).notNull()
            table.column("plannedNs", .integer).notNull()
            table.column("startNs", .integer)
            table.column("ending", .text).notNull()
            table.column("name", .text).notNull()
            table.column("frames", .integer).notNull()
            table.column("framesMissing", .integer).notNull()
            table.column("underruns", .integer).notNull()
            table.column("levelDB", .double)
            table.column("peakDB", .double)
            table.column("detail", .text)
            table.primaryKey(["endNs", "kind", "key", "zones"])
        }
        // Songs are most of them, and nobody asks for all airings of one.
        try database.create(
            index: "airingsBySubject", on: "airings", columns: ["kind", "key"], condition: Column("kind") != "song")
        try database.create(table: "faults", options: .withoutRowID) { table in
            table.primaryKey("id", .text)
            table.column("kind", .text).notNull()
            table.column("subject", .text)
            table.column("fromNs", .integer).notNull()
            table.column("toNs", .integer)
            table.column("wording", .text).notNull()
        }
        try database.create(index: "faultsByTime", on: "faults", columns: ["fromNs"])
        // In the order in which they began, whatever the clock said.
        try database.create(table: "runs") { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("startNs", .integer).notNull().unique()
            table.column("lastAliveNs", .integer).notNull()
            table.column("endNs", .integer)
        }
    }
}
