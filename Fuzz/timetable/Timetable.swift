// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTimetable(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = text(bytes, count)
    let parsed = Timetable.parse(text, file: "x.timetable", name: "x")
    judge(parsed.diagnostics, of: text)
    judge(hasValue: parsed.timetable != nil, parsed.diagnostics)
    let sheet = TimetableSheet.read(text, file: "x.timetable", name: "x").sheet
    precondition((sheet == nil) == (parsed.timetable == nil), "what is a timetable can be formatted")
    guard let sheet else { return 0 }
    for language in [nil, Language.zh, .en] {
        let formatted = sheet.text(in: language)
        let again = TimetableSheet.read(formatted, file: "x.timetable", name: "x").sheet
        precondition(again?.text(in: language) == formatted, "formatting is idempotent")
    }
    return 0
}
