// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

@Suite struct `Checking names` {
    static let inventory = Inventory(
        music: ["bright-piano", "pop"], items: ["opening-march"], scripts: ["store-guide", "welcome"],
        rotations: ["offers"], chimes: ["gong-2"], drafts: ["new-script"],
        slotted: ["found-property": ["item", "place"]], zones: ["store", "warehouse"])

    static let lines: [(String, Int, String, String)] = [
        ("09:00 say store-gide", 11, "there is no script `store-gide`", "write `store-guide`"),
        ("09:00 say ｗelcome", 11, "there is no script", "write `welcome`"),
        ("09:00 play welcome", 12, "there is no sound file `welcome`", "it is a script: write `say welcome`"),
        ("09:00 music jazz", 13, "there is no music folder `jazz`", "audio/music/jazz"),
        ("09:00 promo summer", 13, "there is no rotation `summer`", "audio/promos/summer"),
        ("09:00 say welcome with gong-4", 24, "there is no chime `gong-4`", "write `gong-2`"),
        ("09:00 say new-script", 11, "is a draft", "approved"),
        ("09:00 say found-property", 11, "asks for item, place", "without slots"),
        ("09:00 say welcome in warehouse, stor", 33, "no zone `stor`; the store has store, warehouse", "write `store`"),
    ]

    @Test(arguments: lines) func `a missing name is shown with what to do`(
        line: String, column: Int, message: String, fix: String
    ) throws {
        let timetable = try #require(parse(line).timetable)
        let diagnostics = timetable.check(against: Self.inventory)
        try #require(diagnostics.count == 1)
        #expect(diagnostics[0].location.column == column)
        #expect(diagnostics[0].message(in: .en).contains(message))
        #expect(diagnostics[0].fix(in: .en)?.contains(fix) == true)
    }

    @Test func `without known zones no zone is wrong`() throws {
        var inventory = Self.inventory
        inventory.zones = []
        #expect(try #require(parse("09:00 say welcome in roof").timetable).check(against: inventory) == [])
    }

    @Test func `of very many wrong names those past a thousand are counted`() throws {
        var inventory = Self.inventory
        inventory.scripts = Set((0..<100).map { "script-\($0)-long" })
        let lines = (0..<2000).map { "09:00 say scrpt-\($0 % 100)-long" }.joined(separator: "\n")
        let diagnostics = try #require(parse(lines).timetable).check(against: inventory)
        #expect(diagnostics.count == 1001)
        #expect(diagnostics.first?.fix(in: .en) == "write `script-0-long`")
        #expect(diagnostics.last?.message(in: .en) == "1000 more mistakes are not shown")
    }

    @Test func `names that are there are not mentioned`() throws {
        let text = """
            open-10m music pop
            open-5m play opening-march
            open say welcome with gong-2
            every 5-10m promo offers
            close silence
            """
        #expect(try #require(parse(text).timetable).check(against: Self.inventory) == [])
    }
}
