// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with the options of an entry.
enum OptionProblem: Equatable {
    case unknown(String, nearest: String?)
    case notUsable(Keyword, Verb, usable: [Keyword])
    case twice(Keyword)
    case aloneAndOver
    case noValue(Keyword)

    var explanation: Explanation {
        switch self {
        case .unknown(let word, let nearest):
            Explanation(
                en: "`\(quoted(word))` is no option", zh: "没有“\(quoted(word))”这个选项",
                fix: proposal(nearest: nearest, otherwise: proposal(oneOf: Keyword.options)))
        case .notUsable(let keyword, let verb, let usable):
            Explanation(
                en: "`\(keyword.en)` does not go with this `\(verb.rawValue)`",
                zh: "这里的“\(verb.zh)”不能用“\(keyword.zh)”",
                fix: usable.isEmpty
                    ? Wording(en: "delete it", zh: "请删去它") : proposal(oneOf: usable))
        case .twice(let keyword):
            Explanation(
                en: "`\(keyword.en)` is given twice", zh: "“\(keyword.zh)”写了两次",
                fix: Wording(en: "keep one of the two", zh: "只留一个"))
        case .aloneAndOver:
            Explanation(
                en: "an item is heard either `alone` or `over` the music", zh: "“单独”和“混播”只能选一个",
                fix: Wording(en: "keep one of the two", zh: "只留一个"))
        case .noValue(let keyword): Self.noValueExplanation(keyword)
        }
    }

    private static func noValueExplanation(_ keyword: Keyword) -> Explanation {
        let (en, zh) =
            switch keyword {
            case .late: ("late 5m", "宽限5分")
            case .with: ("with CHIME", "配 提示音名称")
            default: ("\(keyword.en) 09:00", "\(keyword.zh) 09:00")
            }
        return Explanation(
            en: "what follows `\(keyword.en)` is missing or unclear",
            zh: "“\(keyword.zh)”后面缺少内容，或内容不明",
            fix: Wording(en: "write for example `\(en)`", zh: "例如写“\(zh)”"))
    }
}
