// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Testing
import Timetable

@testable import Journal

extension MediaEntry {
    /// What a file measures; without loudness where it is silent.
    fileprivate static func file(
        _ path: String, bytes: Int64 = 1, loudness: Double? = -23.25, seen: Instant = .seconds(10)
    ) -> Self {
        MediaEntry(
            path: path, bytes: bytes, modifiedNs: 5, measure: 2, frames: 48_000, loudnessLUFS: loudness,
            loudestLUFS: loudness, truePeakDBTP: -1.125, sourceRate: 44_100, sourceChannels: 2, isDamaged: true,
            seen: seen)
    }
}

/// What files measured outlives the station, and serves the programs beside it.
@Suite struct MediaFactsTests {
    private let folder = JournalFolder()
    private let limit = Duration.seconds(60)
    private var shared: SharedMediaFacts { SharedMediaFacts(path: folder.file) }

    private func facts(_ journal: Journal, measure: Int = 2) async throws -> [MediaEntry] {
        try await journal.mediaFacts(measure: measure, limit: 100, within: limit).sorted { $0.path < $1.path }
    }

    @Test func `what a file measured is found by the next run, silence too`() async throws {
        let journal = folder.open()
        journal.note([.file("a.flac"), .file("音乐/b.flac", loudness: nil)])
        try await journal.settle(within: limit)
        #expect(try await facts(folder.open()) == [.file("a.flac"), .file("音乐/b.flac", loudness: nil)])
    }

    @Test func `what another measure found is not read, and gives way to the new`() async throws {
        let journal = folder.open()
        var old = MediaEntry.file("a.flac")
        old.measure = 1
        journal.note([old])
        try await journal.settle(within: limit)
        #expect(try await facts(journal).isEmpty)
        journal.note([.file("a.flac")])
        #expect(try await facts(journal) == [.file("a.flac")])
    }

    @Test func `a file that changed has one entry, and one that is as it was is not written again within a month`()
        async throws
    {
        let journal = folder.open()
        journal.note([.file("a.flac"), .file("b.flac")])
        try await journal.settle(within: limit)
        journal.note([.file("a.flac", bytes: 2, loudness: -20), .file("b.flac", seen: .seconds(20 * 86_400))])
        #expect(try await facts(journal) == [.file("a.flac", bytes: 2, loudness: -20), .file("b.flac")])
        journal.note([.file("b.flac", seen: .seconds(40 * 86_400))])
        #expect(try await facts(journal).last?.seen == .seconds(40 * 86_400))
    }

    @Test func `where there are too many, those count that were there last`() async throws {
        let journal = folder.open()
        journal.note((0..<5).map { .file("\($0)", seen: .seconds(Int64($0))) })
        let found = try await journal.mediaFacts(measure: 2, limit: 2, within: limit)
        #expect(found.map(\.path) == ["4", "3"])
    }

    @Test func `programs beside the station share them`() async throws {
        let journal = folder.open()
        journal.note([.file("a.flac")])
        try await journal.settle(within: limit)
        #expect(try shared.read(measure: 2, limit: 10) == [.file("a.flac")])
        try shared.write([.file("b.flac")])
        #expect(try await facts(journal) == [.file("a.flac"), .file("b.flac")])
    }

    @Test func `without a station they are kept for it`() async throws {
        #expect(try shared.read(measure: 2, limit: 10).isEmpty)
        #expect(!FileManager.default.fileExists(atPath: folder.path))
        try shared.write([.file("a.flac")])
        #expect(try await facts(folder.open()) == [.file("a.flac")])
    }

    @Test func `what the station holds is not waited for long`() async throws {
        let journal = folder.open()
        try await journal.settle(within: limit)
        journal.note([.file("a.flac")])
        try await journal.settle(within: limit)
        let holder = try Holder(folder.file)
        let began = ContinuousClock.now
        #expect(throws: JournalError.self) { try shared.write([.file("b.flac")]) }
        #expect(ContinuousClock.now - began < .seconds(5))
        try holder.release()
        try shared.write([.file("b.flac")])
    }

    @Test func `a damaged file, or one of another version, is left as it is`() async throws {
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let rubbish = Data(String(repeating: "no database. ", count: 500).utf8)
        try rubbish.write(to: URL(filePath: folder.file))
        #expect(throws: JournalError.self) { try shared.read(measure: 2, limit: 10) }
        #expect(throws: JournalError.self) { try shared.write([.file("a.flac")]) }
        #expect(try Data(contentsOf: URL(filePath: folder.file)) == rubbish)
        try FileManager.default.removeItem(atPath: folder.file)
        let old = try DatabaseQueue(path: folder.file)
        try JournalSchema.migrator.migrate(old, upTo: "announcements")
        #expect(try shared.read(measure: 2, limit: 10).isEmpty)
        try shared.write([.file("a.flac")])
        #expect(try await old.read { try JournalSchema.migrator.completedMigrations($0) } == ["announcements"])
    }
}
