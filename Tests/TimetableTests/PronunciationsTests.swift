// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Timetable

@Suite struct `A list of how words are spoken` {
    private func read(_ text: String) -> (entries: [String], diagnostics: [Diagnostic]) {
        let (pronunciations, diagnostics) = Pronunciations.parse(text, file: "pronunciation.txt")
        let entries = pronunciations.entries.map { entry in
            "\(entry.written)→\(entry.spoken)" + (entry.language.map { " \($0)" } ?? "")
        }
        return (entries, diagnostics)
    }

    @Test func `has one word a line, in plain or full-width signs, with comments and languages`() {
        let (entries, diagnostics) = read(
            """
            # 读音
            银行 = 银航   # háng
            朝阳 路＝招阳 路
            Wi-Fi=无线网络［ＺＨ］

            Wi-Fi = why fie [ en-gb ]
            a = b = c
            """)
        #expect(diagnostics == [])
        #expect(
            entries == ["银行→银航", "朝阳 路→招阳 路", "Wi-Fi→无线网络 zh", "Wi-Fi→why fie en-gb", "a→b = c"])
    }

    @Test func `loses no line for the mistake of another`() {
        let (entries, diagnostics) = read("银行\n= 航\n乐=|月\n{a} = b\nx = y [?]\nx = [zh]\n长 = 常\n长 = 掌\nok = 好\n")
        #expect(entries == ["长→常", "ok→好"])
        let places = diagnostics.map { "\($0.location.line):\($0.location.column)+\($0.length) \($0.code ?? "")" }
        #expect(
            places == [
                "1:1+2 pronunciation/no-spoken-form", "2:1+1 pronunciation/nothing-written",
                "3:3+1 pronunciation/mark", "4:1+1 pronunciation/mark", "5:7+3 pronunciation/not-a-language",
                "6:1+8 pronunciation/no-spoken-form", "8:1+1 pronunciation/twice",
            ])
    }

    @Test func `is read whatever it holds`() {
        let pieces = [
            "=", "＝", "[", "]", "#", "|", "银行", "a", " ", "\n", "\r", "zh", "\u{0}", "\u{FFFD}", "😀", "\u{301}", "[zh]",
            "\t",
        ]
        for seed in 0..<3_000 as Range<UInt64> {
            var random = Seeded(seed)
            let text = (0..<Int.random(in: 0...15, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            let (pronunciations, diagnostics) = Pronunciations.parse(text, file: "p")
            for entry in pronunciations.entries {
                #expect(!entry.written.isEmpty && !entry.spoken.isEmpty, "seed \(seed)")
            }
            for diagnostic in diagnostics { #expect(diagnostic.location.column >= 1, "seed \(seed)") }
        }
    }
}
