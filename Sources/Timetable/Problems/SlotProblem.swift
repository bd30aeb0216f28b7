// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with the slots of a script.
enum SlotProblem: Equatable {
    case notASlot(String)
    case twice(String)
    case tooMany(Int)
    case notDeclared(String, nearest: String?)
    case notUsed(String, language: String)

    var explanation: Explanation {
        switch self {
        case .notASlot(let word):
            Explanation(
                en: "`\(quoted(word))` is no name of a slot", zh: "“\(quoted(word))”不能作填空的名称",
                fix: Wording(
                    en: "use letters, digits, `-` and `_` only", zh: "只用文字、数字、“-”和“_”"))
        case .twice(let slot):
            Explanation(
                en: "the slot `\(quoted(slot))` is listed twice", zh: "填空“\(quoted(slot))”列了两次",
                fix: Wording(en: "delete one of the two", zh: "请删去一个"))
        case .tooMany(let most):
            Explanation(
                en: "a script has at most \(most) slots", zh: "一份播音稿最多有 \(most) 处填空",
                fix: Wording(en: "write fixed words instead of some of them", zh: "请把其中一些改写成固定的文字"))
        case .notDeclared(let slot, let nearest):
            Explanation(
                en: "the text uses a slot `\(quoted(slot))` that the header does not list",
                zh: "正文用了填空“\(quoted(slot))”，但开头没有列出",
                fix: nearest.map { Wording(en: "write `{\($0)}`", zh: "改写为“{\($0)}”") }
                    ?? Wording(
                        en: "add `\(quoted(slot))` to the line `slots`", zh: "在“填空”一行加上“\(quoted(slot))”"))
        case .notUsed(let slot, let language):
            Explanation(
                en: "the text in `\(quoted(language))` never says the slot `\(quoted(slot))`",
                zh: "“\(quoted(language))”的正文没有用到填空“\(quoted(slot))”",
                fix: Wording(
                    en: "use `{\(quoted(slot))}` in the text, or delete it from the line `slots`",
                    zh: "在正文里写“{\(quoted(slot))}”，或从“填空”一行删去它"))
        }
    }
}
