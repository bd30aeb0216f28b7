// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Timetable

@Suite struct `Random input` {
    private static let pieces = [
        "open", "close", "开店", "闭店", "every ", "每", "5-10m", "５－１０分", "-", "+", "5m", "1h30m", "09:00",
        "９：００", "9点", "24:00", "99:99", "say ", "play ", "music ", "promo ", "silence", "播稿", "促销", "静音",
        "from ", "to ", "从", "到", "with ", "配", "alone", "over", "late ", "宽限", "ending", "in ", "days ",
        "every day", "适用", "名字", "name", "../x", "#", "　", " ", " ", "\t", "\n", "\n", "\r\n", "\r", "\u{0}",
        "\u{FEFF}", "\u{200D}", "\u{301}", "\u{FFFD}", "👩‍🍳", "999999999999999999999", "*", "{", "}", "|",
        "---", "--- zh\n",
        "title ", "class ", "slots a, b\n", "{a}", "repeat 3 every 5m", "approved x\n", "title\n",
        "open 08:00\n",
        "close 22:00\n", "\n09:00 say x\n", "over ", "叠加", "dates ", "日期", "closed", "停业", "drop ", "取消", "on ", "逢",
        "在", "repeat 3", "重复", "as ", "作为", "urgent", "in-order", "随机", "every 1h ", "Mon-Fri", "周末", "工作日", ", ",
        "、", "2026-02-10", "2026年2月30日", "次日", "+1", "半", "pm", "1.5h", "to Tue",
    ]

    /// Text of known words in any order, or bytes read as UTF-8 with what is none replaced.
    private static func text(_ generator: inout Seeded) -> String {
        if Int.random(in: 0..<4, using: &generator) == 0 {
            let count = Int.random(in: 0..<400, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            return String(decoding: bytes, as: UTF8.self)
        }
        let start = Bool.random(using: &generator) ? "open 08:00\nclose 22:00\n" : ""
        let count = Int.random(in: 0..<30, using: &generator)
        return (0..<count).reduce(start) { text, _ in text + (pieces.randomElement(using: &generator) ?? "") }
    }

    private static func check(_ diagnostics: [Diagnostic], of text: String, seed: UInt64, hasValue: Bool) {
        let hasErrors = diagnostics.contains { $0.severity == .error }
        #expect(hasValue != hasErrors, "seed \(seed)")
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
        for diagnostic in diagnostics {
            let location = diagnostic.location
            guard (1...max(lines.count, 1)).contains(location.line), location.column >= 1 else {
                Issue.record("seed \(seed): \(location) is outside of the text")
                return
            }
            let source = String(lines[location.line - 1])
            // The byte order mark is no column.
            let width = max(source.count, 1) + 1
            #expect(location.column + diagnostic.length - 1 <= width, "seed \(seed)")
            for language in Language.allCases {
                let rendered = diagnostic.rendered(sourceLine: source, language: language)
                #expect(rendered.contains("^"), "seed \(seed)")
                #expect(!rendered.unicodeScalars.contains("\u{0}"), "seed \(seed)")
            }
        }
        let places = diagnostics.map { ($0.location.line, $0.location.column) }
        #expect(zip(places, places.dropFirst()).allSatisfy { $0.0 <= $0.1 }, "seed \(seed)")
    }

    @Test func `nothing crashes the reader, and no mistake yields a plan`() {
        var plans = 0
        for seed in 0..<4000 as Range<UInt64> {
            var generator = Seeded(seed)
            let text = Self.text(&generator)
            let parsed = Timetable.parse(text, file: "f", name: "everyday")
            Self.check(parsed.diagnostics, of: text, seed: seed, hasValue: parsed.timetable != nil)
            if let timetable = parsed.timetable {
                plans += 1
                let (sheet, _) = TimetableSheet.read(text, file: "f", name: "everyday")
                let written = Timetable.parse(sheet?.text(in: .zh) ?? "", file: "f", name: "everyday").timetable
                #expect(written?.meaning == timetable.meaning, "seed \(seed)")
            }
        }
        #expect(plans > 50)
    }

    @Test func `nothing crashes the reader of scripts`() {
        var scripts = 0
        for seed in 10_000..<13_000 as Range<UInt64> {
            var generator = Seeded(seed)
            let start = seed % 2 == 0 ? "slots a, b\n--- en\nHello.\n" : "title x\n"
            let text = start + Self.text(&generator)
            let (script, diagnostics) = Script.parse(text, file: "f", name: "x")
            Self.check(diagnostics, of: text, seed: seed, hasValue: script != nil)
            scripts += script == nil ? 0 : 1
        }
        #expect(scripts > 50)
    }
}
