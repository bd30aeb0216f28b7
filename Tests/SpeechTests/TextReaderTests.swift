// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Speech

@Suite struct TextReaderTests {
    @Test func `the store's words go before the built-in ones, the longest word before others`() {
        let reader = TextReader(
            language: "zh",
            pronunciations: [
                Pronunciation(written: "空调", spoken: "冷气"),
                Pronunciation(written: "空调区", spoken: "冷气部", language: "zh"),
                Pronunciation(written: "7-Eleven", spoken: "七幺幺"),
                Pronunciation(written: "Sky", spoken: "天空", language: "en"),
                Pronunciation(written: "JL", spoken: "锦林"),
            ])
        #expect(reader.words(for: "空调在空调区") == "冷气在冷气部")
        #expect(reader.words(for: "7-Eleven，银行") == "七幺幺，银航")
        #expect(reader.words(for: "ＪＬ广场，JLX") == "锦林广场，杰艾勒艾克斯")
        #expect(reader.words(for: "Sky") == "艾斯开歪")
    }

    @Test func `a word of letters is no part of a longer one`() {
        let reader = TextReader(language: "en", pronunciations: [Pronunciation(written: "Lin", spoken: "Leen")])
        #expect(reader.words(for: "Lin, Linda and Berlin") == "Leen, Linda and Berlin")
    }

    @Test func `in other languages only the dictionary counts`() {
        let reader = TextReader(language: "fr", pronunciations: [Pronunciation(written: "Nîmes", spoken: "Nime")])
        #expect(reader.words(for: "Nîmes 14:30") == "Nime 14:30")
    }

    /// Pieces that rules look for, so that random texts of them are near what is read.
    private static let pieces = [
        "0", "1", "2", "9", "12", "86", "138", "400", "2026", "0571", "-", "—", "~", "至", "到", ":", "：", ".", ",", "/",
        "¥", "$", "HK$", "%",
        "‰", "元", "折", "楼", "层", "F", "B", "A", "x", "京", "藏", "·", "(", "）", "+", " ", "|", "||", "*", "｜", "＊", "年",
        "月", "日", "号",
        "转", "电话", "订单号", "第", "件", "℃", "am", "November", "th", "the ", "银行", "一", "\u{301}", "\u{FE0F}", "\u{20E3}",
        "😀", "\n",
        "\r\n", "\u{0}", "９", "Ａ", "％", "٣", "½", "²", "𝟘", "ﬁ", "é", "&", "<", "99999999999999999999",
    ]

    @Test(arguments: ["zh", "en", "fr"]) func `any text is read, always alike, with its marks`(language: String) {
        let (reader, twin) = (TextReader(language: language), TextReader(language: language))
        let marks: (String) -> [Character] = { $0.filter { "|*｜＊".contains($0) } }
        for seed in 0..<1_000 as Range<UInt64> {
            var random = Seeded(seed)
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                Self.pieces.randomElement(using: &random) ?? ""
            }.joined()
            let words = reader.words(for: text)
            #expect(marks(words) == marks(text), "seed \(seed): \(text)")
            #expect(twin.words(for: text) == words, "seed \(seed)")
            if language != "fr" {
                #expect(!words.contains { $0.isASCII && $0.isNumber }, "seed \(seed): \(text) → \(words)")
            }
            if language == "zh" {
                #expect(!words.contains { $0.isASCII && $0.isLetter }, "seed \(seed): \(text) → \(words)")
            }
        }
    }
}
