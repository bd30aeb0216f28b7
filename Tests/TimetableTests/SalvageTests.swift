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

    @Test func `of an overlay the right lines are kept, with what they take away`() {
        let parsed = parse(
            "over everyday\ndates 2026-02-10\nopen 09:00\n09:00 sya one\nopen+5m say two\ndrop promo x\n")
        #expect(parsed.salvage?.entries.compactMap(\.name) == ["two"])
        #expect(parsed.salvage?.drops.compactMap(\.name) == ["x"])
        #expect(parsed.salvage?.base?.text == "everyday")
        #expect(parsed.salvage?.open == ClockTime("09:00"))
        #expect(parsed.salvage?.close == nil)
    }

    @Test(arguments: [
        "over everyday\ndates 2026-02-30\n", "over every/day\ndates 2026-02-10\n", "over everyday\ndays Sundy\n",
        "open 08:00\nclose 22:00\ndates 2026-02-30\n",
    ])
    func `where it is not sure which days are meant nothing is kept`(head: String) {
        let parsed = parse(head + "09:00 say one\n")
        #expect(parsed.diagnostics.count == 1)
        #expect(parsed.salvage == nil)
    }

    @Test func `a file that stands by itself airs every day where its days are wrong`() {
        let parsed = parse("days Mon-Frri\nopen 08:00\nclose 22:00\n09:00 say one\n")
        #expect(parsed.salvage?.days == nil)
        #expect(parsed.salvage?.entries.count == 1)
    }

    @Test func `a right timetable needs no salvage, and a text without a right line gives none`() {
        #expect(parse("open 08:00\nclose 22:00\n09:00 say one\n").salvage == nil)
        #expect(parse("nonsense\n").salvage == nil)
    }
}
