// SPDX-License-Identifier: Apache-2.0

extension EnglishReading {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    static var dates: [ReadingRule] {
        [
            ReadingRule(/([12][0-9]{3})([-\/.])([01]?[0-9])\2([0-3]?[0-9])(?![0-9])/) { match, place in
                guard let month = Int(match.3), months.indices.contains(month - 1) else { return nil }
                return date(day: match.4, months[month - 1], year: match.1, at: place)
            },
            ReadingRule(
                /([0-3]?[0-9])(?:st|nd|rd|th)? (January|February|March|April|May|June|July|August|September|October|November|December)(?:,? ([12][0-9]{3})(?![0-9]))?(?![A-Za-z])/
            ) { match, place in date(day: match.1, String(match.2), year: match.3, at: place) },
            ReadingRule(
                /(January|February|March|April|May|June|July|August|September|October|November|December) ([0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9A-Za-z:%])(?:,? ([12][0-9]{3})(?![0-9]))?/
            ) { match, place in
                guard place.before.last?.isLatinOrDigit != true, let day = Int(match.2), (1...31).contains(day) else {
                    return nil
                }
                let year = match.3.flatMap { Int($0) }.map { ", " + EnglishNumerals.year($0) } ?? ""
                return match.1 + " the " + EnglishNumerals.ordinal(day) + year
            },
        ]
    }

    /// the twenty-first of November, twenty twenty-six
    private static func date(day: Substring, _ month: String, year: Substring?, at place: ReadingRule.Place) -> String?
    {
        guard let day = Int(day), (1...31).contains(day) else { return nil }
        let article = place.followsWord(["the"]) ? "" : "the "
        let year = year.flatMap { Int($0) }.map { ", " + EnglishNumerals.year($0) } ?? ""
        return article + EnglishNumerals.ordinal(day) + " of " + month + year
    }

    /// The announcer's form: nine oh five a.m., two thirty p.m.
    static var times: [ReadingRule] {
        [
            ReadingRule(/([01]?[0-9]|2[0-4]):([0-5][0-9])(?![0-9:])(?: ?([AaPp])\.?[Mm](?![A-Za-z])\.?)?/) { match, _ in
                Int(match.1).flatMap { time(hour: $0, minute: match.2, half: match.3) }
            },
            ReadingRule(/(1[0-2]|[1-9]) ?([AaPp])\.?[Mm](?![A-Za-z])\.?/) { match, _ in
                Int(match.1).flatMap { time(hour: $0, minute: "00", half: match.2) }
            },
        ]
    }

    private static func time(hour: Int, minute: Substring, half: Substring?) -> String? {
        if half != nil, !(1...12).contains(hour) { return nil }
        let isAfternoon = half.map { $0.lowercased() == "p" } ?? (12..<24).contains(hour)
        if minute == "00", hour % 12 == 0 { return isAfternoon ? "twelve noon" : "midnight" }
        let said = hour % 12 == 0 ? 12 : hour % 12
        var words = EnglishNumerals.cardinal(Substring(String(said)))
        if minute != "00" { words += (minute.hasPrefix("0") ? " oh " : " ") + EnglishNumerals.cardinal(minute) }
        return words + (isAfternoon ? " p.m." : " a.m.")
    }

    static var prices: [ReadingRule] {
        [
            ReadingRule(/(HK\$|US\$|[¥$€£]) ?((?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)/) { match, _ in
                currencies[String(match.1)].map { price(match.2, $0) }
            },
            ReadingRule(/((?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?) ?(?:yuan|RMB|CNY|元)(?![A-Za-z])/) {
                match, _ in price(match.1, ("yuan", "yuan"))
            },
        ]
    }

    private static let currencies = [
        "¥": ("yuan", "yuan"), "$": ("dollar", "dollars"), "US$": ("dollar", "dollars"),
        "HK$": ("Hong Kong dollar", "Hong Kong dollars"), "€": ("euro", "euros"), "£": ("pound", "pounds"),
    ]

    /// nineteen yuan ninety; 19.9 and 19.90 are the same price, so they sound the same.
    private static func price(_ number: Substring, _ currency: (one: String, more: String)) -> String {
        let parts = number.filter { $0 != "," }.split(separator: ".")
        let decimals = parts.count > 1 ? String(parts[1]) : ""
        guard decimals.count <= 2 else { return EnglishNumerals.number(number) + " " + currency.more }
        let whole = EnglishNumerals.cardinal(Substring(parts[0]))
        let words = whole + " " + (whole == "one" ? currency.one : currency.more)
        let cents = Int(decimals.padding(toLength: 2)) ?? 0
        guard cents > 0 else { return words }
        return words + (cents < 10 ? " oh " : " ") + EnglishNumerals.cardinal(Substring(String(cents)))
    }
}

extension String {
    fileprivate func padding(toLength length: Int) -> String {
        self + String(repeating: "0", count: Swift.max(0, length - count))
    }
}
