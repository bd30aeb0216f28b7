// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzScript(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = text(bytes, count)
    let (script, diagnostics) = Script.parse(text, file: "x.txt", name: "x")
    judge(diagnostics, of: text)
    judge(hasValue: script != nil, diagnostics)
    return 0
}
