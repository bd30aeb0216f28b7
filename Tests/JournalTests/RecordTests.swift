// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Playout
import Testing
import Timetable

@testable import Journal

/// The record of what was planned and heard is found again as it was noted.
@Suite struct RecordTests {
    private let folder = JournalFolder()
    private let limit = Duration.seconds(60)
    private let night = Instant.seconds(0), morning = Instant.seconds(1_000_000)

    private func settled(_ note: (Journal) -> Void) async throws -> Journal {
        let journal = folder.open()
        note(journal)
        try await journal.settle(within: limit)
        return folder.open()
    }

    @Test(
        arguments: [
            nil, .unavailable(Wording(en: "gone", zh: "没有")), .notReady, .pastWhenLoaded, .waited(for: "a"),
            .gaveWay(to: "lost child", at: .seconds(7)), .noZone(["roof"]), .removed, .betweenSongs, .endOfWindow,
            .besideTimed("b"), .afterWindow("c"), .joined, .brokeOff(Wording(en: "broken", zh: "坏")), .timeRanOut,
            .noCard,
            .muted(by: "li"), .emptyFolder("jazz"), .stationOff(from: .seconds(1), to: .seconds(2)),
            .clockSet(from: .seconds(1), to: .seconds(2)),
        ] as [Reason?])
    func `a cue comes back with every part and reason`(reason: Reason?) async throws {
        let cue = CueRecord.planned("2026-11-21/everyday/09:00/say/导购", at: 5, from: 6, to: 7, .gaveWay, reason)
        let journal = try await settled { $0.note(cue) }
        #expect(try await journal.cue(cue.key, within: limit) == cue)
        #expect(try await journal.cue("another", within: limit) == nil)
    }

    @Test func `of a cue the last that was noted counts`() async throws {
        let journal = try await settled { journal in
            journal.note(.planned("a", from: 10))
            journal.note(.planned("a", from: 10, to: 20))
        }
        #expect(try await journal.cues(from: night, to: morning, within: limit) == [.planned("a", from: 10, to: 20)])
    }

    @Test func `cues are found by when they were planned or heard`() async throws {
        let journal = try await settled { journal in
            journal.note(.planned("before", at: 10, from: 11, to: 19))
            journal.note(.planned("into", at: 15, from: 16, to: 20))
            journal.note(.planned("missed", at: 20, .missed, .noCard))
            journal.note(.planned("late", at: 29, from: 31, to: 33))
            journal.note(.planned("early", at: 35, from: 29, to: 35))
            journal.note(.planned("after", at: 30, from: 30, to: 40))
            journal.note(.planned("in force", at: 5, from: 5))
            journal.note(.planned("cut off", at: 6, from: 6, .missed))
        }
        let found = try await journal.cues(
            from: Instant(nanoseconds: 20), to: Instant(nanoseconds: 30), within: limit)
        #expect(found.map(\.key) == ["in force", "into", "missed", "late", "early"])
    }

    @Test func `cues are found by the words of their key and line`() async throws {
        let journal = try await settled { journal in
            journal.note(.planned("2026-11-21/everyday/09:00/say/store-guide", at: 1))
            journal.note(.planned("2026-11-22/everyday/09:00/say/store-guide", at: 2))
            journal.note(.planned("2026-11-22/everyday/09:00/say/100%_off", at: 3))
        }
        func found(_ text: String) async throws -> [Int64] {
            try await journal.cues(matching: text, within: limit).map(\.planned.nanoseconds)
        }
        #expect(try await found("Store-Guide 09:00") == [3, 2, 1])
        #expect(try await found("11-22 say/store") == [2])
        #expect(try await found("%_") == [3])
        #expect(try await found(" ") == [])
    }

    @Test func `airings come back with every part, in the order of their ends`() async throws {
        var failed = AiringEntry.heard("2026-11-21/everyday/09:00/say/store-guide", .cue, at: 50)
        (failed.start, failed.levelDB, failed.peakDB, failed.frames) = (nil, nil, nil, 0)
        (failed.framesMissing, failed.underruns, failed.ending) = (3, 2, .neverBegan)
        failed.detail = Wording(en: "no card", zh: "没有声卡")
        let song = AiringEntry.heard("jazz/1.flac", at: 40)
        let journal = try await settled { journal in
            journal.note(failed)
            journal.note(song)
            journal.note(song)
        }
        #expect(try await journal.airings(from: night, to: morning, within: limit) == [song, failed])
        #expect(try await journal.airings(of: failed.subject, within: limit) == [failed])
        #expect(try await journal.airings(of: song.subject, within: limit) == [song])
        #expect(try await journal.airings(of: .init(.announcement, "x"), within: limit) == [])
    }

    @Test func `however many there are, all are read`() async throws {
        let count = JournalFile.pageRows * 3
        let journal = try await settled { journal in
            for number in 0..<count {
                journal.note(.heard("\(number % 3)", at: Int64(number / 3) * 1_000_000_000))
                journal.note(.planned("\(number)", at: Int64(number / 3)))
                journal.note(
                    FaultEntry(id: "\(number)", kind: "clock", from: .seconds(1), wording: Wording(en: "", zh: "")))
                journal.note(.waiting("\(number)", receivedNs: 1), isNew: true)
            }
        }
        let cues = try await journal.cues(from: night, to: morning, within: limit)
        #expect(Set(cues.map(\.key)).count == count)
        #expect(cues.count == count)
        #expect(try await journal.airings(from: night, to: morning, within: limit).count == count)
        #expect(try await journal.faults(from: night, to: morning, within: limit).count == count)
        #expect(try await journal.announcements(from: night, to: morning, within: limit).count == count)
    }

    @Test func `announcements are found by when they were accepted or heard, and while they are not over`() async throws
    {
        let journal = try await settled { journal in
            journal.note(.waiting("before", receivedNs: 10).done, isNew: true)
            journal.note(.waiting("heard", receivedNs: 19).done, isNew: true)
            journal.note(.waiting("open", receivedNs: 5), isNew: true)
            journal.note(.waiting("new", receivedNs: 25).done, isNew: true)
            journal.note(.waiting("after", receivedNs: 30), isNew: true)
        }
        let found = try await journal.announcements(
            from: Instant(nanoseconds: 20), to: Instant(nanoseconds: 30), within: limit)
        #expect(found.map(\.id) == ["open", "heard", "new"])
    }

    @Test func `faults and actions are found by their time`() async throws {
        func fault(_ id: String, _ from: Int64, _ to: Int64?) -> FaultEntry {
            FaultEntry(
                id: id, kind: "noSound", subject: "main", from: Instant(nanoseconds: from),
                to: to.map(Instant.init), wording: Wording(en: "no sound", zh: "没有声音"))
        }
        let journal = try await settled { journal in
            journal.note(fault("over", 10, 19))
            journal.note(fault("lasting", 5, nil))
            journal.note(fault("short", 22, nil))
            journal.note(fault("short", 22, 23))
            journal.note(fault("later", 30, nil))
            for at in [19, 20, 30] as [Int64] { journal.note(StationAction("mute", by: "li", atNs: at)) }
        }
        let (from, to) = (Instant(nanoseconds: 20), Instant(nanoseconds: 30))
        #expect(
            try await journal.faults(from: from, to: to, within: limit) == [
                fault("lasting", 5, nil), fault("short", 22, 23),
            ])
        #expect(
            try await journal.actions(from: from, to: to, within: limit) == [StationAction("mute", by: "li", atNs: 20)])
    }

    @Test func `a journal of the first version keeps what it has`() async throws {
        let file = JournalFile(path: folder.file)
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let old = try DatabaseQueue(path: folder.file)
        try JournalSchema.migrator.migrate(old, upTo: "stationActions")
        try await old.write { database in
            try database.execute(
                sql: """
                    INSERT INTO announcements (id, requestedBy, receivedNs, request, "order", state, isOver, isClaimed, hearings)
                    VALUES ('a', 'li', 1, '{}', '{}', 'done', 1, 0, 1);
                    INSERT INTO airings VALUES ('a', 10, 20, 0);
                    """)
        }
        try old.close()
        let left = try file.remembered(others: 1)
        #expect(left.first?.airings == [.init(startNs: 10, endNs: 20)])
    }
}
