// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

@Suite struct `Reading a timetable` {
    private static let W = "Timetable.Weekday."
    private static let C = "Timetable.DayClass."

    /// A line and the canonical form of what it means.
    static let lines = [
        ("09:00 say store-guide", "09:00|say|store-guide"),
        ("  ９：００　say\tstore-guide   # a comment", "09:00|say|store-guide"),
        ("9点30分 播稿 导览", "09:30|say|导览"),
        ("9点播稿导览", "09:00|say|导览"),
        ("九点 播放 x", "09:00|play|x"),
        ("十点半 播稿 x", "10:30|say|x"),
        ("十二点零五分 播放 x 宽限十五分", "12:05|play|x|late 15m"),
        ("次日两点 播放 x", "26:00|play|x"),
        ("每十分钟 播放 x", "every 10m|play|x"),
        ("每五到十分钟 播放 x", "every 5-10m|play|x"),
        ("开店-二十分 播放 x 重复两次", "open-20m|play|x|repeat 2"),
        ("open-5m play opening-march alone", "open-5m|play|opening-march|alone"),
        ("OPEN - 5 m Play opening-march ALONE", "open-5m|play|opening-march|alone"),
        ("open-300s play opening-march", "open-5m|play|opening-march"),
        ("open−5m play x", "open-5m|play|x"),
        ("open—5m play x", "open-5m|play|x"),
        ("open―5m play x", "open-5m|play|x"),
        ("open＋5m\u{A0}play\u{2003}x", "open+5m|play|x"),
        ("开店－５分钟 播放 opening-march 单独", "open-5m|play|opening-march|alone"),
        ("close+90m music late-night", "close+1h30m|music|late-night"),
        ("闭店 播稿 goodbye 准点结束 配 chime-close", "close|say|goodbye|with chime-close|ending"),
        ("close say goodbye ending late 30s over", "close|say|goodbye|late 30s|ending"),
        ("close+1m silence", "close+1m|silence|"),
        ("闭店+1分 静音", "close+1m|silence|"),
        ("10:00 promo offers with gong-2", "10:00|promo|offers|with gong-2"),
        (
            "every 5-10m promo offers from open+30m to close-30m",
            "every 5-10m|promo|offers|from open+30m|to close-30m"
        ),
        (
            "每5-10分 促销 offers 从 开店+30分 到 闭店-30分",
            "every 5-10m|promo|offers|from open+30m|to close-30m"
        ),
        (
            "每５～１０分钟促销offers 从开店+30分至闭店-0.5小时",
            nil
        ),
        (
            "每５～１０分钟促销offers 从开店+30分至闭店-30分",
            "every 5-10m|promo|offers|from open+30m|to close-30m"
        ),
        ("every 300s – 600s promo offers", "every 5-10m|promo|offers"),
        ("every 30s-2m promo offers alone", "every 30-120s|promo|offers|alone"),
        ("every 1-2h promo offers to 20:00", "every 1-2h|promo|offers|to 20:00"),
        ("every 10-10m promo offers", "every 10-10m|promo|offers"),
        ("12:00 play Ünïcode－name.v2", "12:00|play|Ünïcode－name.v2"),
        ("24:00 silence", "24:00|silence|"),
        // After midnight of the day that opened.
        ("25:30 silence", "25:30|silence|"),
        ("02:00+1 silence", "26:00|silence|"),
        ("次日02:00 静音", "26:00|silence|"),
        ("次日 2点半 静音", "26:30|silence|"),
        ("48:00 silence", "48:00|silence|"),
        ("close+12h silence", "close+12h|silence|"),
        ("10点半播稿 x", "10:30|say|x"),
        ("9点整 播稿 x", "09:00|say|x"),
        ("09:00say x", "09:00|say|x"),
        ("９∶３０ say x", "09:30|say|x"),
        ("开店前10分钟 播稿 x", "open-10m|say|x"),
        ("闭店后1分 静音", "close+1m|silence|"),
        // By the clock, and in a window.
        (
            "every 1h say slips from 14:00 to 17:00 in warehouse late 5m",
            "every 1h|say|slips|from 14:00|to 17:00"
                + "|late 5m|in warehouse"
        ),
        ("every 90 minutes promo x", "every 1h30m|promo|x"),
        ("每半小时 播放 x", "every 30m|play|x"),
        ("每隔1个小时 播稿 x", "every 1h|say|x"),
        ("every 5 to 10m say x", "every 5-10m|say|x"),
        ("every 5m-10m play x", "every 5-10m|play|x"),
        ("每5到10分 促销 x", "every 5-10m|promo|x"),
        // Zones, days and the rest.
        ("09:00 say x in a, b，c、d", "09:00|say|x|in a+b+c+d"),
        ("09:00 播稿 x 在仓库、停车场 逢 周一至周五", "09:00|say|x|in 仓库+停车场|on weekdays(\(W)monday, \(W)friday)"),
        (
            "09:00 play x on Mon to Wed, sunday",
            "09:00|play|x|on weekdays(\(W)monday, \(W)wednesday)"
                + "+weekdays(\(W)sunday, \(W)sunday)"
        ),
        ("every 1h play x on Mon to 20:00", "every 1h|play|x|to 20:00|on weekdays(\(W)monday, \(W)monday)"),
        ("09:00 say x on workdays, HOLIDAY", "09:00|say|x|on dayClass(\(C)workday)+dayClass(\(C)holiday)"),
        ("09:00 say x on weekend", "09:00|say|x|on weekdays(\(W)saturday, \(W)sunday)"),
        ("09:00 say x repeat 3 times as urgent", "09:00|say|x|repeat 3|as urgent"),
        ("09:00 播稿 x 重复3次 作为 紧急", "09:00|say|x|repeat 3|as urgent"),
        ("09:00 music x in-order", "09:00|music|x|in-order"),
        ("09:00 音乐 x 顺序 在 仓库", "09:00|music|x|in 仓库|in-order"),
        ("09:00 music x shuffle", "09:00|music|x"),
        ("09:00 silence in warehouse on Sun", "09:00|silence||in warehouse|on weekdays(\(W)sunday, \(W)sunday)"),
    ]

    @Test(arguments: lines) func `a line means the same in either language and any spacing`(
        line: String, expected: String?
    ) {
        let parsed = parse(line)
        #expect(parsed.timetable?.entries.first?.canonical == expected)
        #expect((parsed.timetable == nil) == (expected == nil))
        #expect(parsed.diagnostics.isEmpty == (expected != nil))
    }

    @Test(arguments: ["\n", "\r\n", "\r"]) func `any line end will do, and a byte order mark`(end: String)
        throws
    {
        let lines = [
            "\u{FEFF}# day", "days every   day", "开店 8:00", "close   22点", "", "open say welcome", "",
        ]
        let parsed = Timetable.parse(lines.joined(separator: end), file: "f", name: "everyday")
        #expect(parsed.diagnostics == [])
        let timetable = try #require(parsed.timetable)
        #expect(timetable.open == ClockTime("08:00"))
        #expect(timetable.close == ClockTime("22:00"))
        #expect(timetable.entries.first?.location == Location(file: "f", line: 6, column: 1))
        #expect(timetable.entries.first?.nameLocation == Location(file: "f", line: 6, column: 10))
    }

    static let places: [KeywordSet] = [.lineStarts, .verbs, .options, .days, .units, .scriptHeaders, .classes]

    @Test(arguments: places.indices) func `every keyword has its own spellings where it may stand`(place: Int) {
        let spellings = Self.places[place].keywords.flatMap(\.spellings)
        #expect(Set(spellings).count == spellings.count)
    }

    @Test func `every keyword has a Chinese twin, and those of values have their names`() {
        #expect(Set(Keyword.allCases.map(\.zh)).count == Keyword.allCases.count)
        #expect(Keyword.allCases.map(\.zh).allSatisfy { $0.allSatisfy { !$0.isASCII } })
        #expect(KeywordSet.verbs.keywords.map(\.en) == Verb.allCases.map(\.rawValue))
        #expect(KeywordSet.classes.keywords.map(\.en) == BroadcastClass.allCases.map(\.name))
    }

    @Test func `heads may have a colon, lists of days an "and"`() {
        let text = "开店：08:00\nclose: 22:00\ndays: Mon and Tue\n09:00 say x on Sat and Sun\n09:30 播稿 y 逢 周六和周日\n"
        let parsed = Timetable.parse(text, file: "x", name: "x")
        #expect(parsed.diagnostics.map { $0.message(in: .en) } == [])
        #expect(parsed.timetable?.open == ClockTime(seconds: 8 * 3600))
        #expect(parsed.timetable?.days?.parts == [.weekdays(.monday, .monday), .weekdays(.tuesday, .tuesday)])
        let weekend: [DayRule.Part] = [.weekdays(.saturday, .saturday), .weekdays(.sunday, .sunday)]
        #expect(parsed.timetable?.entries.map(\.options.days?.parts) == [weekend, weekend])
    }

    @Test(arguments: [
        ("中午12点", "12:00"), ("中午1点", "13:00"), ("晚上12点", "24:00"), ("夜里1点", "25:00"), ("晚上8点", "20:00"),
        ("12am", "00:00"),
        ("下午2点", "14:00"), ("凌晨1点", "01:00"),
    ])
    func `a part of the day is proposed as the time it means`(word: String, time: String) {
        #expect(ClockTime(meantBy: word)?.description == time)
    }
}
