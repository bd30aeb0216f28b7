// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Glibc

/// The database at its path: opened when it is first used, set aside when it is damaged, made anew when it is gone.
/// Belongs to one thread at a time.
final class JournalFile {
    /// How long another process's lock is waited for.
    private static let lockTimeout: TimeInterval = 1
    /// What SQLite keeps of the file in memory, in KiB.
    private static let cacheKiB = 512
    /// The write-ahead log is taken over into the file when it has so many pages, and its file kept that long.
    private static let logPages = 256, pageBytes = 4_096

    let path: String
    private(set) var database: DatabaseQueue?
    /// Which files were opened. SQLite would go on writing into one that somebody removed.
    private var opened: [FileIdentity?] = []
    /// Whether it is another file than before, or a new one, and may lack what is not over.
    private var isStrange = false
    /// The damaged file that was set aside last, by its new name.
    private(set) var setAside: String?
    /// How often the file that was open turned out to be removed, or another one.
    private(set) var replacements = 0

    init(path: String) {
        self.path = path
    }

    /// The file, its write-ahead log and that log's index.
    private static let suffixes = ["", "-wal", "-shm"]

    private var present: [FileIdentity?] { Self.suffixes.map { FileIdentity(path + $0) } }

    /// Makes sure that the file at the path is the one that is open.
    func open() throws {
        if database != nil, opened == present { return }
        if database != nil { replacements += 1 }
        isStrange = database != nil || !FileManager.default.fileExists(atPath: path)
        database = nil
        let folder = URL(filePath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try replacingDamaged { try connect() }
    }

    /// Does something; where the file turns out to be damaged, sets it aside and does it again with a new one.
    func replacingDamaged<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch  where JournalError(error).kind == .damaged {
            try setFileAside()
            isStrange = true
            try connect()
            return try body()
        }
    }

    private func setFileAside() throws {
        database = nil
        var name = "\(path).damaged"
        var number = 1
        while FileManager.default.fileExists(atPath: name) {
            number += 1
            name = "\(path).damaged-\(number)"
        }
        for suffix in Self.suffixes where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.moveItem(atPath: path + suffix, toPath: name + suffix)
        }
        setAside = name
    }

    /// How a connection to a journal is.
    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(lockTimeout)
        configuration.prepareDatabase { database in
            // Counts where the file is begun only, and before anything is written into it.
            try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
        }
        return configuration
    }

    private func connect() throws {
        let queue = try DatabaseQueue(path: path, configuration: Self.configuration)
        try queue.writeWithoutTransaction { database in
            // What was acknowledged outlives a power cut (https://www.sqlite.org/pragma.html#pragma_synchronous). GRDB
            // sets NORMAL with WAL, after the configuration's own statements.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA cache_size = -\(Self.cacheKiB)")
            try database.execute(sql: "PRAGMA wal_autocheckpoint = \(Self.logPages)")
            // Only cuts the log back after a checkpoint; what one transaction needs, it takes.
            try database.execute(sql: "PRAGMA journal_size_limit = \(Self.logPages * Self.pageBytes)")
        }
        let migrator = JournalSchema.migrator
        guard try !queue.read(migrator.hasBeenSuperseded) else {
            throw JournalError(.damaged, "it was written by a newer version of storecast")
        }
        try migrator.migrate(queue)
        database = queue
        opened = present
    }

    /// Why something could not be done with the file.
    func explain(_ error: any Error) -> JournalError {
        let explained = JournalError(error)
        // SQLite calls it an I/O error when a disk becomes one that may only be read, as Linux makes it of one that fails.
        guard explained.kind == .failed, access(path, W_OK) != 0, [EROFS, EACCES].contains(errno) else {
            return explained
        }
        return JournalError(.readOnly, explained.detail)
    }

    func connected() throws -> DatabaseQueue {
        guard let database else { throw JournalError(.failed, "the journal is not open") }
        return database
    }

    /// Writes a batch in one transaction.
    ///
    /// - Parameter live: What a strange file may lack.
    func write(_ batch: JournalBatch, live: () -> JournalBatch) throws {
        try open()
        try replacingDamaged {
            let lacking = isStrange ? live() : JournalBatch()
            try connected().write { database in
                try lacking.write(to: database)
                try batch.write(to: database)
            }
        }
        isStrange = false
    }

    /// Reads in one transaction; a damaged file is set aside, and a new one read.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try open()
        return try replacingDamaged { try connected().read(body) }
    }
}

/// Tells files apart, whatever their name.
private struct FileIdentity: Equatable {
    private let device: dev_t, node: ino_t

    /// Nil when nothing is there.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        (device, node) = (status.st_dev, status.st_ino)
    }
}
