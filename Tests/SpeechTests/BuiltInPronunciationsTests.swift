// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Speech

/// What espeak-ng's default voice really says, as phonemes, of the built-in words beside their pinyin (汉语拼音).
@Suite(.timeLimit(.minutes(1))) struct BuiltInPronunciationsTests {
    /// The pinyin of what the store hears, with the tone after each syllable.
    private static let heard = [
        "银行": "yin2 hang2", "行长": "hang2 zhang3", "重庆": "chong2 qing4", "重新": "chong2 xin1", "音乐": "yin1 yue4",
        "乐曲": "yue4 qu3", "会计": "kuai4 ji4", "店长": "dian4 zhang3", "家长": "jia1 zhang3", "空调": "kong1 tiao2",
        "调休": "tiao2 xiu1", "调整": "tiao2 zheng3", "空位": "kong4 wei4", "兴业": "xing1 ye4", "便宜": "pian2 yi5",
        "节假日": "jie2 jia4 ri4", "归还": "gui1 huan2", "地下": "di4 xia4", "地点": "di4 dian3", "地址": "di4 zhi3",
        "目的地": "mu4 di4 di4", "首都": "shou3 du1", "部分": "bu4 fen4", "看管": "kan1 guan3", "供应": "gong1 ying4",
        "更换": "geng1 huan4", "理发": "li3 fa4", "差价": "cha1 jia4", "尽快": "jin3 kuai4", "人参": "ren2 shen1",
        "中奖": "zhong4 jiang3", "了解": "liao3 jie3", "西藏": "xi1 zang4", "第一行": "di4 yi1 hang2",
        // What the voice says rightly by itself.
        "快乐": "kuai4 le4", "乐扣": "le4 kou4", "长度": "chang2 du4", "会员": "hui4 yuan2", "方便": "fang1 bian4",
        "重要": "zhong4 yao4", "行李": "xing2 li3", "会计划": "hui4 ji4 hua4",
    ]

    @Test(arguments: heard.sorted { $0.key < $1.key }.map { [$0.key, $0.value] })
    func `the default voice says words of two readings rightly`(pair: [String]) throws {
        let words = TextReader(language: "zh").words(for: pair[0])
        #expect(try phonemes(words) == phonemes(pair[1]), "\(pair[0]) given as \(words)")
    }

    @Test func `without the dictionary the default voice would say many of them wrongly`() throws {
        let wrong = try Self.heard.filter { try phonemes($0.key) != phonemes($0.value) }
        #expect(wrong.count > 25)
    }

    @Test func `nothing in Chinese makes the default voice speak English`() throws {
        let reader = TextReader(language: "zh")
        for text in ["VIP卡", "WiFi密码 Hello88", "T恤 XL 京A·12345", "iPhone 15 Pro Max，SALE 50% OFF", "B1 KTV & SPA"] {
            #expect(try !phonemes(reader.words(for: text)).contains("(en)"), "\(text)")
        }
        #expect(try phonemes("VIP卡").contains("(en)"))
    }

    private func phonemes(_ text: String) throws -> String {
        let engine = Process()
        engine.executableURL = URL(filePath: "/usr/bin/env")
        engine.arguments = ["espeak-ng", "-q", "-x", "-v", "cmn-latn-pinyin", text]
        let output = Pipe()
        engine.standardOutput = output
        try engine.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        engine.waitUntilExit()
        // Stress and pauses between words are no matter of the sound.
        return String(decoding: said, as: UTF8.self).filter { !"'_|, \n".contains($0) }
    }
}
