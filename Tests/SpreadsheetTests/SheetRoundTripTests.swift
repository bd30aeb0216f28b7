// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import Timetable

@testable import Spreadsheet

@Suite struct `A timetable and its spreadsheet` {
    private static let schedules = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "schedules")

    private static let samples = [
        "everyday.timetable", "new-years-eve.timetable", "samples/online-shop/everyday.timetable",
        "samples/online-shop/national-day.timetable", "samples/online-shop/double-twelve.timetable",
    ]

    private func sheet(_ text: String) throws -> TimetableSheet {
        let (sheet, diagnostics) = TimetableSheet.read(text, file: "f", name: "x")
        return try #require(sheet, "\(diagnostics.map { $0.message(in: .en) })")
    }

    @Test(arguments: samples) func `of the samples come back as they were, in every encoding and language`(
        file: String
    ) throws {
        let sheet = try sheet(String(contentsOf: Self.schedules.appending(path: file), encoding: .utf8))
        for keywords in [nil, Language.zh, .en] {
            for (separator, encoding) in zip(CSVTable.Separator.allCases, CSVEncoding.allCases) {
                let table = CSVTable(sheet, keywords: keywords, headings: keywords ?? .zh)
                let data = try #require(encoding.encode(table.text(separator: separator)))
                let back = try TimetableSheet(csv: data, file: "x.csv")
                #expect(back.text(in: keywords) == sheet.text(in: keywords))
                #expect(CSVTable(back, keywords: nil, headings: keywords ?? .zh) == table)
            }
        }
    }

    @Test func `of any lines come back as they were, however the columns stand and whatever is between them`() throws {
        for seed in 0..<200 as Range<UInt64> {
            var random = Seeded(seed)
            let sheet = try sheet(Self.text(&random))
            let table = CSVTable(
                sheet, keywords: nil, headings: Language.allCases.randomElement(using: &random) ?? .en)
            // Columns in another order, some of them blank.
            let width = table.rows[0].count
            let order = (Array(0..<width).map { Optional($0) } + [nil, nil]).shuffled(using: &random)
            let moved = CSVTable(rows: table.rows.map { row in order.map { $0.map { row[$0] } ?? "" } })
            let separator = CSVTable.Separator.allCases.randomElement(using: &random) ?? .comma
            let encoding = CSVEncoding.allCases.randomElement(using: &random) ?? .utf8
            let data = try #require(encoding.encode(moved.text(separator: separator)))
            #expect(try TimetableSheet(csv: data, file: "x.csv").text(in: nil) == sheet.text(in: nil), "seed \(seed)")
        }
    }

    /// A timetable of random lines, whose names and comments have what is special in CSV files.
    private static func text(_ random: inout Seeded) -> String {
        let comments = ["", "", "  # a \"quoted\" word", "  # a, b; c\td", "  # 备注，全角；标点", "  # 㐀𠮷 rare"]
        let lines = [
            "09:00 say welcome", "open-5m play march alone", "close say goodbye ending with gong",
            "every 5-10m promo offers from open+30m to close-30m", "每1小时 播稿 导览 从 10:00 到 18:00 在 一楼、二楼",
            "10点半 音乐 轻音乐 顺序", "21:30:15 say x late 10m repeat 3 as urgent on Mon to Fri, holiday",
            "", "# a line, \"only\" to be read",
        ]
        var text = "days Mon to Sun, 节假日\nopen 8:00\nclose 22:00  # 闭店, 关门\n"
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            text += (lines.randomElement(using: &random) ?? "") + (comments.randomElement(using: &random) ?? "") + "\n"
        }
        // Blank lines at the end are left out, as spreadsheet programs add them.
        return text + "close+1m silence\n"
    }
}
