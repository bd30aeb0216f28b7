// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with when, verb and name of an entry.
enum EntryProblem: Equatable {
    case unknownStart(String)
    case verbFirst(Keyword)
    case dayFirst(String)
    case noVerb
    case unknownVerb(String)
    case cannotRepeat(Verb)
    case noName(Verb)
    case notAName(String)
    case nameTooLong(String)
    case silenceWithName(String)

    var explanation: Explanation {
        switch self {
        case .unknownStart(let word):
            Explanation(
                en: "a line starts with a time, not with `\(quoted(word))`",
                zh: "一行要以时间开头，而不是“\(quoted(word))”",
                fix: proposal(
                    nearest: KeywordSet.lineStarts.nearest(to: word),
                    otherwise: Wording(
                        en: "write a time such as `09:00`, `open-5m` or `every 5-10m` first",
                        zh: "请先写时间，例如“09:00”、“开店-5分”或“每5-10分”")))
        case .verbFirst(let verb):
            Explanation(
                en: "the time of `\(verb.en)` is missing", zh: "“\(verb.zh)”前面缺少时间",
                fix: Wording(
                    en: "write the time first: `09:00 \(verb.en) …`", zh: "请先写时间：“09:00 \(verb.zh) …”"))
        case .dayFirst(let days):
            Explanation(
                en: "a line starts with its time; days stand behind the name",
                zh: "一行要以时间开头，日子写在名称后面",
                fix: Wording(
                    en:
                        "write `09:00 say NAME on \(quoted(days))`; a line without `on` is for every day of its timetable",
                    zh: "请写“09:00 播稿 名称 逢 \(quoted(days))”；不写“逢”就是本表的每一天"))
        case .noVerb:
            Explanation(
                en: "the line does not say what to do at that time", zh: "这一行没有写到时做什么",
                fix: proposal(oneOf: KeywordSet.verbs.keywords))
        case .unknownVerb(let word):
            Explanation(
                en: "`\(quoted(word))` is nothing that storecast can do",
                zh: "没有“\(quoted(word))”这个动作",
                fix: proposal(
                    nearest: KeywordSet.verbs.nearest(to: word), otherwise: proposal(oneOf: KeywordSet.verbs.keywords)))
        case .cannotRepeat(let verb):
            Explanation(
                en: "`every` repeats messages; `\(verb.rawValue)` lasts until the next line that changes the music",
                zh: "“每”用于重复播出的内容；“\(verb.zh)”会一直持续到下一条音乐安排",
                fix: Wording(
                    en: "give it one time, such as `09:00 \(verb.rawValue)`",
                    zh: "请写一个时间，例如“09:00 \(verb.zh)”"))
        case .noName(let verb):
            Explanation(
                en: "`\(verb.rawValue)` does not say which \(verb.kind.en)",
                zh: "“\(verb.zh)”后面缺少\(verb.kind.zh)的名称",
                fix: Wording(en: "write `\(verb.rawValue) NAME`", zh: "请写“\(verb.zh) 名称”"))
        case .notAName(let word):
            Explanation(
                en: "`\(quoted(word))` cannot be a name", zh: "“\(quoted(word))”不能作名称",
                fix: Wording(
                    en:
                        "write only the name of the file or folder, without quotation marks, `/`, `\\` or a dot in front",
                    zh: "只写文件或文件夹的名称，不带引号、“/”、“\\”，也不以点开头"))
        case .nameTooLong(let word):
            Explanation(
                en: "the name `\(quoted(word))` is longer than any file's", zh: "名称“\(quoted(word))”太长，文件名没有这么长的",
                fix: Wording(en: "write the name of a file or folder", zh: "请写文件或文件夹的名称"))
        case .silenceWithName(let word):
            Explanation(
                en: "`silence` takes no name, so `\(quoted(word))` is too much",
                zh: "“静音”后面不写名称，“\(quoted(word))”是多余的",
                fix: Wording(en: "delete it", zh: "请删去它"))
        }
    }
}
