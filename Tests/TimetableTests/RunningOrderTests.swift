// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

@Suite struct `The running order` {
    @Test func `cues come by their time, those of one time in file order`() throws {
        let order = try runningOrder(
            """
            close say goodbye ending
            09:00 say store-guide with gong-2 late 5m
            09:00 music light-keyboard
            open-5m play opening-march alone
            close+1m silence
            """)
        #expect(
            order.cues.map(\.key) == [
                "2026-11-21/everyday/open-5m/play/opening-march",
                "2026-11-21/everyday/09:00/say/store-guide",
                "2026-11-21/everyday/09:00/music/light-keyboard",
                "2026-11-21/everyday/close/say/goodbye",
                "2026-11-21/everyday/close+1m/silence",
            ])
        #expect(
            order.cues.map { order.opens - $0.planned } == [5, -60, -60, -840, -841].map { .minutes($0) })
        #expect(order.cues.map(\.isAlone) == [true, false, false, false, false])
        #expect(order.cues.map(\.isEnding) == [false, false, false, true, false])
        #expect(order.cues.map(\.chime) == [nil, "gong-2", nil, nil, nil])
        #expect(order.cues.map(\.lateness.seconds) == [60, 300, 60, 60, 60])
        #expect(order.cues.map(\.when) == ["open-5m", "09:00", "09:00", "close", "close+1m"])
        #expect(order.cues.map(\.location.line) == [6, 4, 5, 3, 7])
        #expect(order.cues.last?.name == "")
        #expect(order.closes - order.opens == .hours(14))
    }

    @Test func `a rotation airs from opening to closing unless it says otherwise`() throws {
        let order = try runningOrder(
            """
            every 5-10m promo offers
            每5-10分 促销 offers 从 开店+30分 到 20:00 配 gong-2 单独
            """)
        let rules = order.rotations
        #expect(rules.map(\.key).first == "2026-11-21/everyday/every-5-10m/promo/offers")
        #expect(rules.map(\.key).last == "2026-11-21/everyday/every-5-10m/promo/offers/2")
        #expect(rules.map(\.when) == ["every 5-10m", "every 5-10m"])
        #expect(rules.map(\.minimum) == [.minutes(5), .minutes(5)])
        #expect(rules.map(\.maximum) == [.minutes(10), .minutes(10)])
        #expect(rules.map { $0.from - order.opens } == [.zero, .minutes(30)])
        #expect(rules.map { order.closes - $0.to } == [.zero, .hours(2)])
        #expect(rules.map(\.chime) == [nil, "gong-2"])
        #expect(rules.map(\.isAlone) == [false, true])
    }

    @Test(arguments: [
        "09:00 say x", "9:00 say x", "９：００ 播稿 x", "9点 播稿x", "09:00:00 say x late 2m with gong-2",
    ])
    func `the key of a cue is the same however it is written`(line: String) throws {
        #expect(try runningOrder(line).cues.map(\.key) == ["2026-11-21/everyday/09:00/say/x"])
    }

    @Test func `twins are told apart, and editing other lines changes no key`() throws {
        let before = try runningOrder("09:00 say x\n10:00 say y\n9点 播稿 x\n")
        #expect(
            before.cues.map(\.key).filter { $0.contains("/x") } == [
                "2026-11-21/everyday/09:00/say/x", "2026-11-21/everyday/09:00/say/x/2",
            ])
        let after = try runningOrder("# new\n08:30 say z\n09:00 say x alone\n\n09:00 say x\n09:00 music m\n")
        #expect(
            Set(before.cues.map(\.key)).subtracting(after.cues.map(\.key)) == [
                "2026-11-21/everyday/10:00/say/y"
            ])
    }

    @Test func `keys never repeat in a day`() throws {
        let lines = ["09:00 silence", "09:00 say x", "open+1h say x", "every 5-10m promo x", "10:00 promo x"]
        let order = try runningOrder((lines + lines + lines).joined(separator: "\n"))
        let keys = order.cues.map(\.key) + order.rotations.map(\.key)
        #expect(keys.count == 15)
        #expect(Set(keys).count == 15)
    }

    @Test func `an offset is time that passes, also over a change of clocks`() throws {
        let text = "open 03:30\nclose 22:00\nopen-1h say x\n02:30 say y"
        let timetable = try #require(Timetable.parse(text, file: "f", name: "everyday").timetable)
        let clock = try #require(CivilClock(timeZone: "Europe/Berlin"))
        let date = try #require(CivilDate("2026-03-29"))
        let order = try #require(Timetables([timetable]).runningOrder(on: date, clock: clock))
        #expect(order.cues.map(\.name) == ["x", "y"])
        #expect(
            order.cues.map { clock.iso8601($0.planned) } == [
                "2026-03-29T01:30:00.000+01:00", "2026-03-29T03:00:00.000+02:00",
            ])
    }
}
