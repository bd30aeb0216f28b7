// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a span of time or a range of spans.
enum SpanProblem: Equatable {
    case notASpan(String)
    case noUnit(Int)
    case tooLong(String)
    case latenessZero
    case rangeReversed(Duration, Duration)
    case rangeFromZero(Duration)

    var explanation: Explanation {
        switch self {
        case .notASpan(let word):
            Explanation(
                en: "`\(quoted(word))` is no span of time", zh: "“\(quoted(word))”不是时长",
                fix: Wording(
                    en: "write a whole number and a unit, such as `5m`, `90s` or `1h30m`",
                    zh: "请写整数加单位，例如“5分”、“90秒”或“1小时30分”"))
        case .noUnit(let number):
            Explanation(
                en: "\(number) what? The unit is missing", zh: "\(number) 后面缺少单位",
                fix: Wording(
                    en: "write `\(number)m` for minutes, `\(number)s` for seconds or `\(number)h` for hours",
                    zh: "请写“\(number)分”、“\(number)秒”或“\(number)小时”"))
        case .tooLong(let word):
            Explanation(
                en: "`\(quoted(word))` is longer than a day", zh: "“\(quoted(word))”超过一天",
                fix: Wording(en: "write at most `24h`", zh: "最长写“24小时”"))
        case .latenessZero:
            Explanation(
                en: "with no lateness at all an item could never start", zh: "宽限为零时，节目永远来不及开始",
                fix: Wording(en: "write at least `late 1s`", zh: "至少写“宽限1秒”"))
        case .rangeReversed(let minimum, let maximum):
            Explanation(
                en: "the range runs backwards: \(minimum.spelling) is more than \(maximum.spelling)",
                zh: "范围写反了：\(minimum.zhSpelling)大于\(maximum.zhSpelling)",
                fix: Wording(
                    en: "write `every \(Duration.rangeSpelling(maximum, minimum))`",
                    zh: "改写为“每\(Duration.zhRangeSpelling(maximum, minimum))”"))
        case .rangeFromZero(let maximum):
            Explanation(
                en: "a range from 0 would air one message on another's heels",
                zh: "从 0 开始的间隔会让促销一条紧接一条",
                fix: Self.rangeFromZeroFix(maximum))
        }
    }

    private static func rangeFromZeroFix(_ maximum: Duration) -> Wording {
        let least = Duration.minutes(1)
        let most = max(maximum, .minutes(5))
        return Wording(
            en: "write for example `every \(Duration.rangeSpelling(least, most))`",
            zh: "例如写“每\(Duration.zhRangeSpelling(least, most))”")
    }
}
