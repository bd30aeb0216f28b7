// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCalendar(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = text(bytes, count)
    let (calendar, diagnostics) = HolidayCalendar.parse(text, file: "holidays.calendar")
    judge(diagnostics, of: text)
    if let date = CivilDate("2026-02-17") { _ = calendar.dayClass(of: date) }
    return 0
}
