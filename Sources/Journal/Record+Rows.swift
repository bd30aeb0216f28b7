// SPDX-License-Identifier: Apache-2.0
import GRDB
import Playout
import Timetable

// How what is recorded lies in the tables of `JournalSchema`.

extension JournalBatch {
    /// Writes all of it. The run comes first: it closes what former runs left open.
    func write(to database: Database) throws {
        try run?.write(to: database)
        for entry in announcements { try entry.write(to: database) }
        for action in actions { try action.write(to: database) }
        for cue in cues { try cue.write(to: database) }
        for airing in airings { try airing.write(to: database) }
        for fault in faults { try fault.write(to: database) }
        for entry in media { try entry.write(to: database) }
    }
}

extension CueRecord {
    /// The columns of its table, in the order in which they are written and read.
    static let columns = #"key, plannedNs, startNs, endNs, outcome, "when", verb, name, zones, reason"#

    /// Inserts it, or puts it in the place of what was kept under its key.
    func write(to database: Database) throws {
        try database.run(
            "INSERT OR REPLACE INTO cues (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                key, planned.nanoseconds, start?.nanoseconds, end?.nanoseconds, outcome.rawValue, when, verb.rawValue,
                name, try JSONText.text(zones), try reason.map { try JSONText.text($0) },
            ])
    }
}

/// Reads the cues of one answer. Most have the zones and the reasons of others: what was decoded once is not decoded again.
struct CueReader {
    private var zones: [String: [String]] = [:]
    private var reasons: [String: Reason?] = [:]

    /// Reads ``CueRecord/columns``. Nil for one that a later version wrote, in words this one does not know; a reason it
    /// does not know is left out.
    mutating func record(_ row: Row) -> CueRecord? {
        guard let verb = Verb(rawValue: row[6]), let outcome = CueRecord.Outcome(rawValue: row[4]) else { return nil }
        return CueRecord(
            key: row[0], when: row[5], verb: verb, name: row[7], zones: zones(row[8]),
            planned: Instant(nanoseconds: row[1]), start: (row[2] as Int64?).map(Instant.init),
            end: (row[3] as Int64?).map(Instant.init), outcome: outcome,
            reason: (row[9] as String?).flatMap { reason($0) })
    }

    private mutating func zones(_ text: String) -> [String] {
        if let known = zones[text] { return known }
        let value: [String] = JSONText.value(text) ?? []
        zones[text] = value
        return value
    }

    private mutating func reason(_ text: String) -> Reason? {
        if let known = reasons[text] { return known }
        let value: Reason? = JSONText.value(text)
        reasons[text] = value
        return value
    }
}

extension AiringEntry {
    /// Inserts it; one that is there already stays once.
    func write(to database: Database) throws {
        try database.run(
            """
            INSERT OR REPLACE INTO airings (endNs, kind, key, zones, plannedNs, startNs, ending, name, frames,
                framesMissing, underruns, levelDB, peakDB, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                end.nanoseconds, subject.kind.rawValue, subject.key, try JSONText.text(zones), planned.nanoseconds,
                start?.nanoseconds, ending.rawValue, name, frames, framesMissing, underruns, levelDB, peakDB,
                try detail.map { try JSONText.text($0) },
            ])
    }

    /// Nil for one that a later version wrote, in words this one does not know.
    init?(_ row: Row) {
        guard let kind = Subject.Kind(rawValue: row["kind"]), let ending = Ending(rawValue: row["ending"]) else {
            return nil
        }
        self.init(
            subject: Subject(kind, row["key"]), name: row["name"], zones: JSONText.value(row["zones"]) ?? [],
            planned: Instant(nanoseconds: row["plannedNs"]), start: (row["startNs"] as Int64?).map(Instant.init),
            end: Instant(nanoseconds: row["endNs"]), frames: row["frames"], levelDB: row["levelDB"],
            peakDB: row["peakDB"], framesMissing: row["framesMissing"], underruns: row["underruns"], ending: ending,
            detail: (row["detail"] as String?).map(JSONText.wording))
    }
}

extension FaultEntry {
    /// Inserts it, or puts it in the place of what was kept under its id.
    func write(to database: Database) throws {
        try database.run(
            "INSERT OR REPLACE INTO faults (id, kind, subject, fromNs, toNs, wording) VALUES (?, ?, ?, ?, ?, ?)",
            [id, kind, subject, from.nanoseconds, to?.nanoseconds, try JSONText.text(wording)])
    }

    init(_ row: Row) {
        self.init(
            id: row["id"], kind: row["kind"], subject: row["subject"], from: Instant(nanoseconds: row["fromNs"]),
            to: (row["toNs"] as Int64?).map(Instant.init), wording: JSONText.wording(row["wording"]))
    }
}

extension StationAction {
    init(_ row: Row) {
        self.init(row["action"], of: row["subject"], by: row["by"], atNs: row["atNs"])
    }
}

extension RunEntry {
    /// Brings it up to date, or inserts it: then former runs that have no end, and faults that have none, get theirs.
    func write(to database: Database) throws {
        try database.execute(
            sql: "UPDATE runs SET lastAliveNs = ?, endNs = ? WHERE startNs = ?",
            arguments: [lastAlive.nanoseconds, end?.nanoseconds, start.nanoseconds])
        guard database.changesCount == 0 else { return }
        try closeFormer(in: database)
        try database.execute(
            sql: "INSERT INTO runs (startNs, lastAliveNs, endNs) VALUES (?, ?, ?)",
            arguments: [start.nanoseconds, lastAlive.nanoseconds, end?.nanoseconds])
    }

    private func closeFormer(in database: Database) throws {
        let open = try Row.fetchAll(database, sql: "SELECT * FROM runs WHERE endNs IS NULL ORDER BY id")
        for former in open.map(RunEntry.init(_:)) {
            let sign = try former.lastSign(before: start, database).nanoseconds
            try database.execute(
                sql: "UPDATE runs SET lastAliveNs = ?, endNs = ? WHERE startNs = ?",
                arguments: [sign, sign, former.start.nanoseconds])
        }
        let newest = try Row.fetchOne(database, sql: "SELECT * FROM runs ORDER BY id DESC LIMIT 1").map(
            RunEntry.init(_:))
        guard let newest else { return }
        try database.execute(
            sql: "UPDATE faults SET toNs = max(fromNs, ?) WHERE toNs IS NULL",
            arguments: [(newest.end ?? newest.lastAlive).nanoseconds])
    }

    /// The last instant at which it was known to run: its end, or the newest thing that it wrote; but for music lines, which
    /// are taken up ahead of their time.
    ///
    /// - Parameter next: when the next run began. Where the clock was set back, what bears a later time was written by the
    ///   clock as it was before; so does a sign of life that was the last before the clock was set.
    func lastSign(before next: Instant?, _ database: Database) throws -> Instant {
        if let end { return end }
        let limit = min(next ?? lastAlive + Self.longestSilence, lastAlive + Self.longestSilence)
        let newest = try Int64.fetchOne(
            database,
            sql: """
                SELECT max(ns) FROM (
                    SELECT max(endNs) AS ns FROM airings WHERE endNs <= :limit
                    UNION ALL SELECT max(startNs) FROM hearings WHERE startNs <= :limit
                    UNION ALL SELECT max(atNs) FROM stationActions WHERE atNs <= :limit
                    UNION ALL SELECT max(max(coalesce(startNs, plannedNs), coalesce(endNs, startNs, plannedNs)))
                        FROM cues WHERE startNs <= :limit AND coalesce(endNs, startNs) <= :limit
                            AND plannedNs >= :alive - \(Self.writtenSpanNs)
                            AND verb NOT IN ('\(Verb.music.rawValue)', '\(Verb.silence.rawValue)'))
                """,
            arguments: ["limit": limit.nanoseconds, "alive": lastAlive.nanoseconds])
        let sign = max(lastAlive, newest.map(Instant.init) ?? lastAlive)
        return next.map { min(sign, $0) } ?? sign
    }

    /// What bears a time longer after the last sign of life is not of that run: signs come twice as often, and lie with
    /// what was written beside them in one transaction.
    private static let longestSilence = Duration.seconds(60)
    /// Cues that were planned longer before a sign of life are not looked at.
    private static let writtenSpanNs: Int64 = 2 * 86_400_000_000_000

    init(_ row: Row) {
        self.init(
            start: Instant(nanoseconds: row["startNs"]), lastAlive: Instant(nanoseconds: row["lastAliveNs"]),
            end: (row["endNs"] as Int64?).map(Instant.init))
    }
}
