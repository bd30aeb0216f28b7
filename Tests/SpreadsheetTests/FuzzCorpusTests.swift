// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import Timetable

@testable import Spreadsheet

@Suite struct `The corpus of the fuzzer for spreadsheets` {
    @Test func `gives timetables that another round leaves as they are, or mistakes in both languages`() throws {
        for input in try FuzzCorpus.inputs(of: "csv") {
            do throws(SpreadsheetMistakes) {
                let sheet = try TimetableSheet(csv: input.bytes, file: "x.csv")
                let again = CSVTable(sheet, keywords: nil, headings: .en).text()
                let back = try TimetableSheet(csv: Data(again.utf8), file: "x.csv")
                #expect(back.text(in: nil) == sheet.text(in: nil), "\(input.name)")
            } catch {
                for language in Language.allCases {
                    #expect(!error.text(in: language).isEmpty, "\(input.name)")
                }
            }
        }
    }
}
