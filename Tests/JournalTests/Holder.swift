// SPDX-License-Identifier: Apache-2.0
import GRDB

/// Another program that holds a journal.
final class Holder {
    private let queue: DatabaseQueue

    /// Takes hold of it: of everything with `EXCLUSIVE`, else so that nobody can write.
    init(_ path: String, _ kind: String = "IMMEDIATE") throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.inDatabase { try $0.execute(sql: "BEGIN \(kind)") }
    }

    func release() throws {
        try queue.inDatabase { try $0.execute(sql: "ROLLBACK") }
    }
}
