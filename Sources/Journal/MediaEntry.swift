// SPDX-License-Identifier: Apache-2.0
import GRDB
public import Timetable

/// What a sound file measured, so that it is not decoded again for that. Quantities are those of `Media`.
public struct MediaEntry: Sendable, Equatable {
    /// The file.
    public var path: String
    /// By what it is known to be unchanged: its length, and when its content changed last, in nanoseconds since 1970.
    public var bytes: Int64, modifiedNs: Int64
    /// Which measure it was, for what measures mean may change.
    public var measure: Int
    /// Its length in frames of the house.
    public var frames: Int64
    /// Its loudness, and that of its loudest three seconds, in LUFS; nil for silence, or what is too short.
    public var loudnessLUFS: Double?, loudestLUFS: Double?
    /// Its highest true peak, in dBTP.
    public var truePeakDBTP: Double
    /// Frames a second, and channels, in the file.
    public var sourceRate: Int, sourceChannels: Int
    /// Whether it breaks off.
    public var isDamaged: Bool
    /// When it was there last, to within a month.
    public var seen: Instant

    /// An entry of its parts.
    public init(
        path: String, bytes: Int64, modifiedNs: Int64, measure: Int, frames: Int64, loudnessLUFS: Double?,
        loudestLUFS: Double?, truePeakDBTP: Double, sourceRate: Int, sourceChannels: Int, isDamaged: Bool, seen: Instant
    ) {
        self.path = path
        self.bytes = bytes
        self.modifiedNs = modifiedNs
        self.measure = measure
        self.frames = frames
        self.loudnessLUFS = loudnessLUFS
        self.loudestLUFS = loudestLUFS
        self.truePeakDBTP = truePeakDBTP
        self.sourceRate = sourceRate
        self.sourceChannels = sourceChannels
        self.isDamaged = isDamaged
        self.seen = seen
    }
}

extension MediaEntry {
    /// That a file is still there is written no more often.
    private static let seenEveryNs: Int64 = 30 * 86_400_000_000_000

    /// Inserts it, or puts it in the place of what was known of its file; where nothing is new, nothing is written.
    func write(to database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO mediaFacts (path, bytes, modifiedNs, measure, frames, loudnessLUFS, loudestLUFS,
                    truePeakDBTP, sourceRate, sourceChannels, isDamaged, seenNs)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes, modifiedNs = excluded.modifiedNs,
                    measure = excluded.measure, frames = excluded.frames, loudnessLUFS = excluded.loudnessLUFS,
                    loudestLUFS = excluded.loudestLUFS, truePeakDBTP = excluded.truePeakDBTP,
                    sourceRate = excluded.sourceRate, sourceChannels = excluded.sourceChannels,
                    isDamaged = excluded.isDamaged, seenNs = excluded.seenNs
                WHERE bytes <> excluded.bytes OR modifiedNs <> excluded.modifiedNs OR measure <> excluded.measure
                    OR seenNs < excluded.seenNs - \(Self.seenEveryNs)
                """,
            arguments: [
                path, bytes, modifiedNs, measure, frames, loudnessLUFS, loudestLUFS, truePeakDBTP, sourceRate,
                sourceChannels, isDamaged, seen.nanoseconds,
            ])
    }

    init(_ row: Row) {
        self.init(
            path: row["path"], bytes: row["bytes"], modifiedNs: row["modifiedNs"], measure: row["measure"],
            frames: row["frames"], loudnessLUFS: row["loudnessLUFS"], loudestLUFS: row["loudestLUFS"],
            truePeakDBTP: row["truePeakDBTP"], sourceRate: row["sourceRate"], sourceChannels: row["sourceChannels"],
            isDamaged: row["isDamaged"], seen: Instant(nanoseconds: row["seenNs"]))
    }

    /// Those of a measure; where there are more than so many, those that were there last.
    static func all(_ measure: Int, limit: Int, in database: Database) throws -> [MediaEntry] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM mediaFacts WHERE measure = ? ORDER BY seenNs DESC LIMIT ?",
            arguments: [measure, limit]
        ).map(MediaEntry.init(_:))
    }
}
