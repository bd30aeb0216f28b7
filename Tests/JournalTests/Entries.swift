// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Synchronization
import Testing
import Timetable

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

extension CueRecord {
    /// A cue, heard from one instant to another where they are given; nanoseconds.
    static func planned(
        _ key: String, at planned: Int64 = 1, from start: Int64? = nil, to end: Int64? = nil,
        _ outcome: Outcome = .aired, _ reason: Reason? = nil
    ) -> Self {
        CueRecord(
            key: key, when: "09:00", verb: .say, name: "store-guide", zones: ["ground floor", "地下"],
            planned: Instant(nanoseconds: planned), start: start.map(Instant.init), end: end.map(Instant.init),
            outcome: outcome, reason: reason)
    }
}

extension AiringEntry {
    /// A sounding of three seconds; its end in nanoseconds.
    static func heard(_ key: String, _ kind: Subject.Kind = .song, at end: Int64) -> Self {
        AiringEntry(
            subject: Subject(kind, key), name: "the name of \(key)", zones: ["ground floor"],
            planned: Instant(nanoseconds: end - 3_000_000_000), start: Instant(nanoseconds: end - 3_000_000_000),
            end: Instant(nanoseconds: end), frames: 144_000, levelDB: -23.5, peakDB: -3.25)
    }
}

extension Instant {
    /// The start of time plus so many seconds.
    static func seconds(_ seconds: Int64) -> Self { Instant(nanoseconds: seconds * 1_000_000_000) }
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

/// Looks again and again, for at most half a minute.
func eventually(_ condition: () -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(30)
    while !condition() {
        try #require(ContinuousClock.now < end)
        try await Task.sleep(for: .milliseconds(20))
    }
}
