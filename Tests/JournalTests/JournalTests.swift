// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Journal

/// What is noted is there for the next run, whatever becomes of the file.
@Suite struct JournalTests {
    private let folder = JournalFolder()

    private func settle(_ journal: Journal) async throws { try await journal.settle(within: .seconds(10)) }

    @Test func `what was settled is found by the next run as it was noted`() async throws {
        let journal = folder.open()
        var entry = AnnouncementEntry.waiting("a", key: "k")
        entry.reason = "the card was away"
        entry.isClaimed = true
        (entry.hearings, entry.lastStartNs, entry.lastEndNs) = (2, 30, 40)
        entry.airings = [.init(startNs: 10, endNs: nil, isCutShort: true), .init(startNs: 30, endNs: 40)]
        entry.actions.append(.init("claimed", by: "wang", atNs: 50))
        journal.note(entry, isNew: true)
        try await settle(journal)
        #expect(journal.hasKept("a"))
        #expect(try await folder.left() == [entry])
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `of any course of things the next run finds how each stood last`(seed: UInt64) async throws {
        var random = Seeded(seed)
        let journal = folder.open()
        var last: [String: AnnouncementEntry] = [:]
        for step in 1...400 {
            let id = "\(Int.random(in: 0..<20, using: &random))"
            var entry = last[id] ?? .waiting(id, receivedNs: Int64(step))
            switch Int.random(in: 0..<4, using: &random) {
            case 0: entry.airings.append(.init(startNs: Int64(step), endNs: nil))
            case 1 where !entry.airings.isEmpty: entry.airings[entry.airings.count - 1].endNs = Int64(step)
            case 2: entry.actions.append(.init("claimed", by: "li", atNs: Int64(step)))
            default: (entry.state, entry.isOver) = ("step \(step)", Bool.random(using: &random))
            }
            journal.note(entry, isNew: last[id] == nil)
            last[id] = entry
            if step % 90 == 0 { try await settle(journal) }
        }
        try await settle(journal)
        let left = try await folder.left()
        #expect(left.sorted { $0.id < $1.id } == last.values.sorted { $0.id < $1.id })
    }

    @Test func `a commit outlives a power cut: WAL, and every commit is synchronised`() async throws {
        let file = JournalFile(path: folder.file)
        try file.open()
        let database = try #require(file.database)
        let (mode, level) = try await database.read { database in
            (
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(database, sql: "PRAGMA synchronous")
            )
        }
        #expect(mode == "wal")
        #expect(level == 2)
    }

    @Test func `of those that are over, the latest are remembered`() async throws {
        let journal = folder.open()
        for number in 1...9 { journal.note(.waiting("\(number)", receivedNs: Int64(number)).done, isNew: true) }
        journal.note(.waiting("old", receivedNs: 0), isNew: true)
        try await settle(journal)
        let left = try await folder.open().remembered(others: 3, within: .seconds(10))
        #expect(left.map(\.id) == ["old", "7", "8", "9"])
    }

    @Test func `a key belongs to one user`() async throws {
        let journal = folder.open()
        journal.note(.waiting("a", key: "k", by: "li"), isNew: true)
        try await settle(journal)
        let found = try await journal.announcement(requestedBy: "li", idempotencyKey: "k", within: .seconds(10))
        #expect(found?.id == "a")
        let other = try await journal.announcement(requestedBy: "wang", idempotencyKey: "k", within: .seconds(10))
        #expect(other == nil)
    }

    @Test func `what people do to the station is written down, with who and when`() async throws {
        let journal = folder.open()
        journal.note(StationAction("mute", by: "li", atNs: 10))
        journal.note(StationAction("upload", of: "8f3a", by: "wang", atNs: 20))
        try await settle(journal)
        let file = JournalFile(path: folder.file)
        try file.open()
        let rows = try await #require(file.database).read { database in
            try Row.fetchAll(database, sql: "SELECT action, subject, \"by\", atNs FROM stationActions ORDER BY id")
                .map { StationAction($0["action"], of: $0["subject"], by: $0["by"], atNs: $0["atNs"]) }
        }
        #expect(
            rows == [
                StationAction("mute", by: "li", atNs: 10), StationAction("upload", of: "8f3a", by: "wang", atNs: 20),
            ])
    }

    @Test func `many who wait share a commit`() async throws {
        let journal = folder.open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    journal.note(.waiting("\(number)"), isNew: true)
                    try await journal.settle(within: .seconds(30))
                    #expect(journal.hasKept("\(number)"))
                }
            }
            try await group.waitForAll()
        }
        #expect(try await folder.left().count == 200)
    }
}
