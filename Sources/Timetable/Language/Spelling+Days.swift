// SPDX-License-Identifier: Apache-2.0

extension When {
    /// The canonical spelling in one language: `every 5-10m`, `每5-10分`.
    func spelling(in language: Language) -> String {
        guard language == .zh else { return spelling }
        return switch self {
        case .at(let moment): moment.zhSpelling
        case .each(let span): "每\(span.zhSpelling)"
        case .every(let minimum, let maximum): "每\(Duration.zhRangeSpelling(minimum, maximum))"
        }
    }
}

extension Moment {
    /// The canonical spelling in one language: `open-5m`, `开店-5分`.
    func spelling(in language: Language) -> String { language == .zh ? zhSpelling : spelling }
}

extension DayRule {
    /// The canonical spelling in one language: `Mon-Fri, holiday`, `周一至周五、节假日`.
    func spelling(in language: Language) -> String {
        parts.map { $0.spelling(in: language) }.joined(separator: language == .zh ? "、" : ", ")
    }
}

extension DayRule.Part {
    fileprivate func spelling(in language: Language) -> String {
        switch self {
        case .everyDay: return Keyword.everyDay.spelling(in: language)
        case .dayClass(.workday): return Keyword.workday.spelling(in: language)
        case .dayClass(.restday): return Keyword.restday.spelling(in: language)
        case .dayClass(.holiday): return Keyword.holiday.spelling(in: language)
        case .weekdays(.saturday, .sunday): return Keyword.weekend.spelling(in: language)
        case .weekdays(let first, let last):
            let start = first.keyword.spelling(in: language)
            return first == last ? start : start + (language == .zh ? "至" : "-") + last.keyword.spelling(in: language)
        }
    }
}

extension [DateSpan] {
    /// The canonical spelling in one language: `2026-02-10 to 2026-02-24, 2026-03-01`.
    func spelling(in language: Language) -> String {
        map { span in
            span.first == span.last
                ? "\(span.first)" : "\(span.first) \(Keyword.to.spelling(in: language)) \(span.last)"
        }.joined(separator: language == .zh ? "、" : ", ")
    }
}
