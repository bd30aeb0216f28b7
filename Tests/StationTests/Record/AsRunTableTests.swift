// SPDX-License-Identifier: Apache-2.0
import Foundation
import Spreadsheet
import Testing
import Timetable

@testable import Station

/// The as-run log as Excel and WPS get it.
@Suite struct `The table of the log` {
    private static func bytes(_ language: Language) throws -> Data {
        try #require(CSVEncoding.utf8WithMark.encode(DisturbedDay.asRun(language, withMusic: true).table.text()))
    }

    /// What another reader of CSV makes of it.
    private static func read(_ bytes: Data) throws -> [[String]] {
        let file = FileManager.default.temporaryDirectory.appending(path: "log-\(UUID().uuidString).csv")
        try bytes.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let python = Process()
        python.executableURL = URL(filePath: "/usr/bin/env")
        let script = """
            import csv, json, sys
            with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
                print(json.dumps(list(csv.reader(file, strict=True))))
            """
        python.arguments = ["python3", "-c", script, file.path]
        let output = Pipe()
        python.standardOutput = output
        try python.run()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        python.waitUntilExit()
        return try JSONDecoder().decode([[String]].self, from: answer)
    }

    @Test(arguments: Language.allCases)
    func `is read by another program cell for cell`(language: Language) throws {
        let bytes = try Self.bytes(language)
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let rows = try Self.read(bytes)
        #expect(rows == DisturbedDay.asRun(language, withMusic: true).table.rows)
        #expect(Set(rows.map(\.count)) == [13])
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.unicodeScalars.count { $0 == "\n" } == rows.count)
        #expect(text.components(separatedBy: "\r\n").count == rows.count + 1)
    }

    @Test func `has dates and times in forms that a spreadsheet program knows`() throws {
        for row in DisturbedDay.asRun(.en, withMusic: true).table.rows.dropFirst() {
            #expect(row[0].wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil)
            for cell in row[1...3] where !cell.isEmpty { #expect(cell.wholeMatch(of: /\d{2}:\d{2}:\d{2}/) != nil) }
            if !row[4].isEmpty { #expect(Double(row[4]) != nil) }
        }
    }

    @Test func `lets no words of an announcement be taken for a formula`() throws {
        let names = DisturbedDay.asRun(.zh).table.rows.map { $0[6] }
        #expect(names.contains("'=SUM(A1:A9),\" 特价"))
        for row in DisturbedDay.asRun(.zh).table.rows.dropFirst() {
            for cell in row where Double(cell) == nil {
                #expect(!"=+-@\t\r＝＋－＠".contains(cell.first ?? "x"), "\(cell)")
            }
        }
    }
}
