// SPDX-License-Identifier: Apache-2.0
import Timetable

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTimetable(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = text(bytes, count)
    let parsed = Timetable.parse(text, file: "x.timetable", name: "x")
    judge(parsed.diagnostics, of: text)
    judge(hasValue: parsed.timetable != nil, parsed.diagnostics)
    return 0
}
