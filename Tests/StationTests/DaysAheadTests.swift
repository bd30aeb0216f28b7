// SPDX-License-Identifier: Apache-2.0
import Playout
import Testing
import Timetable

@testable import Station

@Suite struct `The days ahead` {
    private static let today = CheckCatalogue.today

    private func kinds(_ store: TemporaryStore, _ zone: String = "Asia/Shanghai") throws -> [String] {
        try store.write("schedules/store.yaml", "timezone: \(zone)\n")
        return KindsOfDay(Store(store.paths).schedule, from: Self.today).orders.map(\.date.description)
    }

    @Test func `are as many kinds as the timetables make, each shown by its first date`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\n09:00 play bell\n10:00 play bell on Saturday\n")
            #expect(try kinds(store) == ["2026-11-24", "2026-11-28"])
            try store.write("schedules/sale.timetable", "over everyday\ndates 2026-12-24\n11:00 play bell\n")
            try store.write("schedules/late.timetable", "over everyday\ndates 2026-12-31\nclose 23:00\n")
            try store.write("schedules/shut.timetable", "over everyday\ndates 2026-12-25\nclosed\n")
            #expect(try kinds(store) == ["2026-11-24", "2026-11-28", "2026-12-24", "2026-12-31"])
        }
    }

    @Test func `are of one kind only where the lines agree in more than their names`() async throws {
        try await withStore { store in
            try store.timetable(
                "open 08:00\nclose 22:00\n09:00 play bell on weekdays\n09:00 play bell alone on weekends\n")
            #expect(try kinds(store) == ["2026-11-24", "2026-11-28"])
        }
    }

    @Test func `with a change of the clocks inside of them are kinds of their own`() async throws {
        try await withStore { store in
            try store.timetable("open 00:00\nclose 24:00\n09:00 play bell\n")
            #expect(try kinds(store, "Europe/Berlin") == ["2026-11-24", "2027-03-28", "2027-10-31"])
        }
    }

    @Test func `are rehearsed with announcements, which displace what would have been heard`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\n09:00 play march\n")
            try store.quietSound("items/march.wav", seconds: 20)
            try store.quietSound("scripts/lost-child.wav", seconds: 10)
            try store.write(
                "schedules/scripts/lost-child.txt",
                "title L\nclass urgent\nchime none\nrepeat 2 every 10m\napproved 2026-11-01 me\n--- en\nA child is waiting.\n"
            )
            let read = Store(store.paths)
            let order = try #require(
                read.schedule.timetables.runningOrder(on: Self.today, clock: read.schedule.clock))
            let plan = await read.prepareAll(read.plan(of: [order]).plan).plan
            let march = try #require(read.rehearse(order, plan).records.first)
            #expect(march.outcome == .aired && march.start == march.planned && march.reason == nil)

            let pushed = try await read.imagined("lost-child", at: march.planned + .seconds(5))
            #expect(pushed.map(\.facts.duration) == [.seconds(10), .seconds(10)])
            #expect(pushed.map(\.announcement.received) == [5, 605].map { march.planned + .seconds($0) })
            let day = read.rehearse(order, plan, announcements: pushed)
            for (announcement, _) in pushed {
                guard case .done = day.announcements[announcement.id] else {
                    Issue.record("the announcement was not heard: \(day.announcements)")
                    return
                }
            }
            #expect(day.records.first?.start != march.start || day.records.first?.reason != nil)
        }
    }

    @Test func `take no announcement of a script that is not there, and name the nearest`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\n")
            try store.write(
                "schedules/scripts/lost-child.txt", "title L\napproved 2026-11-01 me\n--- en\nA child is waiting.\n")
            let error = await #expect(throws: ImpossibleAnnouncement.self) {
                _ = try await Store(store.paths).imagined("lost-chidl", at: Instant(nanoseconds: 0))
            }
            #expect(error?.wording.en == "there is no script \"lost-chidl\"; did you mean \"lost-child\"?")
            #expect(error?.wording.zh == "没有播音稿“lost-chidl”；是不是要写“lost-child”？")
        }
    }
}
