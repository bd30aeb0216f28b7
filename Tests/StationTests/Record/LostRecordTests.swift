// SPDX-License-Identifier: Apache-2.0
import Logging
import Playout
import Testing
import Timetable

@testable import Journal
@testable import Station

/// What the station tells of a record that is damaged or cannot be kept.
@Suite(.timeLimit(.minutes(1))) struct `A record that is lost` {
    /// A station that does not run, once it has heard that its journal is like this, in one way after the other.
    private func station(
        language: String = "en", after conditions: [Journal.Condition], _ body: (Station) async throws -> Void
    ) async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\n")
            try store.write("schedules/store.yaml", "language: \(language)\ntimezone: Asia/Shanghai\n")
            let station = Station(
                store: Store(store.paths), clock: WallClock(asIf: DisturbedDay.now), logger: Logger(label: "test"))
            let (stream, news) = AsyncStream.makeStream(of: Journal.Condition.self)
            for condition in conditions { news.yield(condition) }
            news.finish()
            await station.followJournal(stream)
            try await body(station)
        }
    }

    @Test(
        arguments: zip(
            [
                Journal.Condition(setAside: "state/storecast.sqlite.damaged"), Journal.Condition(replacements: 1),
                Journal.Condition(lost: 7),
            ], [("damaged", "已损坏"), ("removed or replaced", "删除或替换"), ("7", "7")]))
    func `is told in status, and in the record, in the store's language`(
        condition: Journal.Condition, words: (String, String)
    ) async throws {
        for (language, word) in [("en", words.0), ("zh", words.1)] {
            try await station(language: language, after: [condition]) { station in
                let health = await station.status().health
                #expect(!health.isGood)
                #expect(health.problems.contains { $0.contains(word) })
                let faults = try await station.asRun(RecordQuery(), withMusic: false).faults
                #expect(faults.map(\.kind) == ["unkept"])
                #expect(faults.first?.text.contains(word) == true)
                #expect(faults.first?.seconds == 0)
            }
        }
    }

    @Test func `is told once for each time that it was`() async throws {
        let once = Journal.Condition(setAside: "a", replacements: 1)
        let twice = Journal.Condition(setAside: "b", replacements: 1)
        try await station(after: [once, once, twice]) { station in
            let faults = try await station.asRun(RecordQuery(), withMusic: false).faults
            #expect(faults.count == 3)
        }
    }
}
