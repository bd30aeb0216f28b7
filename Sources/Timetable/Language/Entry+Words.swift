// SPDX-License-Identifier: Apache-2.0

extension Entry {
    /// What names the line to people, its options left out: `09:00 say store-guide`, `09:00 播报 store-guide`.
    public func words(in language: Language) -> String {
        let parts = [when.spelling(in: language), verb.words(in: language), name]
        return parts.compactMap { $0 }.joined(separator: " ")
    }

    /// The same without its time: `say store-guide`.
    public func item(in language: Language) -> String {
        [verb.words(in: language), name].compactMap { $0 }.joined(separator: " ")
    }
}

extension Verb {
    /// As people write it in a timetable: `say`, `播稿`.
    public func words(in language: Language) -> String { keyword.spelling(in: language) }
}

extension When {
    /// The canonical spelling for people who read that language: `every 5-10m`, `每5-10分`.
    public func words(in language: Language) -> String { spelling(in: language) }
}

extension Drop {
    /// The line as people write it: `drop promo offers`, `取消 促销 offers`.
    public func words(in language: Language) -> String {
        let parts = [
            Keyword.drop.spelling(in: language), when?.spelling(in: language),
            verb?.keyword.spelling(in: language), name,
        ]
        return parts.compactMap { $0 }.joined(separator: " ")
    }
}

extension HolidayCalendar.Mark {
    /// The line as people write it: `2026-02-17 to 2026-02-23 holiday 春节`.
    public func words(in language: Language) -> String {
        let kind: Keyword =
            switch dayClass {
            case .workday: .workday
            case .restday: .restday
            case .holiday: .holiday
            }
        let parts = [[dates].spelling(in: language), kind.spelling(in: language), name]
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
