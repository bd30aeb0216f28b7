// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

@Suite struct `Reading a script` {
    static let foundProperty = """
        title     Found property / 失物招领
        class     urgent
        slots     item, place
        chime     gong-4
        repeat    3 every 5m until claimed
        approved  2026-11-01 duty manager
        --- zh
        各位顾客请注意 | 我们在{place}拾到*{item}*一件 || 请失主到一楼服务台认领
        --- en
        Attention please. {item} was found at {place}. || Please come to the service desk.

        """

    @Test func `a script is read whole`() throws {
        let (script, diagnostics) = Script.parse(Self.foundProperty, file: "f", name: "found-property")
        #expect(diagnostics == [])
        #expect(
            script
                == Script(
                    name: "found-property", title: "Found property / 失物招领", broadcastClass: .urgent,
                    slots: ["item", "place"], chime: "gong-4",
                    repetition: Script.Repetition(times: 3, every: .minutes(5), untilClaimed: true),
                    approved: "2026-11-01 duty manager",
                    passages: [
                        Passage(
                            language: "zh", text: "各位顾客请注意 | 我们在{place}拾到*{item}*一件 || 请失主到一楼服务台认领"),
                        Passage(
                            language: "en",
                            text:
                                "Attention please. {item} was found at {place}. || Please come to the service desk."
                        ),
                    ]))
    }

    @Test func `Chinese headers and full-width marks mean the same`() throws {
        let text = """
            # 失物招领
            标题　失物招领
            级别 紧急
            填空 物品、地点
            提示音 gong-4
            重复 3次 每5分钟 直到认领
            审核 2026-11-01 值班经理
            --- zh

            我们在｛地点｝拾到＊｛物品｝＊一件 ｜ 请认领
            # 不念
            谢谢＃1

            """
        let (script, diagnostics) = Script.parse(text, file: "f", name: "x")
        #expect(diagnostics == [])
        #expect(script?.broadcastClass == .urgent)
        #expect(script?.slots == ["物品", "地点"])
        #expect(script?.repetition == Script.Repetition(times: 3, every: .minutes(5), untilClaimed: true))
        #expect(script?.passages.map(\.text) == ["我们在{地点}拾到*{物品}*一件 | 请认领\n谢谢＃1"])
    }

    @Test(arguments: ["class emergency\nall-clear over", "级别 应急\n解除　over", "警报解除 over\n级别　应急"])
    func `an emergency names its all-clear in either language`(header: String) {
        let (script, diagnostics) = Script.parse(
            header + "\napproved 2026-11-01 x\n--- en\nLeave.", file: "f", name: "leave")
        #expect(diagnostics == [])
        #expect(script?.allClear?.text == "over")
    }

    @Test func `an all-clear is looked up, with the nearest name, and may be neither a draft nor have slots`() throws {
        let inventory = Inventory(scripts: ["over", "open"], drafts: ["new"], slotted: ["open": ["item"]])
        for (name, message, fix) in [
            ("over", nil, nil), ("ovr", "no script `ovr`", "write `over`"), ("new", "a draft", "approved"),
            ("open", "asks for item", "without slots"),
        ] as [(String, String?, String?)] {
            let text = "class emergency\nall-clear \(name)\napproved 2026-11-01 x\n--- en\nLeave."
            let script = try #require(Script.parse(text, file: "f", name: "leave").script)
            let found = script.check(against: inventory)
            #expect(found.count == (message == nil ? 0 : 1))
            guard let message, let fix, let diagnostic = found.first else { continue }
            #expect(diagnostic.location == Location(file: "f", line: 2, column: 11))
            #expect(diagnostic.length == name.count)
            #expect(diagnostic.message(in: .en).contains(message))
            #expect(diagnostic.fix(in: .en)?.contains(fix) == true)
        }
    }

    @Test func `a draft is read, with a warning`() {
        let (script, diagnostics) = Script.parse("--- en\nHello.", file: "f", name: "hello")
        #expect(
            script
                == Script(name: "hello", title: "hello", passages: [Passage(language: "en", text: "Hello.")]))
        #expect(diagnostics.map(\.severity) == [.warning])
        #expect(diagnostics.first?.message(in: .en).contains("draft") == true)
    }

    /// A script whose first line is `approved 2026-11-01 x`, and where its one mistake is.
    static let mistakes: [(String, Int, Int, Int, String, String)] = [
        ("tilte Hello\n--- en\nHi", 2, 1, 5, "`tilte` is no header", "write `title`"),
        ("approved y\n--- en\nHi", 2, 1, 8, "already given in line 1", "keep one"),
        ("# 一\n审核 昨天\n--- en\nHi", 3, 1, 2, "already given in line 1", "keep one"),
        ("title\n--- en\nHi", 2, 1, 5, "nothing follows `title`", "fill it in"),
        ("class urgnt\n--- en\nHi", 2, 7, 5, "`urgnt` is no class", "write `urgent`"),
        ("repeat often\n--- en\nHi", 2, 8, 5, "`often` does not say how often", "repeat 3 every 5m"),
        ("repeat 3\n--- en\nHi", 2, 8, 1, "`3` does not say", "repeat 3 every 5m"),
        ("repeat 0 every 5m\n--- en\nHi", 2, 8, 10, "does not say", "1 to 100"),
        ("repeat 3 every 5\n--- en\nHi", 2, 16, 1, "5 what?", "5m"),
        ("repeat 3 every 5m until dawn\n--- en\nHi", 2, 8, 21, "does not say", "until claimed"),
        ("chime gong 4\n--- en\nHi", 2, 7, 6, "`gong 4` is not one name", "gong-4"),
        ("slots a!b\n--- en\nHi", 2, 7, 3, "`a!b` is no name of a slot", "letters"),
        ("slots a, a\n--- en\n{a}", 2, 10, 1, "listed twice", "delete"),
        ("slots item\n--- en\n{itme} {item}", 4, 1, 6, "does not list", "write `{item}`"),
        ("--- en\nHi {who}", 3, 4, 5, "does not list", "add `who`"),
        ("--- en\nHi {}", 3, 4, 2, "is no name of a slot", "letters"),
        ("--- en\nHi *there", 3, 4, 1, "`*` has no partner", "before and one after"),
        ("--- zh\n你好＊大家", 3, 3, 1, "`*` has no partner", "before and one after"),
        ("--- en\nHi {there", 3, 4, 1, "brace has no partner", "{name}"),
        ("--- en\nHi there}", 3, 9, 1, "brace has no partner", "{name}"),
        ("title x", 1, 1, 1, "has no text", "--- zh"),
        ("--- en\n\n", 2, 1, 3, "no text under `--- en`", "delete"),
        ("---\nHi", 2, 1, 3, "names no language", "--- zh"),
        ("--- Klingon!\nHi", 2, 5, 8, "`Klingon!` is no language", "--- zh"),
        ("--- en\nHi\n--- EN\nHo", 4, 5, 2, "already starts in line 2", "one `--- en`"),
        ("--- en\nHi\u{7}", 3, 3, 1, "invisible", "delete"),
    ]

    @Test(arguments: mistakes) func `a mistake is shown at its place with a fix`(
        text: String, line: Int, column: Int, length: Int, message: String, fix: String
    ) throws {
        let (script, diagnostics) = Script.parse("approved 2026-11-01 x\n" + text, file: "f", name: "x")
        #expect(script == nil)
        try #require(diagnostics.count == 1, "\(diagnostics.map { $0.message(in: .en) })")
        #expect(diagnostics[0].location == Location(file: "f", line: line, column: column))
        #expect(diagnostics[0].length == length)
        #expect(diagnostics[0].message(in: .en).contains(message))
        #expect(diagnostics[0].fix(in: .en)?.contains(fix) == true)
        #expect(diagnostics[0].message(in: .zh) != diagnostics[0].message(in: .en))
    }

    /// What follows `approved`, and where its one mistake is.
    static let approvals: [(String, Int, Int, String)] = [
        ("duty manager", 10, 12, "`duty manager` does not begin with the date"),
        ("2026-11-01", 10, 10, "not said who approved"),
        ("2026-02-30 duty manager", 10, 10, "no day 30"),
        ("2026-11 duty manager", 10, 7, "`2026-11` is no date"),
    ]

    @Test(arguments: approvals) func `an approval begins with a date and names somebody`(
        approval: String, column: Int, length: Int, message: String
    ) throws {
        let (script, diagnostics) = Script.parse("approved \(approval)\n--- en\nHi", file: "f", name: "x")
        #expect(script == nil)
        try #require(diagnostics.count == 1)
        #expect(diagnostics[0].location == Location(file: "f", line: 1, column: column))
        #expect(diagnostics[0].length == length)
        #expect(diagnostics[0].message(in: .en).contains(message))
    }

    @Test func `a slot that one language never says is a warning at the slot`() {
        let text = "approved 2026-11-01 x\nslots item, place\n--- zh\n{item}{place}\n--- en\n{item}"
        let (script, diagnostics) = Script.parse(text, file: "f", name: "x")
        #expect(script != nil)
        #expect(diagnostics.map(\.severity) == [.warning])
        #expect(diagnostics.map(\.location) == [Location(file: "f", line: 2, column: 13)])
        #expect(diagnostics.first?.message(in: .en) == "the text in `en` never says the slot `place`")
    }

    @Test func `classes are ordered by who gives way`() {
        #expect(BroadcastClass.allCases.sorted() == [.music, .promo, .notice, .urgent, .emergency])
        #expect(BroadcastClass(name: "urgent") == .urgent)
        #expect(BroadcastClass(name: "Urgent") == nil)
    }
}
