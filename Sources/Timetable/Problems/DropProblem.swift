// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a line that takes items of the timetable below away.
enum DropProblem: Equatable {
    case notAnOverlay
    case saysNothing
    case notAVerb(String)
    case textAfter(String)

    var explanation: Explanation {
        switch self {
        case .notAnOverlay:
            Explanation(
                en: "there is no timetable below from which something could be dropped",
                zh: "本表没有叠加在其他表上，没有可以取消的内容",
                fix: Wording(
                    en: "add a line such as `over everyday`, or delete this line",
                    zh: "请加一行“叠加 everyday”之类的内容，或者删去这一行"))
        case .saysNothing:
            Explanation(
                en: "`drop` does not say what is dropped", zh: "“取消”后面没有写取消什么",
                fix: Wording(
                    en: "write for example `drop promo offers` or `drop 09:00 say store-guide`",
                    zh: "例如写“取消 促销 offers”或“取消 09:00 播稿 store-guide”"))
        case .notAVerb(let word):
            Explanation(
                en: "`\(quoted(word))` is neither a time nor a verb", zh: "“\(quoted(word))”既不是时间，也不是动作",
                fix: proposal(
                    nearest: KeywordSet.verbs.nearest(to: word),
                    otherwise: Wording(
                        en: "before a name write what it is, for example `drop say \(quoted(word))`",
                        zh: "名称前面要写动作，例如“取消 播稿 \(quoted(word))”")))
        case .textAfter(let word):
            Explanation(
                en: "`\(quoted(word))` is too much: `drop` takes a time, a verb and a name",
                zh: "“\(quoted(word))”是多余的：“取消”后面只写时间、动作和名称",
                fix: Wording(en: "delete it", zh: "请删去它"))
        }
    }
}
