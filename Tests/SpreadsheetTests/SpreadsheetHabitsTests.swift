// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Timetable

@testable import Spreadsheet

@Suite struct `A timetable saved by a spreadsheet program` {
    private func read(_ csv: String) throws -> String {
        try TimetableSheet(csv: Data(csv.utf8), file: "x.csv").text(in: nil)
    }

    /// The same timetable as Excel, WPS and people write it.
    private static let plain = """
        dates  2026-02-10
        over   everyday
        open   08:00
        close  22:00
        09:00      say   welcome  in hall, park
        every 1h   play  bell     from 10:00 to 20:00

        """

    private static let habits = [
        // Headings in English, in Chinese, mixed, in another order, in capitals, with blanks.
        "when,verb,name,in,from,to\ndates,2026-02-10\nover,everyday\nopen,08:00\nclose,22:00\n"
            + "09:00,say,welcome,\"hall, park\"\nevery 1h,play,bell,,10:00,20:00\n",
        "到,名称,动作,时间,从,分区\n,,2026-02-10,dates\n,,everyday,over\n,,08:00,open\n,,22:00,close\n"
            + ",welcome,say,09:00,,\"hall, park\"\n20:00,bell,play,every 1h,10:00,\n",
        " When ,VERB,名称,In,from,to,,\ndates,2026-02-10\nover,everyday\nopen,08:00\nclose,22:00\n"
            + "09:00,say,welcome,\"hall, park\"\nevery 1h,play,bell,,10:00,20:00\n",
        // Rows and columns that were once filled.
        "when;verb;name;in;from;to;;\ndates;2026-02-10;;;;;;\nover;everyday;;;;;;\nopen;08:00;;;;;;\n"
            + "close;22:00;;;;;;\n09:00;say;welcome;hall, park;;;;\nevery 1h;play;bell;;10:00;20:00;;\n;;;;;;;\n;;;;;;;\n",
        // The first line that tells Excel the separator.
        "sep=;\nwhen;verb;name;in;from;to\ndates;2026-02-10\nover;everyday\nopen;08:00\nclose;22:00\n"
            + "09:00;say;welcome;hall, park\nevery 1h;play;bell;;10:00;20:00\n",
        // A line break in a cell, as Alt+Enter makes it.
        "when\tverb\tname\tin\tfrom\tto\ndates\t2026-02-10\nover\teveryday\nopen\t08:00\nclose\t22:00\n"
            + "09:00\tsay\twelcome\t\"hall,\n park\"\nevery 1h\tplay\tbell\t\t10:00\t20:00\n",
    ]

    @Test(arguments: habits) func `is the timetable that was meant`(csv: String) throws {
        #expect(try read(csv) == Self.plain)
    }

    @Test func `may have times with seconds and dates with strokes, as Excel writes them`() throws {
        let csv = "when,verb,name\r\ndates,2026/2/10\r\nover,everyday\r\n9:00:00,say,welcome\r\n"
        let text = try read(csv)
        #expect(text == "dates  2026/2/10\nover   everyday\n09:00:00   say  welcome\n")
        let entry = Timetable.parse(text, file: "f", name: "x").timetable?.entries.first
        #expect(entry?.when == .at(.clock(ClockTime(seconds: 9 * 3600))))
    }

    @Test func `may have lists with full-width commas in a cell`() throws {
        let text = try read("时间,动作,名称,分区\n开店,08:00\n闭店,22:00\n9:00,播稿,导览,一楼，二楼\n")
        #expect(text.contains("在 一楼、二楼"), "\(text)")
    }

    @Test func `in GB18030 keeps rare characters`() throws {
        let csv = "时间,动作,名称,注释\n开店,08:00\n闭店,22:00\n09:00,播稿,导览,㐀 𠮷 龘 镕\n"
        let data = try #require(CSVEncoding.gb18030.encode(csv))
        #expect(data != Data(csv.utf8))
        #expect(try TimetableSheet(csv: data, file: "x.csv").text(in: nil).contains("# 㐀 𠮷 龘 镕"))
    }

    @Test(arguments: [("wehn,verb", "A1", "write `when`"), ("when,名字", "B1", "write `名称`"), ("when,,tiem", "C1", nil)])
    func `with an unknown heading is refused with the cell and the nearest one`(
        head: String, cell: String, fix: String?
    ) throws {
        let error = try #require(throws: SpreadsheetMistakes.self) { try read("\(head)\nopen,08:00\n") }
        let text = error.text(in: .en)
        #expect(text.hasPrefix("x.csv:\(cell): error: there is no column `"))
        if let fix { #expect(text.contains("fix: \(fix)")) }
    }

    /// For each column a cell that is wrong; a comment never is.
    private static let wrongCells: [(column: TimetableSheet.Column, text: String)] = [
        (.when, "9 o'clock"), (.verb, "shout"), (.name, "two words"), (.from, "nine"), (.to, "late"), (.zones, "a#b"),
        (.days, "Mondy"), (.chime, "two gongs"), (.mode, "aloen"), (.late, "10"), (.ending, "endign"),
        (.times, "often"), (.broadcastClass, "loud"), (.order, "sorted"),
    ]

    @Test(arguments: wrongCells) func `with a mistake names its cell, as a spreadsheet program does`(
        column: TimetableSheet.Column, wrong: String
    ) throws {
        let columns = TimetableSheet.Column.allCases
        let isWindow = column == .from || column == .to
        var row: [TimetableSheet.Column: String] = [.when: "09:00", .verb: "say", .name: "x"]
        if isWindow { (row[.when], row[.from], row[.to]) = ("every 1h", "10:00", "20:00") }
        if column == .order { row[.verb] = "music" }
        row[column] = wrong
        let rows = [columns.map { TimetableColumns.heading($0).en }, ["open", "08:00"], ["close", "22:00"], []]
        let table = CSVTable(rows: rows + [columns.map { row[$0] ?? "" }])
        let error = try #require(throws: SpreadsheetMistakes.self) { try read(table.text()) }
        let letter = "ABCDEFGHIJKLMN".map { String($0) }[columns.firstIndex(of: column) ?? 0]
        #expect(error.mistakes.map(\.cell) == ["\(letter)5"], "\(error.text(in: .en))")
        #expect(!error.text(in: .zh).isEmpty)
    }

    @Test func `with many mistakes is told all of them at once, in the order of its rows`() throws {
        let csv = "when,verb,name,late\nopen,25\nclose,22:00\n09:00,sya,x,10m\n10:00,say,x,10\n10:00,play,,\n"
        let error = try #require(throws: SpreadsheetMistakes.self) { try read(csv) }
        #expect(error.mistakes.map(\.cell) == ["B2", "B4", "D5", "B6"], "\(error.text(in: .en))")
    }

    @Test func `with quotes that never end, or in no known encoding, is refused as a whole`() throws {
        let quotes = try #require(throws: SpreadsheetMistakes.self) { try read("when,verb\n\"open,08:00\n") }
        #expect(quotes.mistakes.count == 1)
        let encoding = try #require(throws: SpreadsheetMistakes.self) {
            try TimetableSheet(csv: Data([0xFF, 0xFE, 0x77, 0x00]), file: "x.csv")
        }
        #expect(encoding.text(in: .zh).hasPrefix("x.csv: 错误：此文件的编码"))
    }
}
