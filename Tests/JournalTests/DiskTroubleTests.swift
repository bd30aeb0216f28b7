// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Playout
import Testing
import Timetable

@testable import Journal

/// What can become of a disk and a file while the station runs: each is survived without a restart, with all that was noted
/// meanwhile, and cues that aired are known to have aired.
@Suite struct DiskTroubleTests {
    private let limit = Duration.seconds(60)

    /// Something that lasts until it is put right, and what is said of it.
    enum Lasting: CaseIterable {
        case fullDisk, readOnlyDisk, failingWrite, failingSync, held, heldAlone, fileInPlaceOfFolder,
            folderInPlaceOfFile

        var kind: JournalError.Kind {
            switch self {
            case .fullDisk: .full
            case .readOnlyDisk: .readOnly
            case .failingWrite, .failingSync, .fileInPlaceOfFolder, .folderInPlaceOfFile: .failed
            case .held, .heldAlone: .locked
            }
        }

        /// Whether the file answers all the same.
        var canBeRead: Bool { ![.fileInPlaceOfFolder, .folderInPlaceOfFile].contains(self) }

        /// Lets it happen.
        ///
        /// - Returns: what puts it right.
        func begin(in folder: JournalFolder) throws -> () throws -> Void {
            func disk(_ fault: FaultyDisk.Fault) -> () throws -> Void {
                FaultyDisk.set(fault, in: folder.path)
                return { FaultyDisk.set(nil, in: folder.path) }
            }
            switch self {
            case .fullDisk: return disk(.fullDisk)
            case .readOnlyDisk: return disk(.readOnlyDisk)
            case .failingWrite: return disk(.failingWrite)
            case .failingSync: return disk(.failingSync)
            case .held: return try Holder(folder.file).release
            case .heldAlone: return try Holder(folder.file, "EXCLUSIVE").release
            case .fileInPlaceOfFolder:
                try FileManager.default.removeItem(atPath: folder.path)
                try Data().write(to: URL(filePath: folder.path))
                return { try FileManager.default.removeItem(atPath: folder.path) }
            case .folderInPlaceOfFile:
                try FileManager.default.removeItem(atPath: folder.file)
                try FileManager.default.createDirectory(atPath: folder.file, withIntermediateDirectories: false)
                return { try FileManager.default.removeItem(atPath: folder.file) }
            }
        }
    }

    /// Something that happens once.
    enum Blow: CaseIterable {
        case folderRemoved, fileRemoved, logRemoved, logAndIndexRemoved, replacedByOlder, replacedByRubbish, emptied
        case cutInHalf, headOverwritten, middleOverwritten, tableDropped

        func strike(_ folder: JournalFolder) throws {
            let files = FileManager.default
            switch self {
            case .folderRemoved: try files.removeItem(atPath: folder.path)
            case .fileRemoved: try files.removeItem(atPath: folder.file)
            case .logRemoved: try files.removeItem(atPath: folder.file + "-wal")
            case .logAndIndexRemoved:
                for suffix in ["-wal", "-shm"] { try files.removeItem(atPath: folder.file + suffix) }
            case .replacedByOlder:
                try JournalFile(path: folder.path + "/older").open()
                try replace(folder.file, by: folder.path + "/older")
            case .replacedByRubbish:
                try Data(repeating: 0x5A, count: 9_000).write(to: URL(filePath: folder.path + "/rubbish"))
                try replace(folder.file, by: folder.path + "/rubbish")
            case .emptied: try overwrite(folder.file, from: 0, with: Data(), length: 0)
            case .cutInHalf: try overwrite(folder.file, from: 0, with: Data(), length: 3 * 4_096)
            case .headOverwritten: try overwrite(folder.file, from: 0, with: Data(repeating: 0xA5, count: 4_096))
            case .middleOverwritten:
                let size = try files.attributesOfItem(atPath: folder.file)[.size] as? Int ?? 0
                try overwrite(folder.file, from: 4_096, with: Data(repeating: 0xA5, count: size - 4_096))
            case .tableDropped:
                let other = try DatabaseQueue(path: folder.file)
                try other.write { try $0.drop(table: "cues") }
                try other.close()
            }
        }

        private func replace(_ path: String, by other: String) throws {
            for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.moveItem(atPath: other, toPath: path)
        }

        private func overwrite(_ path: String, from offset: UInt64, with data: Data, length: UInt64? = nil) throws {
            let file = try FileHandle(forUpdating: URL(filePath: path))
            try file.seek(toOffset: offset)
            try file.write(contentsOf: data)
            if let length { try file.truncate(atOffset: length) }
            try file.close()
        }
    }

    /// The hour in which everything here happens.
    private let hour = Instant.seconds(0)..<Instant.seconds(3_600)

    private func begun(_ folder: JournalFolder) async throws -> Journal {
        // The files are to be opened by way of it.
        FaultyDisk.set(nil, in: folder.path)
        let journal = folder.open()
        journal.begin(run: .seconds(1))
        journal.note(.waiting("early"), isNew: true)
        journal.note(.planned("early", at: 5, from: 5, to: 7))
        journal.note(.planned("on air", at: 6, from: 6))
        journal.note(.heard("early", at: 7))
        journal.note(fault)
        try await journal.settle(within: limit)
        return journal
    }

    private let fault = FaultEntry(
        id: "f", kind: "unkept", from: .seconds(2), wording: Wording(en: "the disk is full", zh: "磁盘已满"))

    private func noteMore(_ journal: Journal) {
        journal.note(.waiting("late"), isNew: true)
        journal.note(.planned("late", at: 8, .missed, .noCard))
        journal.note(.planned("on air", at: 6, from: 6, to: 9))
        journal.note(.heard("late", at: 9))
        journal.noteAlive(at: .seconds(3))
    }

    /// What waits to be written is in the answers.
    private func judgeMeanwhile(_ journal: Journal) async throws {
        let (from, to) = (hour.lowerBound, hour.upperBound)
        let cues: [CueRecord] = [
            .planned("early", at: 5, from: 5, to: 7), .planned("on air", at: 6, from: 6, to: 9),
            .planned("late", at: 8, .missed, .noCard),
        ]
        let airings: [AiringEntry] = [.heard("early", at: 7), .heard("late", at: 9)]
        #expect(try await journal.cues(from: from, to: to, within: limit) == cues)
        #expect(try await journal.recollection(around: hour, within: limit).records == cues)
        #expect(try await journal.cue("late", within: limit) == cues[2])
        #expect(try await journal.airings(from: from, to: to, within: limit) == airings)
        #expect(try await journal.airings(of: airings[1].subject, within: limit) == [airings[1]])
        #expect(try await journal.airings(from: Instant(nanoseconds: 8), to: to, within: limit) == [airings[1]])
        #expect(try await journal.faults(from: from, to: to, within: limit) == [fault])
    }

    /// Everything is there that must be.
    private func judge(_ folder: JournalFolder, keepsFile: Bool) async throws {
        let next = folder.open()
        let recollection = try await next.recollection(around: hour, within: limit)
        #expect(
            recollection.records == [
                .planned("early", at: 5, from: 5, to: 7), .planned("on air", at: 6, from: 6, to: 9),
                .planned("late", at: 8, .missed, .noCard),
            ])
        #expect(recollection.lastRun == .seconds(3))
        #expect(Set(try await next.remembered(others: 9, within: limit).map(\.id)) == ["early", "late"])
        let heard = try await next.airings(from: hour.lowerBound, to: hour.upperBound, within: limit)
        #expect(heard.contains(.heard("late", at: 9)))
        if keepsFile { #expect(heard.contains(.heard("early", at: 7))) }
        #expect(try await next.faults(from: hour.lowerBound, to: hour.upperBound, within: limit) == [fault])
        #expect(next.condition.setAside == nil)
    }

    @Test(arguments: Lasting.allCases)
    func `what lasts is told, and once it is over all that was noted meanwhile is kept`(_ trouble: Lasting) async throws
    {
        let folder = JournalFolder()
        let journal = try await begun(folder)
        let end = try trouble.begin(in: folder)
        noteMore(journal)
        let error = await #expect(throws: JournalError.self) { try await journal.settle(within: limit) }
        #expect(error?.kind == trouble.kind)
        #expect(journal.condition.problem?.kind == trouble.kind)
        #expect(!journal.hasKept("late"))
        if trouble.canBeRead { try await judgeMeanwhile(journal) }
        // More comes while it lasts.
        journal.note(.planned("late", at: 8, .missed, .noCard))
        try end()
        // Nobody notes anything more: it is tried again.
        try await eventually { journal.hasKept("late") }
        try await journal.settle(within: limit)
        #expect(journal.condition.problem == nil)
        try await judge(folder, keepsFile: trouble.canBeRead)
    }

    @Test(arguments: Blow.allCases)
    func `what happens to the file is mended with the next thing that is noted`(_ blow: Blow) async throws {
        let folder = JournalFolder()
        let journal = try await begun(folder)
        try journal.queue.sync {
            // All of it into the file, and nothing held in memory that would hide the damage for a while.
            let database = try #require(journal.file.database)
            try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            try blow.strike(folder)
            database.releaseMemory()
        }
        noteMore(journal)
        try await journal.settle(within: limit)
        let condition = journal.condition
        #expect(condition.problem == nil)
        #expect(condition.setAside != nil || condition.replacements == 1)
        #expect(condition.replacements < 2)
        try await judge(folder, keepsFile: [.logRemoved, .logAndIndexRemoved].contains(blow))
    }

    @Test func `what cannot be read is told, and read once it can`() async throws {
        let folder = JournalFolder()
        let journal = try await begun(folder)
        try journal.queue.sync {
            let database = try #require(journal.file.database)
            try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            database.releaseMemory()
        }
        FaultyDisk.set(.failingRead, in: folder.path)
        let error = await #expect(throws: JournalError.self) { try await journal.cue("early", within: limit) }
        #expect(error?.kind == .failed)
        #expect(journal.condition.problem?.kind == .failed)
        FaultyDisk.set(nil, in: folder.path)
        #expect(try await journal.cue("early", within: limit) != nil)
        #expect(journal.condition.problem == nil)
    }

    @Test(arguments: ["EXCLUSIVE", "a disk that hangs"])
    func `who notes something never waits, whoever holds the file`(holder: String) async throws {
        let folder = JournalFolder()
        let journal = try await begun(folder)
        let release: () throws -> Void
        if holder == "EXCLUSIVE" {
            release = try Holder(folder.file, holder).release
        } else {
            FaultyDisk.set(.slowSync, in: folder.path)
            release = { FaultyDisk.set(nil, in: folder.path) }
        }
        var slowest = Duration.zero
        for number in 0..<10_000 {
            let began = ContinuousClock.now
            journal.note(.heard("\(number)", at: 10 + Int64(number)))
            if number % 10 == 0 { journal.note(.planned("\(number)", at: Int64(number), .missed, .noCard)) }
            slowest = max(slowest, ContinuousClock.now - began)
        }
        // Less than the second for which a lock is waited for and the two that the disk takes, on a busy machine too.
        #expect(slowest < .milliseconds(900))
        try release()
        try await journal.settle(within: .seconds(60))
        let airings = try await journal.airings(from: hour.lowerBound, to: hour.upperBound, within: .seconds(60))
        #expect(airings.count == 10_001)
        #expect(try await journal.cues(from: hour.lowerBound, to: hour.upperBound, within: limit).count == 1_002)
        #expect(journal.condition.lost == 0)
    }

    @Test func `a slow disk holds up who asks for an answer, and nobody longer than they said`() async throws {
        let folder = JournalFolder()
        let journal = try await begun(folder)
        FaultyDisk.set(.slowSync, in: folder.path)
        journal.note(.waiting("slow"), isNew: true)
        let error = await #expect(throws: JournalError.self) { try await journal.settle(within: .milliseconds(50)) }
        #expect(error?.kind == .slow)
        try await journal.settle(within: limit)
        #expect(journal.hasKept("slow"))
        FaultyDisk.set(nil, in: folder.path)
    }

    @Test func `a slow disk is told while it writes, and until it is quick again`() async throws {
        let folder = JournalFolder()
        let journal = try await begun(folder)
        FaultyDisk.set(.hangingSync, in: folder.path)
        journal.note(.waiting("slow"), isNew: true)
        try await eventually { journal.condition.isSlow }
        #expect(!journal.hasKept("slow"), "it goes on until the disk is let go")
        FaultyDisk.set(nil, in: folder.path)
        try await journal.settle(within: limit)
        #expect(
            journal.condition.isSlow && journal.condition.problem == nil, "all that is known of it is that it was slow")
        try await eventually {
            journal.note(.waiting("quick"))
            return !journal.condition.isSlow
        }
        // It is told a moment after it is so.
        try await eventually { folder.told.last == journal.condition }
    }
}
