// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Playout
import Synchronization
import Testing
import Timetable

@testable import Journal

/// The record goes back so many days, and what the clock says is not enough to lose any of it.
@Suite struct PruningTests {
    private let folder = JournalFolder()
    private let limit = Duration.seconds(60)
    private static let day: Int64 = 86_400_000_000_000
    private let all = Instant(nanoseconds: .min)..<Instant(nanoseconds: .max)

    /// Noon of a day, in nanoseconds.
    private func noon(_ number: Int) -> Int64 { Int64(number) * Self.day + Self.day / 2 }

    /// A journal with something of every kind on each of these days.
    private func journal(days: ClosedRange<Int>) async throws -> Journal {
        let journal = folder.open()
        for number in days {
            let noon = noon(number)
            var announcement = AnnouncementEntry.waiting("over \(number)", receivedNs: noon).done
            announcement.lastEndNs = noon + 2
            journal.note(announcement, isNew: true)
            journal.note(.planned("cue \(number)", at: noon, from: noon, to: noon + 1))
            journal.note(.heard("song \(number)", at: noon))
            journal.note(
                FaultEntry(
                    id: "\(number)", kind: "noSound", from: Instant(nanoseconds: noon), to: Instant(nanoseconds: noon),
                    wording: Wording(en: "no sound", zh: "没有声音")))
            journal.note(StationAction("upload", by: "li", atNs: noon))
        }
        try await journal.settle(within: limit)
        return journal
    }

    private func prune(_ journal: Journal, _ days: Int, at now: Int) async throws {
        journal.prune(olderThan: days, at: Instant(nanoseconds: noon(now)))
        try await eventually { !journal.pruning.load(ordering: .relaxed) }
        try #require(journal.condition.problem == nil)
    }

    private func daysLeft(_ journal: Journal) async throws -> [Int] {
        let (from, to) = (all.lowerBound, all.upperBound)
        func days(_ instants: [Int64]) -> Set<Int> { Set(instants.map { Int($0 / Self.day) }) }
        let left = try await journal.cues(from: from, to: to, within: limit).map(\.planned.nanoseconds)
        let kept = days(left)
        // All that belongs to a day goes together.
        #expect(days(try await journal.airings(from: from, to: to, within: limit).map(\.end.nanoseconds)) == kept)
        #expect(days(try await journal.faults(from: from, to: to, within: limit).map(\.from.nanoseconds)) == kept)
        #expect(days(try await journal.actions(from: from, to: to, within: limit).map(\.atNs)) == kept)
        #expect(days(try await journal.announcements(from: from, to: to, within: limit).map(\.receivedNs)) == kept)
        return kept.sorted()
    }

    @Test func `what is older than the days that are kept goes, with all that belongs to it`() async throws {
        let journal = try await journal(days: 1...20)
        try await prune(journal, 5, at: 20)
        #expect(try await daysLeft(journal) == [15, 16, 17, 18, 19, 20])
        let file = JournalFile(path: folder.file)
        let (hearings, actions) = try file.read { database in
            (
                try Int.fetchOne(database, sql: "SELECT count(*) FROM hearings"),
                try Int.fetchOne(database, sql: "SELECT count(*) FROM actions")
            )
        }
        #expect(hearings == 6)
        #expect(actions == 6)
    }

    @Test func `a clock that jumps a year ahead makes nothing old`() async throws {
        let journal = try await journal(days: 1...20)
        journal.note(.heard("by the wrong clock", at: noon(385)))
        try await journal.settle(within: limit)
        try await prune(journal, 20, at: 385)
        // One day with a record is newer than the wrong clock's: the oldest goes for it, and no other.
        let left = try await journal.airings(from: all.lowerBound, to: all.upperBound, within: limit)
        #expect(left.count == 20)
        try await prune(journal, 21, at: 385)
        #expect(try await journal.airings(from: all.lowerBound, to: all.upperBound, within: limit).count == 20)
    }

    @Test func `days on which the store was closed do not count`() async throws {
        let journal = try await journal(days: 1...5)
        journal.note(.heard("after the holidays", at: noon(50)))
        try await journal.settle(within: limit)
        try await prune(journal, 6, at: 50)
        #expect(try await journal.airings(from: all.lowerBound, to: all.upperBound, within: limit).count == 6)
    }

    @Test func `a clock that stands in 1970 removes nothing`() async throws {
        let journal = try await journal(days: 100...120)
        try await prune(journal, 5, at: 0)
        #expect(try await daysLeft(journal) == Array(100...120))
    }

    @Test func `what is not over stays, however old`() async throws {
        let journal = try await journal(days: 10...40)
        journal.note(.waiting("repeats until claimed", receivedNs: noon(1)), isNew: true)
        journal.note(StationAction("mute", by: "li", atNs: noon(1)))
        journal.note(
            FaultEntry(
                id: "lasts", kind: "noSound", from: Instant(nanoseconds: noon(1)), wording: Wording(en: "", zh: "")))
        journal.begin(run: Instant(nanoseconds: noon(1)))
        journal.noteAlive(at: Instant(nanoseconds: noon(40)))
        journal.note(.planned("in force", at: noon(2), from: noon(2)))
        try await journal.settle(within: limit)
        try await prune(journal, 5, at: 40)
        let day = Instant(nanoseconds: 0)..<Instant(nanoseconds: noon(3))
        #expect(
            try await journal.announcements(from: day.lowerBound, to: day.upperBound, within: limit).map(\.id)
                == ["repeats until claimed"])
        #expect(
            try await journal.faults(from: day.lowerBound, to: day.upperBound, within: limit).map(\.id) == ["lasts"])
        #expect(try await journal.recollection(around: day, within: limit).mutedBy == "li")
        #expect(try await journal.cue("in force", within: limit) != nil)
        #expect(try await journal.runs(from: day.lowerBound, to: day.upperBound, within: limit).count == 1)
        // Once another run has begun, it is over.
        journal.begin(run: Instant(nanoseconds: noon(40)))
        try await journal.settle(within: limit)
        try await prune(journal, 5, at: 40)
        #expect(try await journal.cue("in force", within: limit) == nil)
        #expect(try await journal.runs(from: day.lowerBound, to: day.upperBound, within: limit).count == 1)
    }

    @Test func `many rows go in small steps, between which others are written, and the disk gets its room back`()
        async throws
    {
        let journal = folder.open()
        for part in 0..<2 as Range<Int64> {
            for number in part * 10_000..<(part + 1) * 10_000 {
                journal.note(.heard("song \(number)", at: noon(0) + number))
            }
            try await journal.settle(within: limit)
        }
        for number in 1...4 { journal.note(.heard("song", at: noon(number))) }
        try await journal.settle(within: limit)
        let file = JournalFile(path: folder.file)
        #expect(try file.read { try Int.fetchOne($0, sql: "PRAGMA auto_vacuum") } == 2)
        let before = try pages(file)
        journal.prune(olderThan: 2, at: Instant(nanoseconds: noon(5)))
        while journal.pruning.load(ordering: .relaxed) {
            journal.note(.heard("meanwhile", at: noon(4)))
            try await journal.settle(within: .seconds(5))
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(
            try await journal.airings(from: all.lowerBound, to: all.upperBound, within: limit).map(\.subject.key)
                == ["song", "meanwhile", "song"])
        #expect(before.all > 500)
        #expect(try pages(file).free <= 256)
        #expect(try pages(file).all < 300)
    }

    @Test func `one step removes few rows`() throws {
        let file = JournalFile(path: folder.file)
        var batch = JournalBatch()
        for number in 0..<1_200 { batch.airings.append(.heard("song \(number)", at: Int64(number))) }
        try file.write(batch) { JournalBatch() }
        func left() throws -> Int? { try file.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM airings") } }
        for expected in [700, 200] {
            #expect(try file.removeSome(before: .seconds(1), mediaBefore: nil))
            #expect(try left() == expected)
        }
        #expect(try !file.removeSome(before: .seconds(1), mediaBefore: nil))
        #expect(try left() == 0)
    }

    @Test func `what a file measured goes when nobody has asked for it on ninety days`() async throws {
        let journal = try await journal(days: 1...120)
        func facts(_ path: String, seen day: Int) -> MediaEntry {
            MediaEntry(
                path: path, bytes: 1, modifiedNs: 1, measure: 2, frames: 1, loudnessLUFS: nil, loudestLUFS: nil,
                truePeakDBTP: -1, sourceRate: 1, sourceChannels: 1, isDamaged: false,
                seen: Instant(nanoseconds: noon(day)))
        }
        journal.note([facts("spoken.wav", seen: 10), facts("song.flac", seen: 60)])
        try await journal.settle(within: limit)
        try await prune(journal, 400, at: 120)
        #expect(try await journal.mediaFacts(measure: 2, limit: 9, within: limit).map(\.path) == ["song.flac"])
        #expect(try await daysLeft(journal) == Array(1...120))
    }

    private func pages(_ file: JournalFile) throws -> (all: Int, free: Int) {
        try file.read { database in
            (
                try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0,
                try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
            )
        }
    }
}
