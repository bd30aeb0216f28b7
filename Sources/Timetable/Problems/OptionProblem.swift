// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with the options of an entry.
enum OptionProblem: Equatable {
    case unknown(String, afterName: String?)
    case notUsable(Keyword, Verb, usable: [Keyword])
    case twice(Keyword)
    case eitherOr(Keyword, Keyword)
    case noValue(Keyword)
    case zoneTwice(String)
    case repetitionOutOfRange(ClosedRange<Int>)
    case unknownClass(String)
    case emergencyByTimetable
    case musicAsClass

    /// The classes that a line may give.
    private static let classes: [Keyword] = [.promo, .notice, .urgent]

    var explanation: Explanation {
        switch self {
        case .unknown(let word, let name):
            Explanation(
                en: "`\(quoted(word))` is no option", zh: "没有“\(quoted(word))”这个选项",
                fix: proposal(nearest: KeywordSet.options.nearest(to: word), otherwise: Self.unknownFix(word, name)))
        case .notUsable(let keyword, let verb, let usable):
            Explanation(
                en: "`\(keyword.en)` does not go with this `\(verb.rawValue)`",
                zh: "这里的“\(verb.zh)”不能用“\(keyword.zh)”", fix: Self.notUsableFix(keyword, usable))
        case .twice(let keyword):
            Explanation(
                en: "`\(keyword.en)` is given twice", zh: "“\(keyword.zh)”写了两次",
                fix: Wording(en: "keep one of the two", zh: "只留一个"))
        case .eitherOr(let one, let other):
            Explanation(
                en: "`\(one.en)` and `\(other.en)` exclude each other", zh: "“\(one.zh)”和“\(other.zh)”只能选一个",
                fix: Wording(en: "keep one of the two", zh: "只留一个"))
        case .noValue(let keyword): Self.noValueExplanation(keyword)
        case .zoneTwice(let zone):
            Explanation(
                en: "the zone `\(quoted(zone))` is listed twice", zh: "区域“\(quoted(zone))”列了两次",
                fix: Wording(en: "delete one of the two", zh: "请删去一个"))
        case .repetitionOutOfRange(let range):
            Explanation(
                en: "an item is heard \(range.lowerBound) to \(range.upperBound) times in a row",
                zh: "一条内容可以连播 \(range.lowerBound) 到 \(range.upperBound) 次",
                fix: Wording(
                    en: "write for example `repeat 3`; for later in the day use `every`",
                    zh: "例如写“重复3次”；要隔一段时间再播，请用“每”"))
        case .unknownClass(let word):
            Explanation(
                en: "`\(quoted(word))` is no class", zh: "没有“\(quoted(word))”这个级别",
                fix: proposal(
                    nearest: KeywordSet(Self.classes).nearest(to: word), otherwise: proposal(oneOf: Self.classes)))
        case .emergencyByTimetable:
            Explanation(
                en: "an emergency is started and ended by a person, never by a timetable",
                zh: "应急广播由人开始、由人结束，播出表不能安排",
                fix: Wording(
                    en: "write `as urgent` if it must not wait; announce an emergency at the service desk",
                    zh: "不能等待的内容请写“作为 紧急”；应急广播请在服务台发布"))
        case .musicAsClass:
            Explanation(
                en: "`music` is the class of the music itself; a message needs one above it",
                zh: "“音乐”是背景音乐的级别，播出的内容要高于它", fix: proposal(oneOf: Self.classes))
        }
    }

    private static func notUsableFix(_ keyword: Keyword, _ usable: [Keyword]) -> Wording {
        guard keyword == .from || keyword == .to else { return proposal(oneOf: usable) }
        return Wording(
            en: "`from` and `to` belong to a line with `every`, such as `every 1h say NAME from 10:00 to 17:00`",
            zh: "“从”和“到”用于“每”字开头的行，例如“每1小时 播稿 名称 从 10:00 到 17:00”")
    }

    /// What to do about a word that is near no option; right after a name it may belong to that.
    private static func unknownFix(_ word: String, _ name: String?) -> Wording {
        let options = proposal(oneOf: KeywordSet.options.keywords)
        guard let name else { return options }
        let joined = "\(quoted(name))-\(quoted(word))"
        return Wording(
            en: "a name has no blanks, write it as `\(joined)`; if an option was meant, \(options.en)",
            zh: "名称中不能有空格，请写成“\(joined)”；如果是选项，\(options.zh)")
    }

    private static func noValueExplanation(_ keyword: Keyword) -> Explanation {
        let (en, zh) =
            switch keyword {
            case .late: ("late 5m", "宽限5分")
            case .with: ("with CHIME", "配 提示音名称")
            case .zones: ("in ZONE, ZONE", "在 区域、区域")
            case .on: ("on Sat, Sun", "逢 周六、周日")
            case .repetition: ("repeat 3", "重复3次")
            case .priority: ("as urgent", "作为 紧急")
            default: ("\(keyword.en) 09:00", "\(keyword.zh) 09:00")
            }
        return Explanation(
            en: "what follows `\(keyword.en)` is missing or unclear",
            zh: "“\(keyword.zh)”后面缺少内容，或内容不明",
            fix: Wording(en: "write for example `\(en)`", zh: "例如写“\(zh)”"))
    }
}
