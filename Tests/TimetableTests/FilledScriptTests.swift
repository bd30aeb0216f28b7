// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

@Suite struct `Filling the slots of a script` {
    private static func fill(_ fields: [String: String], in languages: [String]? = nil) throws -> [String] {
        let script = try #require(
            Script.parse(`Reading a script`.foundProperty, file: "f", name: "found-property").script)
        return try script.filled(with: fields, in: languages).map(\.text)
    }

    private static func refusal(_ fields: [String: String], in languages: [String]? = nil) throws -> Script.FillError {
        try #require(throws: Script.FillError.self) { try fill(fields, in: languages) }
    }

    @Test func `each language has words of its own, blanks tidied`() throws {
        let texts = try Self.fill([
            "item.zh": "红色雨伞", "item.en": " a  red umbrella ", "place.zh": "茶叶柜台", "place": "the tea counter",
        ])
        #expect(
            texts == [
                "各位顾客请注意 | 我们在茶叶柜台拾到*红色雨伞*一件 || 请失主到一楼服务台认领",
                "Attention please. a red umbrella was found at the tea counter. || Please come to the service desk.",
            ])
    }

    @Test func `a value for all languages serves the ones that are asked for`() throws {
        let texts = try Self.fill(["item": "红色雨伞", "place": "二楼"], in: ["zh"])
        #expect(texts == ["各位顾客请注意 | 我们在二楼拾到*红色雨伞*一件 || 请失主到一楼服务台认领"])
        #expect(try Self.fill(["item": "an iPad", "place": "LV"], in: ["en"]).count == 1)
        #expect(try Self.fill(["item": "iPad 一台", "place": "Starbucks"], in: ["zh"]).count == 1)
    }

    @Test func `what is missing or unknown is named, with what to write`() throws {
        #expect(
            try Self.refusal([:]).message(in: .en) == "the script asks for item, place: write item=… place=…")
        #expect(try Self.refusal(["item": "x", "place": " — "]) == .missing(["place"]))
        #expect(try Self.refusal(["item": "x", "place.en": "y"]).message(in: .zh) == "播音稿还要填写place.zh：请写 place.zh=…")
        #expect(try Self.refusal(["itme": "x"]).message(in: .en) == "the script has no slot `itme`: write `item`")
        #expect(
            try Self.refusal(["itme.en": "x"]).message(in: .zh) == "播音稿没有填空“itme.en”：请写“item.en”")
        #expect(
            try Self.refusal(["colour": "x"]).message(in: .en)
                == "the script has no slot `colour`: its slots are item, place")
    }

    /// A value for `item` in that language, and what the refusals say in English and in Chinese.
    static let refused: [(String, String, String, String)] = [
        ("en", "a *red* bag", "contains `*`: write plain words", "中有“*”"),
        ("zh", "红包｜蓝包", "contains `｜`", "中有“｜”"),
        ("en", "a {place} bag", "contains `{`", "中有“{”"),
        ("en", "a bag\nstore closes", "in one line", "请写成一行"),
        ("en", "a bag\r\n", "in one line", "请写成一行"),
        ("en", "a\tbag", "in one line", "请写成一行"),
        ("en", "a bag\u{1B}[2J", "invisible", "看不见"),
        ("zh", "红\u{202E}包", "invisible", "看不见"),
        ("en", String(repeating: "bag ", count: 31), "shorten it to 120 letters", "60 个汉字"),
        ("zh", String(repeating: "包", count: 61), "shorten it to 120 letters", "60 个汉字"),
        ("en", "a wallet, call 138 0013 8000", "leave the number out", "请去掉号码"),
        ("en", "a phone, (021) 6234-5678", "leave the number out", "请去掉号码"),
        ("zh", "身份证11010519491231002X", "leave the number out", "请去掉号码"),
        ("zh", "手机一三八零零一三八零零零", "leave the number out", "请去掉号码"),
        ("en", "2026-11-21 13800138000", "leave the number out", "请去掉号码"),
        ("zh", "护照 Ｅ１２３４５６７８", "leave the number out", "请去掉号码"),
        ("en", "红色雨伞", "write item.en=… in English", "请另写英文的 item.en=…"),
        ("zh", "a red umbrella", "write item.zh=… in Chinese", "请另写中文的 item.zh=…"),
    ]

    @Test(arguments: refused) func `a value that is no plain words is refused with what to do`(
        language: String, value: String, english: String, chinese: String
    ) throws {
        let refusal = try Self.refusal(["item": value, "place": "LV"], in: [language])
        #expect(refusal.message(in: .en).hasPrefix("`item`") || refusal.message(in: .en).contains("of `item`"))
        #expect(refusal.message(in: .en).contains(english), "\(refusal.message(in: .en))")
        #expect(refusal.message(in: .zh).contains(chinese), "\(refusal.message(in: .zh))")
    }

    @Test(arguments: [
        "200 yuan", "floor 3, counter 12", "2026-11-21", "2026-11-21 10:30", "10:30-12:00", "EAD 12345",
        "a bag & <hat> 50%",
        String(repeating: "bag ", count: 30),
    ]) func `plain words with numbers are spoken`(value: String) throws {
        #expect(try Self.fill(["item": value, "place": "LV"], in: ["en"]).count == 1)
    }

    @Test func `a title in both languages is shown in one`() {
        func title(_ text: String, _ language: Language) -> String {
            Script(name: "x", title: text, passages: []).title(in: language)
        }
        #expect(title("Wet floor / 小心地滑", .zh) == "小心地滑")
        #expect(title("小心地滑／Wet floor", .en) == "Wet floor")
        #expect(title("Wet floor", .zh) == "Wet floor")
        #expect(title("Lost / found", .en) == "Lost / found")
        #expect(title("AC/DC 之夜", .zh) == "AC/DC 之夜")
    }
}
