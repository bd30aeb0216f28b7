// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with when, verb and name of an entry.
enum EntryProblem: Equatable {
    case unknownStart(String, nearest: String?)
    case verbFirst(Keyword)
    case notInThisVersion(String)
    case noVerb
    case unknownVerb(String, nearest: String?)
    case onlyPromosRotate(Verb)
    case noName(Verb)
    case notAName(String)
    case silenceWithName(String)

    var explanation: Explanation {
        switch self {
        case .unknownStart(let word, let nearest):
            Explanation(
                en: "a line starts with a time, not with `\(quoted(word))`",
                zh: "一行要以时间开头，而不是“\(quoted(word))”",
                fix: proposal(
                    nearest: nearest,
                    otherwise: Wording(
                        en: "write a time such as `09:00`, `open-5m` or `every 5-10m` first",
                        zh: "请先写时间，例如“09:00”、“开店-5分”或“每5-10分”")))
        case .verbFirst(let verb):
            Explanation(
                en: "the time of `\(verb.en)` is missing", zh: "“\(verb.zh)”前面缺少时间",
                fix: Wording(
                    en: "write the time first: `09:00 \(verb.en) …`", zh: "请先写时间：“09:00 \(verb.zh) …”"))
        case .notInThisVersion(let word):
            Explanation(
                en: "`\(quoted(word))` is not in this version of storecast",
                zh: "此版本的 storecast 不支持“\(quoted(word))”",
                fix: Wording(
                    en: "write times such as `09:00`, `open-5m`, `every 5-10m`, and the options "
                        + Keyword.options.map(\.en).joined(separator: ", "),
                    zh: "时间可写“09:00”、“开店-5分”、“每5-10分”，选项可写"
                        + Keyword.options.map(\.zh).joined(separator: "、")))
        case .noVerb:
            Explanation(
                en: "the line does not say what to do at that time", zh: "这一行没有写到时做什么",
                fix: proposal(oneOf: Keyword.verbs))
        case .unknownVerb(let word, let nearest):
            Explanation(
                en: "`\(quoted(word))` is nothing that storecast can do",
                zh: "没有“\(quoted(word))”这个动作",
                fix: proposal(nearest: nearest, otherwise: proposal(oneOf: Keyword.verbs)))
        case .onlyPromosRotate(let verb):
            Explanation(
                en: "`every` with a range spaces promos; it does not go with `\(verb.rawValue)`",
                zh: "带范围的“每”只用于促销，不能用于“\(verb.zh)”",
                fix: Wording(
                    en: "write `promo ROTATION`, or give `\(verb.rawValue)` a time",
                    zh: "请写“促销 名称”，或者给“\(verb.zh)”写一个时间"))
        case .noName(let verb):
            Explanation(
                en: "`\(verb.rawValue)` does not say which \(verb.kind.en)",
                zh: "“\(verb.zh)”后面缺少\(verb.kind.zh)的名称",
                fix: Wording(en: "write `\(verb.rawValue) NAME`", zh: "请写“\(verb.zh) 名称”"))
        case .notAName(let word):
            Explanation(
                en: "`\(quoted(word))` cannot be a name", zh: "“\(quoted(word))”不能作名称",
                fix: Wording(
                    en: "write only the name of the file or folder, without `/`, `\\` or a dot in front",
                    zh: "只写文件或文件夹的名称，不带“/”、“\\”，也不以点开头"))
        case .silenceWithName(let word):
            Explanation(
                en: "`silence` takes no name, so `\(quoted(word))` is too much",
                zh: "“静音”后面不写名称，“\(quoted(word))”是多余的",
                fix: Wording(en: "delete it", zh: "请删去它"))
        }
    }
}
