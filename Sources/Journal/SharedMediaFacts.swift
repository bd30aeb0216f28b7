// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Glibc

/// The media facts of a station's journal, for a program that runs beside the daemon or without one. It gives way: what
/// the daemon holds is not waited for long, and a file that is damaged, or of another version, is left as it is.
public struct SharedMediaFacts: Sendable {
    /// How long another process's lock is waited for.
    private static let lockTimeout: TimeInterval = 0.25
    /// How many are written in one transaction, so that the daemon does not wait long either.
    private static let batch = 200

    private let path: String

    /// Those of the journal at that path, which need not be there.
    public init(path: String) {
        self.path = path
    }

    /// Every entry of a measure, at most so many. Blocks on the disk.
    ///
    /// - Throws: `JournalError` when they cannot be read.
    public func read(measure: Int, limit: Int) throws(JournalError) -> [MediaEntry] {
        try run { queue in
            try queue.read { try MediaEntry.all(measure, limit: limit, in: $0) }
        } ?? []
    }

    /// Keeps entries. Blocks on the disk. Where there is no journal yet, one is begun, but only in a folder of the user's
    /// own: the daemon could not write into another user's.
    ///
    /// - Throws: `JournalError` when they cannot be written.
    public func write(_ entries: [MediaEntry]) throws(JournalError) {
        try begin()
        _ = try run { queue in
            for start in stride(from: 0, to: entries.count, by: Self.batch) {
                try queue.write { database in
                    for entry in entries[start..<min(start + Self.batch, entries.count)] {
                        try entry.write(to: database)
                    }
                }
            }
        }
    }

    /// Makes a journal where there is none.
    private func begin() throws(JournalError) {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        var status = stat()
        if stat(folder, &status) == 0, status.st_uid != geteuid() { return }
        do {
            try JournalFile(path: path).open()
        } catch {
            throw JournalError(error)
        }
    }

    /// Nil where there is no journal, or one of another version.
    private func run<Value>(_ body: (DatabaseQueue) throws -> Value) throws(JournalError) -> Value? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            var configuration = JournalFile.configuration
            configuration.busyMode = .timeout(Self.lockTimeout)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            // Nothing is brought up to date here: an older daemon may be using it.
            let migrator = JournalSchema.migrator
            let isCurrent = try queue.read {
                try migrator.hasCompletedMigrations($0) && !migrator.hasBeenSuperseded($0)
            }
            return isCurrent ? try body(queue) : nil
        } catch {
            throw JournalError(error)
        }
    }
}
