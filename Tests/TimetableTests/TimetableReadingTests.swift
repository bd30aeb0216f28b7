// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

@Suite struct `Reading a timetable` {
    /// A line and the canonical form of what it means.
    static let lines = [
        ("09:00 say store-guide", "09:00|say|store-guide"),
        ("  ９：００　say\tstore-guide   # a comment", "09:00|say|store-guide"),
        ("9点30分 播稿 导览", "09:30|say|导览"),
        ("9点播稿导览", "09:00|say|导览"),
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

    @Test func `every keyword has its own spelling in each language`() {
        let english = Keyword.allCases.map(\.en)
        let chinese = Keyword.allCases.map(\.zh)
        #expect(Set(english).count == english.count)
        #expect(Set(chinese).count == chinese.count)
        #expect(chinese.allSatisfy { $0.allSatisfy { !$0.isASCII } })
        #expect(Keyword.verbs.map(\.en) == Verb.allCases.map(\.rawValue))
        #expect(Keyword.classes.map(\.en) == BroadcastClass.allCases.map(\.name))
    }
}

extension Entry {
    /// What the entry means, on one line.
    fileprivate var canonical: String {
        var parts = [when.spelling, verb.rawValue, name ?? ""]
        if let from = options.from { parts.append("from \(from.spelling)") }
        if let to = options.to { parts.append("to \(to.spelling)") }
        if let chime = options.chime { parts.append("with \(chime)") }
        if let lateness = options.lateness { parts.append("late \(lateness.spelling)") }
        if options.isAlone { parts.append("alone") }
        if options.isEnding { parts.append("ending") }
        return parts.joined(separator: "|")
    }
}
