// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Playout
import Testing
import Timetable

@testable import Journal

/// The file stays small: under a megabyte for a busy day, and its log bounded.
@Suite struct GrowthTests {
    private let folder = JournalFolder()
    private static let megabyte = 1_000_000
    private static let minute: Int64 = 60_000_000_000

    private func bytes(_ suffix: String = "") throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file + suffix)
        return try #require(attributes[.size] as? Int)
    }

    /// A day from eight to ten, with names as long as those of a store.
    private func noteDay(_ day: Int64, to journal: Journal) async throws {
        let opens = (day * 1_440 + 480) * Self.minute
        func at(_ part: Int, of parts: Int) -> Int64 { opens + Int64(part) * 840 * Self.minute / Int64(parts) }
        for number in 0..<350 {
            let start = at(number, of: 350)
            let key = "2026-11-\(day)/everyday/every 5-10m/promo/offers/\(number)/store-guide-\(number % 9)"
            var cue = CueRecord.planned(key, at: start - 1, from: start, .aired, .besideTimed("store-guide"))
            journal.note(cue)
            cue.end = Instant(nanoseconds: start + Self.minute / 2)
            journal.note(cue)
            journal.note(.heard(key, .cue, at: start + Self.minute / 2))
        }
        for number in 0..<490 {
            journal.note(.heard("audio/music/bright-piano/Song \(number).flac", at: at(number, of: 490)))
        }
        for number in 0..<60 { noteAnnouncement("\(day)-\(UUID().uuidString)", at: at(number, of: 60), to: journal) }
        for number in 0..<20 {
            var fault = FaultEntry(
                id: UUID().uuidString, kind: "noSound", subject: "main", from: Instant(nanoseconds: at(number, of: 20)),
                wording: Wording(en: "no sound: the card is away", zh: "没有声音：声卡不在"))
            journal.note(fault)
            fault.to = Instant(nanoseconds: at(number, of: 20) + Self.minute)
            journal.note(fault)
        }
        for number in 0..<2_880 {
            journal.noteAlive(at: Instant(nanoseconds: day * 1_440 * Self.minute + Int64(number) * Self.minute / 2))
        }
        try await journal.settle(within: .seconds(60))
    }

    private func noteAnnouncement(_ id: String, at start: Int64, to journal: Journal) {
        var entry = AnnouncementEntry.waiting(id, receivedNs: start, key: "till-\(id)", by: "desk")
        entry.request =
            #"{"fields":{"item":"一只黑色双肩包","place":"二楼童装"},"idempotencyKey":"\#(id)","script":"lost-and-found"}"#
        entry.order = String(repeating: #"{"text":"各位顾客请注意，我们拾到一只黑色双肩包","zones":["store"]},"#, count: 8)
        journal.note(entry, isNew: true)
        for number in 0..<3 {
            let heard = start + Int64(number) * 5 * Self.minute
            entry.airings.append(.init(startNs: heard, endNs: heard + Self.minute))
            (entry.hearings, entry.lastStartNs, entry.lastEndNs) = (number + 1, heard, heard + Self.minute)
            journal.note(entry)
            journal.note(.heard(id, .announcement, at: heard + Self.minute))
        }
        entry.isOver = true
        entry.actions.append(.init("claimed", by: "desk", atNs: start + 20 * Self.minute))
        journal.note(entry)
    }

    @Test func `a busy day takes less than a megabyte`() async throws {
        let journal = folder.open()
        journal.begin(run: .seconds(0))
        try await noteDay(1, to: journal)
        let first = try checkpointed()
        for day in 2...5 as ClosedRange<Int64> { try await noteDay(day, to: journal) }
        let growth = (try checkpointed() - first) / 4
        #expect(growth < Self.megabyte)
        // And it is all there.
        let airings = try await journal.airings(
            from: .seconds(0), to: .seconds(6 * 86_400), within: .seconds(60))
        #expect(airings.count == 5 * 1_020)
    }

    @Test func `the log that is written ahead does not grow without end`() async throws {
        let journal = folder.open()
        for day in 1...12 as ClosedRange<Int64> {
            try await noteDay(day, to: journal)
            // What one transaction needs above the limit, and no more.
            #expect(try bytes("-wal") < 4 * Self.megabyte)
        }
        #expect(try bytes() > Self.megabyte)
    }

    /// How long the file is when the log was taken over.
    private func checkpointed() throws -> Int {
        let other = try DatabaseQueue(path: folder.file)
        try other.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try other.close()
        return try bytes() + bytes("-wal")
    }
}
