// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Timetable

@Suite struct `The sheet of a timetable` {
    private func sheet(_ text: String) throws -> TimetableSheet {
        let (sheet, diagnostics) = TimetableSheet.read(text, file: "f", name: "everyday")
        try #require(diagnostics == [], "\(diagnostics.map { $0.rendered(sourceLine: nil, language: .en) })")
        return try #require(sheet)
    }

    private func meaning(_ text: String) throws -> [String] {
        try #require(Timetable.parse(text, file: "f", name: "everyday").timetable).meaning
    }

    @Test func `the sample timetable is written as its authors wrote it`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "schedules/everyday.timetable"), encoding: .utf8)
        let sheet = try sheet(text)
        #expect(sheet.text(in: nil) == text)
        #expect(sheet.text(in: .en) == text)
        #expect(try self.sheet(sheet.text(in: .zh)).text(in: .en) == text)
    }

    @Test func `a timetable is rewritten in either language, aligned by what is seen`() throws {
        let text = """
            days Mon to Fri,holiday
            ＯＰＥＮ 8：00
            close 次日2点
            # 注释
            every 5 to 10m promo offers as notice to close - 30m from 开店+30分   # all day
            09:00 播稿 导览 in 仓库, hall 重复 3次 late 90m

            9:30 silence
            """
        #expect(
            try sheet(text).text(in: nil) == """
                days   Mon to Fri, holiday
                open   08:00
                close  次日2点
                # 注释
                every 5-10m   promo    offers  from 开店+30分 to close-30m  as notice  # all day
                09:00         播稿     导览    in 仓库, hall                late 90m  重复3次

                09:30         silence

                """)
        #expect(
            try sheet(text).text(in: .zh) == """
                适用  周一至周五、节假日
                开店  08:00
                闭店  26:00
                # 注释
                每5-10分   促销  offers  从 开店+30分 到 闭店-30分  作为 通知  # all day
                09:00      播稿  导览    在 仓库、hall              宽限1小时30分  重复3次

                09:30      静音

                """)
    }

    @Test func `cells say what they are about and where they stand`() throws {
        let row = try #require(try sheet("open 8:00\nclose 22:00\n  09:00 say x  late 5m 配 gong # c ").rows.last)
        #expect(row[.when] == "09:00" && row[.verb] == "say" && row[.name] == "x")
        #expect(row[.late] == "5m")
        #expect(row[.chime] == "配 gong")
        #expect(row[.comment] == "# c")
        let places = row.cells.mapValues { [$0.line, $0.column, $0.length] }
        #expect(places[.when] == [3, 3, 5] && places[.late] == [3, 16, 7] && places[.comment] == [3, 31, 3])
    }

    @Test func `cells of a spreadsheet make lines, with or without the keywords of their columns`() throws {
        let rows: [[TimetableSheet.Column: String]] = [
            [.when: "open", .verb: "8:00"], [.when: "close", .verb: "22:00"], [:], [.comment: "by hand"],
            [.when: "09:00", .verb: "say", .name: "x", .chime: "gong", .late: "late 5m", .mode: "alone"],
            [.when: "每5-10分", .verb: "促销", .name: "x", .from: "10:00", .days: "周六、周日"],
        ]
        let (sheet, diagnostics) = TimetableSheet(rows: rows).checked(file: "f", name: "x")
        #expect(diagnostics == [])
        #expect(
            sheet?.text(in: nil) == """
                open   08:00
                close  22:00

                # by hand
                09:00      say   x  with gong  alone  late 5m
                每5-10分   促销  x  从 10:00   逢 周六、周日

                """)
    }

    /// A row, the column its mistake is in, and part of the message.
    static let wrongRows: [([TimetableSheet.Column: String], TimetableSheet.Column, String)] = [
        ([.when: "09.00", .verb: "say", .name: "x"], .when, "no time"),
        ([.when: "09:00", .verb: "sya", .name: "x"], .verb, "nothing that"),
        ([.when: "09:00", .verb: "say", .name: "store guide"], .name, "`guide` is no option"),
        ([.when: "09:00", .verb: "say", .name: "x", .late: "5"], .late, "5 what?"),
        ([.when: "09:00", .verb: "say", .name: "x", .chime: "a#b"], .chime, "cannot be a name"),
        ([.when: "09:00", .verb: "say", .name: "x", .days: "Mondy"], .days, "no day"),
    ]

    @Test(arguments: wrongRows) func `a mistake is led back to its cell`(
        row: [TimetableSheet.Column: String], column: TimetableSheet.Column, message: String
    ) throws {
        let hours: [[TimetableSheet.Column: String]] = [
            [.when: "open", .verb: "8:00"], [.when: "close", .verb: "22:00"],
        ]
        let sheet = TimetableSheet(rows: hours + [row])
        let (read, diagnostics) = sheet.checked(file: "f", name: "x")
        #expect(read == nil)
        let diagnostic = try #require(diagnostics.first)
        #expect(diagnostics.count == 1)
        #expect(diagnostic.location.line == 3)
        #expect(sheet.column(at: diagnostic.location) == column)
        #expect(diagnostic.message(in: .en).contains(message))
    }

    @Test func `a very long cell runs over instead of moving the others`() throws {
        let long = String(repeating: "n", count: 60)
        let text = try sheet("open 8:00\nclose 22:00\n09:00 say x alone\n10:00 say \(long) alone\n").text(in: nil)
        #expect(text.contains("\n09:00   say  x  alone\n10:00   say  \(long)  alone\n"))
    }

    @Test func `any timetable keeps its meaning in either language and is written the same twice`() throws {
        for seed in 0..<300 as Range<UInt64> {
            var random = RandomTimetable(seed: seed)
            let text = random.text()
            let (read, diagnostics) = TimetableSheet.read(text, file: "f", name: "everyday")
            guard let sheet = read else {
                Issue.record("seed \(seed): \(text) \(diagnostics.map { $0.rendered(sourceLine: nil, language: .en) })")
                return
            }
            let meaning = try meaning(text)
            for language in [nil, .zh, .en] as [Language?] {
                let written = sheet.text(in: language)
                guard try self.meaning(written) == meaning else {
                    Issue.record("seed \(seed): \(text)\n\(written)")
                    return
                }
                let again = try self.sheet(written)
                #expect(again.text(in: language) == written, "seed \(seed)")
                let cells = again.rows.map { $0.cells.mapValues(\.text) }
                let (rebuilt, _) = TimetableSheet(rows: cells).checked(file: "f", name: "everyday")
                #expect(rebuilt?.text(in: nil) == written, "seed \(seed)")
                #expect(rebuilt?.rows.map { $0.cells.mapValues(\.text) } == cells, "seed \(seed)")
            }
            let english = sheet.text(in: .en)
            #expect(
                try self.sheet(self.sheet(sheet.text(in: .zh)).text(in: .en)).text(in: .en) == english, "seed \(seed)")
        }
    }

    @Test func `one changed character gives the same timetable, another that is written as it is read, or an error`()
        throws
    {
        let noise: [Character] = [
            "#", " ", "x", "9", ":", "-", ",", "、", "到", "在", "\t", "\u{0}", "\u{FFFD}", "+", "\n",
        ]
        for seed in 0..<1500 as Range<UInt64> {
            var random = RandomTimetable(seed: seed)
            var generator = Seeded(seed)
            var characters = Array(random.text())
            let place = Int.random(in: 0..<characters.count, using: &generator)
            switch seed % 3 {
            case 0: characters.remove(at: place)
            case 1: characters[place] = noise.randomElement(using: &generator) ?? " "
            default: characters.insert(noise.randomElement(using: &generator) ?? " ", at: place)
            }
            let text = String(characters)
            let parsed = Timetable.parse(text, file: "f", name: "everyday")
            let (sheet, diagnostics) = TimetableSheet.read(text, file: "f", name: "everyday")
            #expect(diagnostics == parsed.diagnostics, "seed \(seed)")
            #expect((sheet == nil) == (parsed.timetable == nil), "seed \(seed)")
            #expect((parsed.timetable == nil) == parsed.diagnostics.contains { $0.severity == .error }, "seed \(seed)")
            guard let sheet, let timetable = parsed.timetable else { continue }
            for language in [nil, .zh, .en] as [Language?] {
                #expect(try meaning(sheet.text(in: language)) == timetable.meaning, "seed \(seed): \(text)")
            }
        }
    }

    @Test func `a file cut off anywhere gives the lines before the cut, or an error`() throws {
        for seed in 0..<1500 as Range<UInt64> {
            var random = RandomTimetable(seed: seed)
            var generator = Seeded(seed)
            let text = random.text()
            let cut = String(text.prefix(Int.random(in: 0..<text.count, using: &generator)))
            let whole = try #require(Timetable.parse(text, file: "f", name: "everyday").timetable)
            let lastLine = cut.reduce(1) { $0 + ($1 == "\n" ? 1 : 0) }
            let parsed = Timetable.parse(cut, file: "f", name: "everyday")
            for diagnostic in parsed.diagnostics { #expect(diagnostic.location.line <= lastLine, "seed \(seed)") }
            let kept = (parsed.timetable ?? parsed.salvage)?.entries.filter { $0.location.line < lastLine } ?? []
            let before = Set(whole.entries.filter { $0.location.line < lastLine })
            #expect(Set(kept).subtracting(before) == [], "seed \(seed): \(cut)")
        }
    }
}
