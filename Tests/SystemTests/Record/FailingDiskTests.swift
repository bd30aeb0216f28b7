// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import SystemSupport
import Testing

extension SystemTests {
    /// Whatever becomes of the state folder, the programme is heard on time and without a break, and the record is whole
    /// afterwards.
    @Suite
    struct `A state folder that fails` {
        private typealias Fault = FailingDisk.Fault

        @Test
        func `a disk that may not be written, is full, slow or broken costs durability, and nothing that is heard`()
            async throws
        {
            let disk = try await FailingDisk(language: "en")
            try await disk.fail(
                [
                    Self.fault("may not be written, from the start on", "the journal may not be written", .readOnly),
                    Self.fault("full", "the disk is full", .full),
                    Self.fault("may not be written any more", "the journal may not be written", .readOnly),
                    Self.fault("broken", "the journal failed", .broken),
                    Fault(
                        name: "slow", health: "the disk is slow", losesFile: false, answer: .undurable,
                        begin: { try $0.disk.slow(syncMs: 4_000) },
                        end: { try $0.disk.slow(syncMs: 0) }),
                ])
        }

        private static func fault(_ name: String, _ health: String, _ fault: SlowDisk.Fault) -> Fault {
            Fault(
                name: name, health: health, losesFile: false, answer: .undurable, begin: { try $0.disk.fail(fault) },
                end: { try $0.disk.fail(nil) })
        }

        @Test func `a journal that is held, spoilt, removed or gone with its folder is gone on with`() async throws {
            let disk = try await FailingDisk(language: "zh")
            let held = Mutex<HeldJournal?>(nil)
            func blow(_ name: String, _ health: String?, _ strike: @escaping @Sendable (FailingDisk) throws -> Void)
                -> Fault
            {
                Fault(
                    name: name, health: health, losesFile: true, answer: .durable, begin: { try strike($0) },
                    end: { _ in })
            }
            try await disk.fail(
                [
                    // As an earlier run may leave it when its disk fails.
                    blow("no journal at all, from the start on", "日志库已损坏") {
                        try $0.folder.write(Data(repeating: 0xA5, count: 10_000), to: "state/storecast.sqlite")
                    },
                    Fault(
                        name: "held by another program", health: "日志库被其他程序占用", losesFile: false, answer: .undurable,
                        begin: { disk in
                            let journal = try HeldJournal(disk.journal)
                            held.withLock { $0 = journal }
                        }, end: { _ in try held.withLock { try $0?.letGo() } }),
                    blow("spoilt", "日志库已损坏") { try spoil($0.journal) },
                    blow("emptied", nil) { try overwrite($0.journal, bytes: 0) },
                    blow("removed", "被删除或替换") { try FileManager.default.removeItem(atPath: $0.journal) },
                    blow("gone with its folder", "被删除或替换") { try $0.folder.remove("state") },
                ])
        }
    }
}

/// Spoils a journal so that the next who looks into it meets the damage.
private func spoil(_ path: String) throws {
    try HeldJournal.emptyLog(of: path)
    try overwrite(path, bytes: 100_000)
}

/// Writes rubbish into a file in place of what it holds.
private func overwrite(_ path: String, bytes: Int) throws {
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: Data(repeating: 0xA5, count: bytes))
    try file.close()
}
