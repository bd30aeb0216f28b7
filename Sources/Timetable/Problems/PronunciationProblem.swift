// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with the list of how words are spoken.
enum PronunciationProblem: Equatable {
    case noSpokenForm(String)
    case nothingWritten
    case mark(Character)
    case notALanguage(String)
    case twice(String, firstLine: Int)

    var explanation: Explanation {
        switch self {
        case .noSpokenForm(let word):
            Explanation(
                en: "the line does not say how `\(quoted(word))` is spoken", zh: "这一行没有写“\(quoted(word))”怎么读",
                fix: Wording(
                    en: "write the word, `=`, and what sounds like it, such as `银行 = 银航`",
                    zh: "请写成“原文 = 读法”，例如“银行 = 银航”"))
        case .nothingWritten:
            Explanation(
                en: "there is no word before the `=`", zh: "“=”前面没有词语",
                fix: Wording(
                    en: "before it write the word as it stands in the texts", zh: "请在“=”前面写播音稿中的原文"))
        case .mark(let mark):
            Explanation(
                en: "a word cannot hold the mark `\(mark)`", zh: "词语中不能有标记“\(mark)”",
                fix: Wording(
                    en: "leave it out here; pauses and stress are marked in the script",
                    zh: "请在这里删去；停顿和重音在播音稿里标"))
        case .notALanguage(let tag):
            Explanation(
                en: "`\(quoted(tag))` is no language", zh: "“\(quoted(tag))”不是语言代码",
                fix: Wording(
                    en: "write `[zh]` or `[en]`, or leave it out where the word is for all languages",
                    zh: "请写“[zh]”或“[en]”；各语言通用时省略"))
        case .twice(let word, let firstLine):
            Explanation(
                en: "line \(firstLine) already says how `\(quoted(word))` is spoken",
                zh: "第 \(firstLine) 行已经写了“\(quoted(word))”怎么读",
                fix: Wording(
                    en: "keep one of the two; until then line \(firstLine) counts",
                    zh: "请只留一行；改好之前以第 \(firstLine) 行为准"))
        }
    }
}
