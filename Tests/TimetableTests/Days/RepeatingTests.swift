// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

@Suite struct `A line every so often` {
    private func cues(
        _ line: String, hours: String = "open 08:00\nclose 22:00", on day: String = "2026-02-21",
        zone: String = "Asia/Shanghai"
    ) throws -> [Cue] {
        let clock = try #require(CivilClock(timeZone: zone))
        let timetables = try store(["everyday": "\(hours)\n\(line)\n"])
        let order = timetables.runningOrder(on: try date(day), clock: clock)
        return try #require(order).cues
    }

    static let lines: [(line: String, times: [String])] = [
        ("every 1h say x from 14:00 to 17:00", ["14:00", "15:00", "16:00", "17:00"]),
        ("every 1h say x from 14:10 to 17:00", ["14:10", "15:10", "16:10"]),
        ("every 45m say x from open to open+2h", ["08:00", "08:45", "09:30"]),
        ("every 5h say x", ["10:00", "15:00", "20:00"]),
        ("every 4h say x", ["08:00", "12:00", "16:00", "20:00"]),
        ("every 2h say x to 12:00", ["08:00", "10:00", "12:00"]),
        ("every 24h say x", []),
        ("every 24h say x from 09:00", ["09:00"]),
        ("every 30m say x from close-1h to close+30m", ["21:00", "21:30", "22:00", "22:30"]),
        ("每1小时 播稿 x 从 20:00", ["20:00", "21:00", "22:00"]),
    ]

    @Test(arguments: lines) func `it airs at the full marks of the clock, or counted from its window`(
        line: String, times: [String]
    ) throws {
        let cues = try cues(line)
        #expect(cues.map { $0.key.split(separator: "/").last.map(String.init) } == times)
        for cue in cues {
            #expect(cue.key.hasPrefix("2026-02-21/everyday/every-"))
            #expect(cue.when.hasPrefix("every "))
        }
    }

    @Test func `its keys name the time, and a twin is told apart`() throws {
        let keys = try cues("every 1h say x from 14:00 to 15:00\nevery 1h say x from 14:00 to 14:00:30").map(\.key)
        let stem = "2026-02-21/everyday/every-1h/say/x"
        #expect(keys == ["\(stem)/14:00", "\(stem)/14:00/2", "\(stem)/15:00"])
    }

    @Test func `after midnight it belongs to the day that opened`() throws {
        let cues = try cues("every 2h say x from 22:00", hours: "open 18:00\nclose 26:00")
        #expect(cues.map { $0.key.split(separator: "/").last ?? "" } == ["22:00", "24:00", "26:00"])
    }

    @Test func `where clocks go forward none is lost, where they go back none is doubled`() throws {
        let spring = try cues(
            "every 1h say x", hours: "open 00:30\nclose 06:00", on: "2026-03-29", zone: "Europe/Berlin")
        #expect(
            spring.map { $0.key.split(separator: "/").last ?? "" } == ["01:00", "03:00", "04:00", "05:00", "06:00"])
        let autumn = try cues(
            "every 1h say x", hours: "open 00:30\nclose 04:00", on: "2026-10-25", zone: "Europe/Berlin")
        #expect(
            autumn.map { String($0.key.dropFirst("2026-10-25/everyday/every-1h/say/x/".count)) } == [
                "01:00", "02:00", "02:00/2", "03:00", "04:00",
            ])
        for cues in [spring, autumn] {
            let gaps = zip(cues, cues.dropFirst()).map { $1.planned - $0.planned }
            #expect(gaps.allSatisfy { $0 == .hours(1) })
        }
    }

    @Test func `the shortest span over the widest window stays inside its limit`() throws {
        let count = try cues("every 1m say x", hours: "open 00:00\nclose 24:00").count
        #expect(count == 24 * 60 + 1)
        let widest = try cues("every 1m say x from open-12h to close+12h", hours: "open 00:00\nclose 24:00").count
        #expect(widest == 48 * 60 + 1)
    }

    @Test func `what is said of it reaches each of its cues`() throws {
        let cues = try cues("every 1h say x from 14:00 to 15:00 with gong-2 alone late 5m repeat 2 in hall as urgent")
        #expect(cues.count == 2)
        for cue in cues {
            #expect(cue.chime == "gong-2")
            #expect(cue.isAlone)
            #expect(cue.lateness == .minutes(5))
            #expect(cue.times == 2)
            #expect(cue.zones == ["hall"])
            #expect(cue.broadcastClass == .urgent)
        }
    }
}
