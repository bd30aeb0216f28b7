// SPDX-License-Identifier: Apache-2.0
import Foundation
import Spreadsheet
import Testing

/// What is written is read again, and does nothing.
@Suite struct `A table that is written` {
    @Test(arguments: [
        ",\u{301}", "\"\u{301}", "a\"\u{20DD}b", "\n\u{301}", "\r\n", "a\u{2028}b", " a ", "", "\"\"", "a,b;c\td",
    ])
    func `keeps every cell, also where a mark stands behind a separator or a quotation mark`(cell: String) throws {
        for separator in CSVTable.Separator.allCases {
            let table = CSVTable(rows: [["first", cell, "last"], ["1", "2", "3"]])
            let text = table.text(separator: separator)
            var quoted = false
            var cells = 1
            for scalar in text.unicodeScalars {
                if scalar == "\"" { quoted.toggle() }
                if !quoted, String(scalar) == separator.rawValue { cells += 1 }
            }
            #expect(cells == 5, "\(text.debugDescription)")
            #expect(!quoted)
        }
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "－1", "＠x"])
    func `begins no formula with what somebody wrote`(text: String) {
        #expect(CSVTable.harmless(text) == "'" + text)
    }

    @Test(arguments: ["", "store-guide", "a=b", "'x", "请红色雨伞的失主"])
    func `leaves other words as they are`(text: String) {
        #expect(CSVTable.harmless(text) == text)
    }
}
