// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What libFuzzer hands over, as the readers get it from a file: bytes that are no UTF-8 replaced.
func text(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> String {
    String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
}

/// Every diagnostic lies in the text, says something in both languages, and can be shown.
func judge(_ diagnostics: [Diagnostic], of text: String) {
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    for diagnostic in diagnostics {
        let place = diagnostic.location
        precondition(place.line >= 1 && place.line <= max(lines.count, 1), "line \(place.line) of \(lines.count)")
        precondition(place.column >= 1, "columns count from 1")
        let line = lines.indices.contains(place.line - 1) ? String(lines[place.line - 1]) : nil
        for language in Language.allCases {
            precondition(!diagnostic.message(in: language).isEmpty, "a diagnostic says something")
            _ = diagnostic.rendered(sourceLine: line, language: language)
        }
    }
}

/// A reader that gave a value must have found no error.
func judge(hasValue: Bool, _ diagnostics: [Diagnostic]) {
    precondition(!hasValue || !diagnostics.contains { $0.severity == .error }, "no plan from a wrong file")
}
