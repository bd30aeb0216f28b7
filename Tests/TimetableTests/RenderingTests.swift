// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

@Suite struct `Showing a diagnostic` {
    private func diagnostic(column: Int, length: Int) -> Diagnostic {
        Diagnostic(
            severity: .error, location: Location(file: "f", line: 12, column: column), length: length,
            message: Wording(en: "wrong", zh: "错了"), fix: Wording(en: "write it right", zh: "改对"))
    }

    @Test func `place, message, source line, caret and fix stand below each other in both languages`() throws {
        let line = "开店-5分 播放 进行曲 单读"
        let found = try #require(parse(line).diagnostics.first)
        #expect(
            found.rendered(sourceLine: line, language: .en) == """
                day.timetable:3:14: error: `单读` is no option
                开店-5分 播放 进行曲 单读
                                     ^^^^
                fix: write `单独`
                """)
        #expect(
            diagnostic(column: 1, length: 2).rendered(sourceLine: "开x", language: .zh) == """
                f:12:1: 错误：错了
                开x
                ^^^
                改法：改对
                """)
    }

    /// A source line, the column and length of a mistake, the line as shown and the carets.
    static let excerpts = [
        ("abc", 2, 1, "abc", " ^"),
        ("abc", 4, 1, "abc", "   ^"),
        ("abc", 99, 5, "abc", "   ^"),
        ("中文x", 2, 2, "中文x", "  ^^^"),
        ("ＡＢc", 3, 1, "ＡＢc", "    ^"),
        ("\tx", 2, 1, "        x", "        ^"),
        ("中\tx", 3, 1, "中      x", "        ^"),
        ("e\u{301}x", 2, 1, "e\u{301}x", " ^"),
        ("👩‍🍳x", 2, 1, "👩‍🍳x", "  ^"),
        ("a\u{1B}[31mx", 2, 1, "a\u{FFFD}[31mx", " ^"),
        ("\u{202E}x", 2, 1, "\u{FFFD}x", " ^"),
    ]

    @Test(arguments: excerpts) func `carets stand under what is meant, whatever its width`(
        line: String, column: Int, length: Int, shown: String, carets: String
    ) {
        let lines = diagnostic(column: column, length: length).rendered(sourceLine: line, language: .en)
            .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 4)
        #expect(lines[1] == shown)
        #expect(lines[2] == carets)
    }

    @Test func `of a very long line the part around the mistake is shown`() {
        let line = String(repeating: "a", count: 5000) + "X" + String(repeating: "b", count: 5000)
        let lines = diagnostic(column: 5001, length: 1).rendered(sourceLine: line, language: .en)
            .split(separator: "\n")
        #expect(lines[1].hasPrefix("…a") && lines[1].hasSuffix("b…") && lines[1].count == 102)
        #expect(
            lines[1].firstIndex(of: "X").map { lines[1].distance(from: lines[1].startIndex, to: $0) } == 61)
        #expect(lines[2] == String(repeating: " ", count: 61) + "^")
        let wide = diagnostic(column: 1, length: 9000).rendered(sourceLine: line, language: .en)
        #expect(wide.split(separator: "\n")[2].count == 100)
    }

    @Test func `without the source line there are no carets`() {
        #expect(
            diagnostic(column: 3, length: 1).rendered(sourceLine: nil, language: .en)
                == "f:12:3: error: wrong\nfix: write it right")
    }

    @Test func `a message shows nothing that a terminal obeys, and cuts what is long`() {
        #expect(quoted("a\u{1B}[2J\u{7}b") == "a\u{FFFD}[2J\u{FFFD}b")
        #expect(quoted(String(repeating: "x", count: 500)) == String(repeating: "x", count: 40) + "…")
    }

    @Test(
        arguments: [
            ("sya", ["say", "play"], "say"), ("SAY", ["say"], "say"),
            ("store-gide", ["store-guide", "x"], "store-guide"),
            ("xyz", ["say", "play"], nil), ("a", ["b"], nil), ("ab", ["ac"], nil),
            ("单读", ["单独", "混播"], "单独"), ("名", ["铭"], nil), ("", ["a"], nil), ("ab", ["ba", "abc"], "abc"),
            ("gong-3", ["gong-4", "gong-2"], "gong-2"),
        ] as [(String, [String], String?)])
    func `the nearest name is close or nothing`(word: String, candidates: [String], expected: String?) {
        #expect(nearest(to: word, among: candidates) == expected)
    }
}
