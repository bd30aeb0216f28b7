// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

@testable import Journal

extension AnnouncementEntry {
    /// An announcement that waits.
    static func waiting(_ id: String, receivedNs: Int64 = 1, key: String? = nil, by user: String = "li") -> Self {
        var entry = AnnouncementEntry(
            id: id, requestedBy: user, receivedNs: receivedNs, request: "{}", order: "{}", idempotencyKey: key,
            state: "queued")
        entry.actions = [Action("announce", by: user, atNs: receivedNs)]
        return entry
    }

    /// The same, heard and over.
    var done: Self {
        var entry = self
        entry.state = "done"
        entry.isOver = true
        entry.airings.append(Airing(startNs: receivedNs + 1, endNs: receivedNs + 2))
        return entry
    }
}

/// A folder for a journal, for as long as a test lasts.
final class JournalFolder: Sendable {
    let path = NSTemporaryDirectory() + "/journal-\(UUID().uuidString)"
    private let news = Mutex<[Journal.Condition]>([])

    var file: String { "\(path)/storecast.sqlite" }
    /// What the journals here told of themselves.
    var told: [Journal.Condition] { news.withLock { $0 } }

    func open() -> Journal {
        Journal(path: file) { [self] condition in news.withLock { $0.append(condition) } }
    }

    /// What the next run of the program would find.
    func left() async throws -> [AnnouncementEntry] {
        try await open().remembered(others: 100, within: .seconds(10))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
