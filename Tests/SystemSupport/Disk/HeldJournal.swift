// SPDX-License-Identifier: Apache-2.0
import GRDB

/// A journal that another program holds, as long as this is there: nobody else can write into it.
package final class HeldJournal: Sendable {
    /// How long it waits for whoever writes at that moment, in seconds.
    private static let patience = 10.0

    private let queue: DatabaseQueue

    package init(_ path: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.patience)
        configuration.allowsUnsafeTransactions = true
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
    }

    package func letGo() throws {
        try queue.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        try queue.close()
    }

    /// Has all that lies in the journal's log taken over into the file, which is then read again by whoever has it open.
    package static func emptyLog(of path: String) throws {
        try DatabaseQueue(path: path).writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    }
}
