// SPDX-License-Identifier: Apache-2.0
import Foundation
import Journal
import Logging
import Playout
import Testing
import Timetable

@testable import Station

/// The record of a station whose journal was filled.
@Suite(.timeLimit(.minutes(1))) struct `A station's record` {
    private static let timetable = """
        open 08:00
        close 22:00
        07:50 music motivating
        09:00 say store-guide
        16:00 play bell
        every 5-10m promo offers from 08:30 to 21:30
        """

    /// A station that does not run, at ten past one of the disturbed day.
    private func station(
        _ body: (Station) async throws -> Void, isKept: Bool = true
    ) async throws {
        try await withStore { store in
            try store.timetable(Self.timetable)
            try store.write("schedules/store.yaml", "name: Jinlin\nlanguage: en\ntimezone: Asia/Shanghai\n")
            try store.sound("items/bell.wav", seconds: 1)
            for promo in ["tea", "umbrella", "slippers"] { try store.sound("promos/offers/\(promo).wav", seconds: 1) }
            if !isKept { try store.write("state", "a file where the folder should be") }
            let station = Station(
                store: Store(store.paths), clock: WallClock(asIf: DisturbedDay.now), logger: Logger(label: "test"))
            if isKept { try await fill(await station.journal) }
            try await body(station)
        }
    }

    private func fill(_ journal: Journal) async throws {
        for cue in DisturbedDay.cues { journal.note(cue) }
        for airing in DisturbedDay.airings { journal.note(airing) }
        for fault in DisturbedDay.faults { journal.note(fault) }
        for action in DisturbedDay.actions { journal.note(action) }
        for announcement in DisturbedDay.announcements(.en) { journal.note(announcement.entry, isNew: true) }
        try await journal.settle(within: .seconds(10))
    }

    @Test func `is told from the journal as it was noted`() async throws {
        try await station { station in
            let report = try await station.asRun(RecordQuery(), withMusic: true)
            #expect(Set(report.cues.map(\.cue.key)) == Set(DisturbedDay.cues.map(\.key)))
            #expect(report.cues.first { $0.cue.name == "tea" && $0.airings.count == 1 }?.airings.first?.level == -21.3)
            #expect(report.announcements.map(\.name).first == "lost-child" && report.announcements.count == 6)
            #expect(report.faults.count == 5 && report.music?.map(\.name) == ["rain"])
            #expect(try await station.asRun(RecordQuery(date: "2026-11-20"), withMusic: false).cues.isEmpty)
            let part = try await station.asRun(RecordQuery(from: "10:00", to: "10:20"), withMusic: false)
            #expect(part.cues.map(\.cue.name) == ["light-keyboard", "tea", "umbrella"])
        }
    }

    @Test func `answers why, also for what is still to come`() async throws {
        try await station { station in
            func why(_ question: String, on date: String? = nil) async throws -> [String] {
                try await station.why(question, on: date).answers.map(\.sentence)
            }
            let guide = try await why("store-guide")
            #expect(
                guide == [
                    "\"store-guide\" at 09:00 aired at 09:02:10, 2 min 10 s late, because \"lost-child\" was on air."
                ])
            #expect(
                try await why("bell") == ["\"bell\" at 16:00 is still to come, and will air on time as things stand."])
            #expect(
                try await why("16:00", on: "2026-11-22")
                    == ["On 2026-11-22: \"bell\" at 16:00 is still to come, and will air on time as things stand."])
            #expect(try await why("2026-11-22/everyday/16:00/play/bell").count == 1)
            let unknown = await #expect(throws: RequestRefused.self) { try await station.why("stor-guide", on: nil) }
            #expect(unknown?.kind == .unknown && unknown?.fix?.contains("\"store-guide\"") == true)
        }
    }

    @Test func `finds the last day that had what is asked about`() async throws {
        try await station { station in
            let date = DisturbedDay.date.adding(days: -9)
            let planned = DisturbedDay.at("09:00") - .seconds(9 * 86_400)
            await station.journal.note(
                CueRecord(
                    key: "\(date)/everyday/09:00/say/flea-market", when: "09:00", verb: .say, name: "flea-market",
                    zones: ["store"], planned: planned, start: planned, end: planned + .seconds(9), outcome: .aired))
            let answer = try await station.why("flea-market", on: nil)
            #expect(
                answer.answers.map(\.sentence) == [
                    "On 2026-11-12: \"flea-market\" at 09:00 aired on time and ended at 09:00:09."
                ])
        }
    }

    @Test func `of a shift begins with the last handover`() async throws {
        try await station { station in
            let first = try await station.report(RecordQuery())
            #expect(first.from == "2026-11-21T12:35:00.000+08:00")
            #expect(first.missed.map(\.cue.name) == ["store-news"] && first.open.map(\.name) == ["found-property"])
            #expect(first.notes.map(\.text) == ["lift 2 is still out", "found-property: red umbrella, tea counter"])
            #expect(
                first.promos.map(\.members) == [
                    ["slippers", "tea", "umbrella"].map { ShiftReport.Member(name: $0, plays: 0) }
                ])
            let requester = Requester(user: "zhao", roles: [.desk])
            let ended = try await station.handOver(HandoverNote(note: "all is well"), by: requester)
            #expect(ended.from == first.from)
            #expect(ended.notes.map(\.text).last == "all is well" && ended.people.map(\.user).contains("zhao"))
            let next = try await station.report(RecordQuery())
            #expect(next.from >= "2026-11-21T13:10:00" && next.missed.isEmpty)
            #expect(next.notes.map(\.text) == ["all is well"])
            #expect(try await station.report(RecordQuery(date: "2026-11-21")).counts.planned == DisturbedDay.cues.count)
        }
    }

    @Test func `that cannot be read is refused, with what to do about the disk`() async throws {
        try await station(
            { station in
                for answer in [
                    { _ = try await station.asRun(RecordQuery(), withMusic: false) },
                    { _ = try await station.why("10:07", on: nil) }, { _ = try await station.report(RecordQuery()) },
                ] as [() async throws -> Void] {
                    let refused = await #expect(throws: RequestRefused.self) { try await answer() }
                    #expect(refused?.kind == .unread && refused?.fix?.contains("plays on") == true)
                }
            }, isKept: false)
    }
}
