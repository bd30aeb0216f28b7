// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a span of time or a range of spans.
enum SpanProblem: Equatable {
    case notASpan(String)
    case noNumber(Keyword)
    case noUnit(Int)
    case rangeWithoutUnit(Int, Int)
    case tooLong(String)
    case tooOften(Duration)
    case latenessZero
    case rangeReversed(Duration, Duration)
    case rangeFromZero(Duration)

    /// Whether what is proposed takes the place of `every` and all that belongs to it.
    var isAboutInterval: Bool {
        switch self {
        case .noNumber, .rangeWithoutUnit, .tooOften, .rangeReversed, .rangeFromZero: true
        default: false
        }
    }

    var explanation: Explanation {
        switch self {
        case .notASpan(let word):
            Explanation(
                en: "`\(quoted(word))` is no span of time", zh: "“\(quoted(word))”不是时长", fix: Self.spanFix(word))
        case .noNumber(let unit):
            Explanation(
                en: "`every` needs a number before its unit", zh: "“每”后面的单位之前要写数字",
                fix: Wording(en: "write `every 1\(unit.en)`", zh: "改写为“每1\(unit.zh)”"))
        case .noUnit(let number):
            Explanation(
                en: "\(number) what? The unit is missing", zh: "\(number) 后面缺少单位",
                fix: Wording(
                    en: "write `\(number)m` for minutes, `\(number)s` for seconds or `\(number)h` for hours",
                    zh: "请写“\(number)分”、“\(number)秒”或“\(number)小时”"))
        case .rangeWithoutUnit(let low, let high):
            Explanation(
                en: "\(low) to \(high) what? The unit is missing", zh: "\(low) 到 \(high) 后面缺少单位",
                fix: Wording(
                    en: "write `every \(low)-\(high)m` for minutes",
                    zh: "如果是分钟，请写“每\(low)-\(high)分”"))
        case .tooLong(let word):
            Explanation(
                en: "`\(quoted(word))` is longer than a day", zh: "“\(quoted(word))”超过一天",
                fix: Wording(en: "write at most `24h`", zh: "最长写“24小时”"))
        case .tooOften(let span):
            Explanation(
                en: "every \(span.spelling) is too often: nothing else could be heard",
                zh: "每\(span.zhSpelling)一次太密，别的节目都无法播出",
                fix: Wording(en: "write at least `every 1m`", zh: "至少写“每1分”"))
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
                zh: "从 0 开始的间隔会让促销一条紧接一条", fix: Self.rangeFromZeroFix(maximum))
        }
    }

    private static func spanFix(_ word: String) -> Wording {
        guard let meant = Duration(meantBy: word) else {
            return Wording(
                en: "write a whole number and a unit, such as `5m`, `90s` or `1h30m`",
                zh: "请写整数加单位，例如“5分”、“90秒”或“1小时30分”")
        }
        return Wording(en: "write `\(meant.spelling)`", zh: "改写为“\(meant.zhSpelling)”")
    }

    private static func rangeFromZeroFix(_ maximum: Duration) -> Wording {
        let least = Duration.minutes(1)
        let most = max(maximum, .minutes(5))
        return Wording(
            en: "write for example `every \(Duration.rangeSpelling(least, most))`",
            zh: "例如写“每\(Duration.zhRangeSpelling(least, most))”")
    }
}

extension Duration {
    /// The span that a person meant by a decimal fraction of a unit: `1.5h`.
    fileprivate init?(meantBy word: String) {
        let plain = String(word.map(\.plainForm))
        let digits = plain.prefix { $0.isASCIIDigit || $0 == "." }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        let unit = plain.dropFirst(digits.count)
        let match = KeywordSet.units.keywords.first { $0.spellings.contains(String(unit)) }
        guard parts.count == 2, let match, let whole = Int(parts[0]), let tenths = Int(parts[1]),
            whole < 24, parts[1].count == 1
        else { return nil }
        let size = match == .hour ? 3600 : match == .minute ? 60 : 1
        guard tenths * size % 10 == 0 else { return nil }
        self = .seconds(whole * size + tenths * size / 10)
    }
}
