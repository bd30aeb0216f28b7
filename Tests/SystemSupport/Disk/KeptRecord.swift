// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB

/// What a daemon left in its journal, by the tables of docs/record.md: read from a copy, so that the next daemon finds the
/// files as they were left.
package struct KeptRecord: Sendable {
    /// A planned cue.
    package struct Cue: Sendable, Equatable {
        package let key: String, verb: String, name: String, outcome: String
        /// In nanoseconds since 1970 by the store's clock, as all instants here.
        package let planned: Int64, start: Int64?, end: Int64?
        /// As JSON.
        package let reason: String?

        /// Whether nothing more will happen to it.
        package var isOver: Bool { outcome != "aired" || end != nil }
        /// Whether it is a line of the bed.
        package var isBed: Bool { verb == "music" || verb == "silence" }
    }

    /// An announcement.
    package struct Announcement: Sendable {
        package let id: String, key: String?, state: String, reason: String?
        package let isOver: Bool
    }

    /// A sounding at the cards.
    package struct Airing: Sendable {
        package let kind: String, key: String, ending: String
        package let start: Int64?, end: Int64
    }

    /// A run of the program.
    package struct Run: Sendable {
        package let start: Int64, lastAlive: Int64, end: Int64?
    }

    /// Something that was wrong for a while.
    package struct Fault: Sendable {
        package let kind: String, wording: String
        package let start: Int64, end: Int64?
    }

    /// `ok`, or what SQLite finds wrong with the file.
    package let integrity: String
    /// By key.
    package let cues: [String: Cue]
    package let announcements: [Announcement]
    package let airings: [Airing]
    /// In the order in which they began.
    package let runs: [Run]
    package let faults: [Fault]
    /// How large the file and its log are, in bytes.
    package let fileBytes: Int, logBytes: Int

    /// Reads what lies at a path; nil where nothing does. Nobody may write meanwhile.
    package init?(at path: String) throws {
        let folder = try TestFolder(inMemory: true)
        var sizes: [String: Int] = [:]
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            let content = try Data(contentsOf: URL(filePath: path + suffix))
            try folder.write(content, to: "copy\(suffix)")
            sizes[suffix] = content.count
        }
        let (file, log) = (sizes["", default: 0], sizes["-wal", default: 0])
        guard file > 0 else { return nil }
        self = try DatabaseQueue(path: "\(folder.path)/copy").write { try Self($0, fileBytes: file, logBytes: log) }
    }

    private init(_ database: Database, fileBytes: Int, logBytes: Int) throws {
        (self.fileBytes, self.logBytes) = (fileBytes, logBytes)
        integrity = try String.fetchAll(database, sql: "PRAGMA integrity_check").joined(separator: "; ")
        // A kill may come before the tables are made.
        func rows(_ table: String, _ order: String = "rowid") throws -> [Row] {
            guard try database.tableExists(table) else { return [] }
            return try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY \(order)")
        }
        let cues = try rows("cues", "key").map {
            Cue(
                key: $0["key"], verb: $0["verb"], name: $0["name"], outcome: $0["outcome"], planned: $0["plannedNs"],
                start: $0["startNs"], end: $0["endNs"], reason: $0["reason"])
        }
        self.cues = Dictionary(uniqueKeysWithValues: cues.map { ($0.key, $0) })
        announcements = try rows("announcements").map {
            Announcement(
                id: $0["id"], key: $0["idempotencyKey"], state: $0["state"], reason: $0["reason"],
                isOver: $0["isOver"])
        }
        // Before the migration that made cues there was another table of that name.
        airings =
            try !database.tableExists("cues")
            ? []
            : rows("airings", "endNs").map {
                Airing(
                    kind: $0["kind"], key: $0["key"], ending: $0["ending"], start: $0["startNs"], end: $0["endNs"])
            }
        runs = try rows("runs", "id").map {
            Run(start: $0["startNs"], lastAlive: $0["lastAliveNs"], end: $0["endNs"])
        }
        faults = try rows("faults", "fromNs").map {
            Fault(kind: $0["kind"], wording: $0["wording"], start: $0["fromNs"], end: $0["toNs"])
        }
    }
}
