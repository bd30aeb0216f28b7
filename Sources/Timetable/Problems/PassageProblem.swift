// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with the text of a script.
enum PassageProblem: Equatable {
    case notALanguage(String)
    case languageTwice(String, firstLine: Int)
    case noText
    case empty(String)
    case strayStress
    case strayBrace

    var explanation: Explanation {
        switch self {
        case .notALanguage(let words):
            Explanation(
                en: words.isEmpty ? "`---` names no language" : "`\(quoted(words))` is no language",
                zh: words.isEmpty ? "“---”后面缺少语言" : "“\(quoted(words))”不是语言代码",
                fix: Wording(en: "write `--- zh` or `--- en`", zh: "请写“--- zh”或“--- en”"))
        case .languageTwice(let language, let firstLine):
            Explanation(
                en: "the text in `\(quoted(language))` already starts in line \(firstLine)",
                zh: "“\(quoted(language))”的正文已从第 \(firstLine) 行开始",
                fix: Wording(
                    en: "put both under one `--- \(quoted(language))`",
                    zh: "请合并到同一个“--- \(quoted(language))”之下"))
        case .noText:
            Explanation(
                en: "the script has no text", zh: "播音稿没有正文",
                fix: Wording(
                    en: "after the header write `--- zh` or `--- en`, and the text below it",
                    zh: "在开头各项之后写“--- zh”或“--- en”，正文写在它下面"))
        case .empty(let language):
            Explanation(
                en: "there is no text under `--- \(quoted(language))`", zh: "“--- \(quoted(language))”下面没有正文",
                fix: Wording(en: "write the text, or delete this line", zh: "请写正文，或删去这一行"))
        case .strayStress:
            Explanation(
                en: "this `*` has no partner, so it is unclear what to stress", zh: "这个“*”没有成对，不知道重读到哪里",
                fix: Wording(
                    en: "write a `*` before and one after the stressed words, in the same line",
                    zh: "在同一行里，重读的字前后各写一个“*”"))
        case .strayBrace:
            Explanation(
                en: "this brace has no partner", zh: "这个花括号没有成对",
                fix: Wording(en: "write a slot as `{name}`", zh: "填空写作“{名称}”"))
        }
    }
}
