// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with the header of a script.
enum ScriptHeaderProblem: Equatable {
    case unknown(String)
    case twice(Keyword, firstLine: Int)
    case empty(Keyword)
    case unknownClass(String)
    case notOneChime(String)
    case notOneScript(String)
    case allClearWithoutEmergency
    case notARepetition(String)
    case approvedWithoutDate(String)
    case approvedWithoutName
    case draft

    var explanation: Explanation {
        switch self {
        case .unknown(let word):
            Explanation(
                en: "`\(quoted(word))` is no header of a script", zh: "播音稿没有“\(quoted(word))”这一项",
                fix: proposal(
                    nearest: KeywordSet.scriptHeaders.nearest(to: word),
                    otherwise: proposal(oneOf: KeywordSet.scriptHeaders.keywords)))
        case .twice(let keyword, let firstLine):
            Explanation(
                en: "`\(keyword.en)` is already given in line \(firstLine)",
                zh: "第 \(firstLine) 行已经写了“\(keyword.zh)”",
                fix: Wording(en: "keep one of the two lines", zh: "两行只留一行"))
        case .empty(let keyword):
            Explanation(
                en: "nothing follows `\(keyword.en)`", zh: "“\(keyword.zh)”后面没有内容",
                fix: keyword == .approved
                    ? Wording(en: "write when and by whom it was approved", zh: "请写审核日期和审核人")
                    : Wording(en: "fill it in or delete the line", zh: "请填写，或删去这一行"))
        case .unknownClass(let word):
            Explanation(
                en: "`\(quoted(word))` is no class", zh: "没有“\(quoted(word))”这个级别",
                fix: proposal(
                    nearest: KeywordSet.classes.nearest(to: word),
                    otherwise: proposal(oneOf: KeywordSet.classes.keywords)))
        case .notOneChime(let words):
            Explanation(
                en: "`\(quoted(words))` is not one name", zh: "“\(quoted(words))”不是一个名称",
                fix: Wording(
                    en: "write the name of one chime, as `chime gong-4`", zh: "请写一个提示音的名称，例如“提示音 gong-4”"))
        case .notOneScript(let words):
            Explanation(
                en: "`\(quoted(words))` is not one name", zh: "“\(quoted(words))”不是一个名称",
                fix: Wording(
                    en: "write the name of one script, as `all-clear all-clear`",
                    zh: "请写一份播音稿的名称，例如“解除 all-clear”"))
        case .allClearWithoutEmergency:
            Explanation(
                en: "only after an emergency is there an all-clear, and this script is none",
                zh: "只有应急播音稿才有解除稿，这一份不是",
                fix: Wording(
                    en: "add a line `class emergency`, or delete this one", zh: "请加一行“级别 应急”，或删去这一行"))
        case .notARepetition(let words):
            Explanation(
                en: "`\(quoted(words))` does not say how often and how far apart",
                zh: "“\(quoted(words))”没有写明次数和间隔",
                fix: Wording(
                    en: "write `repeat 3 every 5m`, perhaps with `until claimed` after it; 1 to 100 times",
                    zh: "请写“重复 3次 每5分”，后面可加“直到认领”；次数为 1 到 100"))
        case .approvedWithoutDate(let words):
            Explanation(
                en: "`\(quoted(words))` does not begin with the date of the approval",
                zh: "“\(quoted(words))”没有以审核日期开头",
                fix: Wording(
                    en: "write date and name, as `approved 2026-11-01 duty manager`",
                    zh: "请写日期和姓名，例如“审核 2026-11-01 值班经理”"))
        case .approvedWithoutName:
            Explanation(
                en: "it is not said who approved the script", zh: "没有写明审核人",
                fix: Wording(
                    en: "write the name after the date, as `approved 2026-11-01 duty manager`",
                    zh: "请在日期后写审核人，例如“审核 2026-11-01 值班经理”"))
        case .draft:
            Explanation(
                en: "the script is a draft and will not air", zh: "这份播音稿是草稿，不会播出",
                fix: Wording(
                    en: "have it checked, then add a line `approved DATE WHO`",
                    zh: "审核之后，加一行“审核 日期 审核人”"))
        }
    }
}
