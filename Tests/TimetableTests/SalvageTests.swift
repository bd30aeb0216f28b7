// SPDX-License-Identifier: Apache-2.0
import Testing
import Timetable

@Suite struct SalvageTests {
    private func parse(_ text: String) -> Timetable.Parsed {
        Timetable.parse(text, file: "everyday.timetable", name: "everyday")
    }

    @Test func `the lines without a mistake are kept beside the diagnostics`() {
        let parsed = parse("open 08:00\nclose 22:00\n09:00 say one\n10:00 shout two\nclose-5m play three\n")
        #expect(parsed.timetable == nil)
        #expect(parsed.salvage?.entries.compactMap(\.name) == ["one", "three"])
        #expect(parsed.salvage?.close == ClockTime("22:00"))
    }

    @Test(arguments: ["open 08:00\n", "close 22:00\n", "open 22:00\nclose 08:00\n", "open soon\nclose 22:00\n"])
    func `without sound hours only what hangs on neither is kept`(hours: String) {
        let parsed = parse(hours + "09:00 say one\nopen+5m say two\nevery 5-10m promo three\n")
        #expect(parsed.timetable == nil)
        #expect(parsed.salvage?.entries.compactMap(\.name) == ["one"])
    }

    @Test func `a right timetable needs no salvage, and a text without a right line gives none`() {
        #expect(parse("open 08:00\nclose 22:00\n09:00 say one\n").salvage == nil)
        #expect(parse("nonsense\n").salvage == nil)
    }
}
