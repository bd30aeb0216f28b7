// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import Timetable

/// What once broke a reader, and what the fuzzer starts from, judged as `Fuzz/Harness.swift` judges.
@Suite struct `The corpus of the fuzzer` {
    /// Every diagnostic lies in the text, says something in both languages, and can be shown.
    private func judge(_ diagnostics: [Diagnostic], of text: String, _ input: FuzzCorpus.Input) {
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        for diagnostic in diagnostics {
            let place = diagnostic.location
            #expect((1...max(lines.count, 1)).contains(place.line) && place.column >= 1, "\(input.name)")
            let line = lines.indices.contains(place.line - 1) ? String(lines[place.line - 1]) : nil
            for language in Language.allCases {
                #expect(!diagnostic.message(in: language).isEmpty, "\(input.name)")
                #expect(!diagnostic.rendered(sourceLine: line, language: language).isEmpty, "\(input.name)")
            }
        }
    }

    private func isGood(_ diagnostics: [Diagnostic]) -> Bool {
        !diagnostics.contains { $0.severity == .error }
    }

    @Test func `gives timetables without an error, which can be formatted and stay the same, or diagnostics`() throws {
        for input in try FuzzCorpus.inputs(of: "timetable") {
            let parsed = Timetable.parse(input.text, file: "x.timetable", name: "x")
            judge(parsed.diagnostics, of: input.text, input)
            #expect((parsed.timetable != nil) == isGood(parsed.diagnostics), "\(input.name)")
            let sheet = TimetableSheet.read(input.text, file: "x.timetable", name: "x").sheet
            #expect((sheet == nil) == (parsed.timetable == nil), "\(input.name)")
            guard let sheet else { continue }
            for language in [nil, Language.zh, .en] {
                let formatted = sheet.text(in: language)
                let again = TimetableSheet.read(formatted, file: "x.timetable", name: "x").sheet
                #expect(again?.text(in: language) == formatted, "\(input.name)")
            }
        }
    }

    @Test func `gives scripts without an error, or diagnostics`() throws {
        for input in try FuzzCorpus.inputs(of: "script") {
            let (script, diagnostics) = Script.parse(input.text, file: "x.txt", name: "x")
            judge(diagnostics, of: input.text, input)
            #expect((script != nil) == isGood(diagnostics), "\(input.name)")
        }
    }

    @Test func `gives calendars that know the class of any day, and diagnostics`() throws {
        let date = try #require(CivilDate("2026-02-17"))
        for input in try FuzzCorpus.inputs(of: "calendar") {
            let (calendar, diagnostics) = HolidayCalendar.parse(input.text, file: "holidays.calendar")
            judge(diagnostics, of: input.text, input)
            _ = calendar.dayClass(of: date)
        }
    }
}
