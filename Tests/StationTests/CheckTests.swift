// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Timetable

@testable import Station

@Suite struct `The check of a store` {
    private static let today = CheckCatalogue.today

    /// What `check` says, one line each: the file's name, the line, the message.
    private func check(_ store: TemporaryStore, facts: String = "timezone: Asia/Shanghai\n") async throws -> [String] {
        try store.write("schedules/store.yaml", "language: en\n" + facts)
        return await Store(store.paths).check(from: Self.today).problems.map { problem in
            let file = URL(filePath: problem.file).lastPathComponent
            return [file, problem.line.map { "\($0)" }, problem.message].compactMap { $0 }.joined(separator: ": ")
        }
    }

    @Test func `of a day without a mistake is silent, and names the next change of the clocks`() async throws {
        try await withStore { store in
            try store.timetable(
                """
                open 08:00
                close 26:00
                open-20m play bell
                open music calm
                09:00 play bell
                09:01 promo offers
                every 1h play bell from 10:00 to 20:00
                10:00 play bell late 10m  # it may wait
                every 30-60m promo offers from open+4h to close-30m
                25:30 play bell
                close+20m play bell
                close+1h silence
                """)
            try store.quietSound("music/calm/long.wav", seconds: 120)
            try store.quietSound("items/bell.wav", seconds: 2)
            try store.quietSound("promos/offers/a.wav", seconds: 5)
            #expect(try await check(store, facts: "timezone: America/New_York\n") == [])
            let notes = await Store(store.paths).check(from: Self.today).notes
            #expect(
                notes == ["the clocks of America/New_York change on 2027-03-14, from 02:00 to 03:00"])
        }
    }

    @Test func `tells a collision once a line, and none between zones that share no loudspeaker`() async throws {
        try await withStore { store in
            try store.timetable(
                """
                open 08:00
                close 22:00
                09:00 play long in hall
                09:00 play long in park
                10:00 play long
                10:00:05 play bell in park
                every 1h play bell from 11:00 to 20:00
                every 1h play long from 11:00 to 20:00
                """)
            try store.quietSound("items/bell.wav", seconds: 2)
            try store.quietSound("items/long.wav", seconds: 20)
            let zones = "outputs: { main: { zones: { hall: [1], park: [2] } } }\ntimezone: Asia/Shanghai\n"
            #expect(
                try await check(store, facts: zones) == [
                    "everyday.timetable: 6: on 2026-11-24 it starts 15s late, because \"long\" is still on air",
                    "everyday.timetable: 8: on 2026-11-24 at 11:00 it starts 2s late, because \"bell\" is still on air",
                ])
        }
    }

    @Test func `names the day on which an overlay brings a collision, and looks past closed days`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\n09:00 play long\n")
            try store.write(
                "schedules/sale.timetable", "over everyday\ndates 2026-12-24 to 2026-12-26\n09:00:05 play long\n")
            try store.write("schedules/shut.timetable", "over everyday\ndates 2026-12-01\nclosed\n")
            try store.quietSound("items/long.wav", seconds: 20)
            #expect(
                try await check(store) == [
                    "sale.timetable: 3: on 2026-12-24 it starts 15s late, because \"long\" is still on air"
                ])
        }
    }

    @Test func `keeps the worst of what a line has on different days`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\n09:00:10 play bell\n09:00 play long on Saturday\n")
            try store.write(
                "schedules/xmas.timetable", "over everyday\ndates 2026-12-24\n09:00:05 play longer\n")
            try store.quietSound("items/bell.wav", seconds: 2)
            try store.quietSound("items/long.wav", seconds: 20)
            try store.quietSound("items/longer.wav", seconds: 80)
            #expect(
                try await check(store) == [
                    "everyday.timetable: 3: on 2026-12-24 it is not heard: "
                        + "waited for \"longer\" longer than it may be late"
                ])
        }
    }

    @Test func `tells nothing that follows from another mistake`() async throws {
        try await withStore { store in
            try store.timetable(
                """
                open 08:00
                close 22:00
                open music missing
                09:00 say draft
                10:00 say slotted
                11:00 play absent
                every 5-10m promo broken
                every 10-20m say draft
                """)
            try store.write("schedules/scripts/draft.txt", "title D\n--- en\nHello.\n")
            try store.write(
                "schedules/scripts/slotted.txt",
                "title O\nslots item\napproved 2026-11-01 me\nchime none\n--- en\nFound {item}.\n")
            try store.write("audio/promos/broken/a.wav", "no sound at all")
            let recording = "speech: { engine: [\"true\"] }\ntimezone: Asia/Shanghai\n"
            let told = try await check(store, facts: recording)
            #expect(Set(told).count == told.count, "nothing is told twice")
            #expect(
                told.map { $0.split(separator: ":").prefix(2).joined(separator: ":") } == [
                    "draft.txt: 1", "everyday.timetable: 3", "everyday.timetable: 4", "everyday.timetable: 5",
                    "everyday.timetable: 6", "everyday.timetable: 8",
                    "a.wav: the file is not audio that can be decoded (Format not recognised.)",
                ], "\(told)")
        }
    }

    @Test func `of a timetable with a mistake rehearses nothing, as the day would not be what was meant`() async throws
    {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\n09:00 play long\n09:00 play long\n10:00 shout\n")
            try store.quietSound("items/long.wav", seconds: 20)
            let told = try await check(store)
            #expect(told.count == 1)
            #expect(told.first?.hasPrefix("everyday.timetable: 5: ") == true)
        }
    }

    @Test func `reads each file of the folder: one with a mistake leaves the others standing`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\n09:00 play bell\n")
            try store.write(
                "schedules/sale.timetable", "over everyday\ndates 2026-12-24\n10:00 paly bell\n11:00 play bell")
            try store.write("schedules/holidays.calendar", "2026-12-25 holiday\n2027-02-30 holiday\n")
            try store.quietSound("items/bell.wav", seconds: 2)
            let schedule = Store(store.paths).schedule
            #expect(!schedule.isSound)
            #expect(schedule.timetables.files.map(\.name).sorted() == ["everyday", "sale"])
            let order = schedule.timetables.runningOrder(on: CivilDate("2026-12-24")!, clock: schedule.clock)
            #expect(order?.cues.map(\.when) == ["09:00", "11:00"])
            let told = try await check(store)
            #expect(
                told.map { $0.split(separator: ":").prefix(2).joined(separator: ":") } == [
                    "sale.timetable: 3", "holidays.calendar: 2",
                ], "\(told)")
        }
    }

    @Test func `marks the words of a time as the mistake`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\n  06:00 play bell\n")
            try store.quietSound("items/bell.wav", seconds: 2)
            try store.write("schedules/store.yaml", "language: en\n")
            let problem = try #require(await Store(store.paths).check(from: Self.today).problems.first)
            #expect(problem.column == 3)
            #expect(problem.text.contains("\n  06:00 play bell\n  ^^^^^\n"))
        }
    }
}
