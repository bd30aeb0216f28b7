// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Testing

@testable import Journal

/// Disks fail, files are damaged, removed, held by others: nothing that is not over is lost where it can be helped.
@Suite struct JournalTroubleTests {
    private let folder = JournalFolder()

    @Test func `a file that is no journal is set aside, and a new one is begun`() async throws {
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let rubbish = Data(String(repeating: "this is no database. ", count: 500).utf8)
        try rubbish.write(to: URL(filePath: folder.file))
        let journal = folder.open()
        #expect(try await journal.remembered(others: 10, within: .seconds(10)).isEmpty)
        journal.note(.waiting("a"), isNew: true)
        try await journal.settle(within: .seconds(10))
        #expect(journal.condition == folder.told.last)
        #expect(journal.condition.problem == nil)
        let aside = try #require(journal.condition.setAside)
        #expect(try Data(contentsOf: URL(filePath: aside)) == rubbish)
        #expect(try await folder.left().map(\.id) == ["a"])
    }

    @Test func `one of a newer version is set aside unread`() async throws {
        let journal = folder.open()
        journal.note(.waiting("a"), isNew: true)
        try await journal.settle(within: .seconds(10))
        let other = try DatabaseQueue(path: folder.file)
        try await other.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('of tomorrow')") }
        try other.close()
        let next = folder.open()
        #expect(try await next.remembered(others: 10, within: .seconds(10)).isEmpty)
        #expect(next.condition.setAside != nil)
    }

    @Test func `a state folder that is removed while running is made again, with all that is not over`() async throws {
        let journal = folder.open()
        journal.note(.waiting("waits"), isNew: true)
        journal.note(.waiting("over").done, isNew: true)
        try await journal.settle(within: .seconds(10))
        try FileManager.default.removeItem(atPath: folder.path)
        journal.note(.waiting("new"), isNew: true)
        try await journal.settle(within: .seconds(10))
        #expect(Set(try await folder.left().map(\.id)) == ["waits", "new"])
    }

    @Test func `an older file that is put in its place gets what is not over`() async throws {
        let journal = folder.open()
        journal.note(.waiting("old"), isNew: true)
        try await journal.settle(within: .seconds(10))
        let copy = folder.path + "/copy"
        let other = try DatabaseQueue(path: folder.file)
        try await other.vacuum(into: copy)
        try other.close()
        journal.note(.waiting("waits"), isNew: true)
        try await journal.settle(within: .seconds(10))
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: folder.file + suffix) }
        try FileManager.default.removeItem(atPath: folder.file)
        try FileManager.default.moveItem(atPath: copy, toPath: folder.file)
        journal.note(.waiting("new"), isNew: true)
        try await journal.settle(within: .seconds(10))
        #expect(Set(try await folder.left().map(\.id)) == ["old", "waits", "new"])
    }

    @Test func `what could not be read at first is no trouble once it was`() async throws {
        try Data().write(to: URL(filePath: folder.path))
        let journal = folder.open()
        await #expect(throws: JournalError.self) { try await journal.remembered(others: 1, within: .seconds(10)) }
        #expect(journal.condition.problem != nil)
        try FileManager.default.removeItem(atPath: folder.path)
        #expect(try await journal.remembered(others: 1, within: .seconds(10)).isEmpty)
        #expect(journal.condition.problem == nil)
    }

    @Test func `while another program holds the file it says so, and what was noted is kept afterwards`() async throws {
        let journal = folder.open()
        try await journal.settle(within: .seconds(10))
        journal.note(.waiting("a"), isNew: true)
        try await journal.settle(within: .seconds(10))
        var holding = Configuration()
        holding.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: folder.file, configuration: holding)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        journal.note(.waiting("b"), isNew: true)
        await #expect(throws: JournalError.self) { try await journal.settle(within: .seconds(10)) }
        #expect(journal.condition.problem?.kind == .locked)
        #expect(!journal.hasKept("b"))
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        try await journal.settle(within: .seconds(10))
        #expect(journal.condition.problem == nil)
        #expect(journal.hasKept("b"))
        #expect(folder.told.map(\.problem?.kind) == [.locked, nil])
        #expect(Set(try await folder.left().map(\.id)) == ["a", "b"])
    }

    @Test func `a folder that cannot be made is tried again until it can`() async throws {
        // A file where the folder is to be.
        try Data().write(to: URL(filePath: folder.path))
        let journal = folder.open()
        journal.note(.waiting("a"), isNew: true)
        await #expect(throws: JournalError.self) { try await journal.settle(within: .seconds(10)) }
        try FileManager.default.removeItem(atPath: folder.path)
        // Nobody notes anything more.
        try await eventually { journal.hasKept("a") }
        #expect(try await folder.left().map(\.id) == ["a"])
    }

    @Test func `nobody waits longer than they said`() async throws {
        let error = await #expect(throws: JournalError.self) {
            try await Answer<Void>.wait(within: .milliseconds(1)) { _ in }
        }
        #expect(error?.kind == .slow)
    }

    @Test(arguments: [
        (CocoaError.Code.fileWriteOutOfSpace, JournalError.Kind.full), (.fileWriteVolumeReadOnly, .readOnly),
        (.fileWriteNoPermission, .readOnly), (.fileWriteUnknown, .failed),
    ])
    func `what the system says of the folder is told as what people can do about it, without paths`(
        code: CocoaError.Code, kind: JournalError.Kind
    ) {
        let error = JournalError(CocoaError(code, userInfo: [NSUnderlyingErrorKey: POSIXError(.EROFS)]))
        #expect(error == JournalError(kind, "Read-only file system"))
    }
}
