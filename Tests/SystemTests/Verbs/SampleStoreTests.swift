// SPDX-License-Identifier: Apache-2.0
import SystemSupport
import Testing

extension SystemTests {
    /// The two houses of the repository, on days of every kind.
    @Suite
    struct `The sample stores` {
        @Test(arguments: Sample.allCases)
        func `are without a mistake, and air every item of the year ahead`(sample: Sample) async throws {
            let check: CheckAnswer = try await sample.json(["check", "--date", "2026-11-23"])
            #expect(check.problems == [])
            #expect(check.notes.contains { $0.contains("Asia/Shanghai") })
        }

        @Test func `stay open past midnight on New Year's Eve, and say goodbye as they close`() async throws {
            let day: RehearsalAnswer = try await Sample.departmentStore.json(["rehearse", "--date", "2026-12-31"])
            #expect(day.cues.allSatisfy { $0.outcome == "aired" })
            let goodbye = try #require(day.cues.first { $0.name == "goodbye" })
            #expect(goodbye.key == "2026-12-31/everyday/close/say/goodbye")
            #expect(goodbye.end == "2027-01-01T00:30:00.000+08:00")
            let wish = try #require(day.cues.first { $0.name == "happy-new-year" })
            #expect(wish.key == "2026-12-31/new-years-eve/24:00/say/happy-new-year")
            #expect(wish.start == "2027-01-01T00:00:00.000+08:00")
        }

        @Test func `send the slips every full hour to both rooms, and music to the warehouse only`() async throws {
            let day: RehearsalAnswer = try await Sample.onlineShop.json(["rehearse", "--date", "2026-11-23"])
            let slips = day.cues.filter { $0.name == "slips-to-warehouse" }
            #expect(slips.map { $0.start } == [14, 15, 16, 17].map { "2026-11-23T\($0):00:00.000+08:00" })
            #expect(slips.allSatisfy { $0.zones == ["office", "warehouse"] && $0.when == "every 1h" })
            #expect(slips.first?.key == "2026-11-23/everyday/every-1h/say/slips-to-warehouse/14:00")
            #expect(day.cues.filter { $0.verb == "music" }.allSatisfy { $0.zones == ["warehouse"] })
            #expect(day.cues.first { $0.name == "reviews" }?.zones == ["office"])
            #expect(day.cues.allSatisfy { $0.outcome == "aired" })
        }

        @Test func `show for each day of a month its kind, hours and files`() async throws {
            let february: MonthAnswer = try await Sample.onlineShop.json(["calendar", "--month", "2026-02"])
            #expect(february.days.count == 28)
            let byDate = Dictionary(uniqueKeysWithValues: february.days.map { ($0.date, $0) })
            let festival = try #require(byDate["2026-02-17"])
            #expect((festival.dayClass, festival.name) == ("holiday", "春节"))
            #expect((festival.open, festival.close) == ("08:30", "22:00"))
            let worked = try #require(byDate["2026-02-14"])
            #expect((worked.dayClass, worked.name, worked.files) == ("workday", "调休", ["everyday"]))
            let sunday = try #require(byDate["2026-02-08"])
            #expect((sunday.dayClass, sunday.open, sunday.files) == ("restday", nil, []))

            let december: MonthAnswer = try await Sample.onlineShop.json(["calendar", "--month", "2026-12"])
            let sale = try #require(december.days.first { $0.date == "2026-12-11" })
            #expect((sale.close, sale.files) == ("25:00", ["everyday", "double-twelve"]))
        }

        @Test func `tell what one day has that another has not`() async throws {
            let answer: RehearsalAnswer = try await Sample.departmentStore.json(
                ["rehearse", "--date", "2026-12-31", "--diff", "2026-12-30"])
            let changes = try #require(answer.changes)
            #expect(changes.contains { $0.change == "added" && $0.name == "happy-new-year" })
            #expect(changes.contains { $0.change == "moved" && $0.name == "goodbye" })
            #expect(!changes.contains { $0.name == "store-guide" })
        }

        @Test func `tell what an announcement would displace`() async throws {
            let answer: RehearsalAnswer = try await Sample.departmentStore.json(
                ["rehearse", "--date", "2026-11-23", "--announce", "10:59:55 lost-child"])
            let pushed = try #require(answer.announcements?.first)
            #expect((pushed.script, pushed.state) == ("lost-child", "done"))
            #expect(pushed.start?.hasPrefix("2026-11-23T10:59:5") == true)
            #expect(answer.changes?.contains { $0.change == "moved" && $0.name == "store-news" } == true)
        }

        @Test func `are rehearsed for several days, a closed one left out`() async throws {
            let answer: RehearsalAnswer = try await Sample.onlineShop.json(
                ["rehearse", "--date", "2026-11-21", "--days", "3"])
            let dates = Set(answer.cues.map { $0.key.prefix("2026-11-21".count) })
            #expect(dates == ["2026-11-21", "2026-11-23"])
        }
    }
}
