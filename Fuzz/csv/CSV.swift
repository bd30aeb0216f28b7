// SPDX-License-Identifier: Apache-2.0
import Foundation
import Spreadsheet
import Timetable

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    do throws(SpreadsheetMistakes) {
        let sheet = try TimetableSheet(csv: Data(bytes: bytes, count: count), file: "x.csv")
        // What was read is a timetable, and stays the same through another round.
        let text = sheet.text(in: nil)
        let again = CSVTable(sheet, keywords: nil, headings: .en).text()
        let back = try TimetableSheet(csv: Data(again.utf8), file: "x.csv")
        precondition(back.text(in: nil) == text, "a round trip changes nothing")
    } catch {
        for language in Language.allCases {
            precondition(!error.text(in: language).isEmpty, "a mistake says something")
        }
    }
    return 0
}
