// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Spreadsheet

@Suite struct `A CSV table` {
    private static let rows = [
        ["when", "name", "comment"],
        ["开店-5分", "opening, \"the\" march", "two\nlines"],
        ["", "", " blank in front"],
    ]

    @Test(arguments: CSVTable.Separator.allCases, CSVEncoding.allCases)
    func `is read as it was written, whatever stands between its cells and however it is stored`(
        separator: CSVTable.Separator, encoding: CSVEncoding
    ) throws {
        let table = CSVTable(rows: Self.rows)
        let data = try #require(encoding.encode(table.text(separator: separator)))
        #expect(try CSVTable(data) == table)
    }

    @Test func `of another program is read: bare line feeds, no last line end, blanks around quotes`() throws {
        let table = try CSVTable(Data("a;b\n \"1;2\" ;\r\"x\ry\";3".utf8))
        #expect(table.rows == [["a", "b"], ["1;2", ""], ["x\ry", "3"]])
    }

    @Test(arguments: [("a,b\n\"c,d\ne,f\n", 2), ("a,b\nc\"d,e\n", 2), ("a\nb\nc\n\"d\"e,f", 4), ("\"", 1)])
    func `with quotes that do not pair is refused with its row`(text: String, row: Int) {
        #expect(throws: CSVProblem.quotes(row: row)) { try CSVTable(Data(text.utf8)) }
    }

    @Test func `that would fill the memory is refused`() {
        let wide = Data((String(repeating: ",", count: 200_000) + "\n").utf8)
        #expect(throws: CSVProblem.tooWide(row: 1)) { try CSVTable(wide) }
        let long = Data(String(repeating: "\n", count: 300_000).utf8)
        #expect(throws: CSVProblem.tooManyRows) { try CSVTable(long) }
        #expect(throws: CSVProblem.tooLong) { try CSVTable(Data(repeating: 0x20, count: 5 << 20)) }
    }

    @Test(arguments: [
        Data([0xFF, 0xFE, 0x61, 0x00]), Data([0xEF, 0xBB, 0xBF, 0xC4, 0xE3]), Data([0xC4]),
    ])
    func `in no known encoding is refused`(data: Data) {
        #expect(throws: CSVProblem.unknownEncoding) { try CSVTable(data) }
    }

    @Test func `without anything in it has no rows`() throws {
        #expect(try CSVTable(Data()).rows.isEmpty)
    }
}
