// SPDX-License-Identifier: Apache-2.0

extension ChineseReading {
    static var dates: [ReadingRule] {
        [
            ReadingRule(/([12][0-9]{3})([-\/.])([01]?[0-9])\2([0-3]?[0-9])(?![0-9])(?:日|号)?/) { match, _ in
                guard let month = number(match.3, in: 1...12), let day = number(match.4, in: 1...31) else { return nil }
                return ChineseNumerals.spelled(match.1) + "年" + month + "月" + day + "日"
            },
            ReadingRule(/([12][0-9]{3})[-–—~～至]([12][0-9]{3})(?=年)/) { match, _ in
                ChineseNumerals.spelled(match.1) + "至" + ChineseNumerals.spelled(match.2)
            },
            ReadingRule(/([0-9]{4})(?=年)/) { match, _ in ChineseNumerals.spelled(match.1) },
            ReadingRule(/([0-9]{1,2})月([0-9]{1,2})(日|号)?(?![0-9])/) { match, _ in
                guard let month = number(match.1, in: 1...12), let day = number(match.2, in: 1...31) else { return nil }
                return month + "月" + day + (match.3 ?? "日")
            },
            ReadingRule(/([0-9]{1,2})(?=月(?!饼)|日|号)/) { match, _ in ChineseNumerals.cardinal(match.1) },
        ]
    }

    static var times: [ReadingRule] {
        [
            ReadingRule(
                /([01]?[0-9]|2[0-4])[:：]([0-5][0-9])(?:[:：]([0-5][0-9]))?(?![0-9:：])(?:整|分(?!之))?(?= ?([-–—~～至到])?)/
            ) {
                match, place in
                let hour = ChineseNumerals.quantity(match.1) + "点"
                if let second = match.3 { return hour + minute(match.2) + minute(second).dropLast() + "秒" }
                // 十点至十八点: in a range 整 would only be in the way.
                let isInRange = match.4 != nil || "-–—~～至到".contains(place.before.last ?? "。")
                return hour + (match.2 == "00" ? (isInRange ? "" : "整") : minute(match.2))
            }
        ]
    }

    private static func minute(_ digits: Substring) -> String {
        (digits.hasPrefix("0") && digits != "00" ? "零" : "") + ChineseNumerals.cardinal(digits) + "分"
    }

    private static func number(_ digits: Substring, in range: ClosedRange<Int>) -> String? {
        Int(digits).flatMap { range.contains($0) ? ChineseNumerals.cardinal(digits) : nil }
    }

    static var prices: [ReadingRule] {
        [
            ReadingRule(
                /(HK\$|US\$|[¥$€£]) ?((?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)([万亿])?(?:元)?( ?\/ ?(?=\p{Han}))?/
            ) { match, _ in
                guard let currency = currencies[String(match.1)] else { return nil }
                return price(match.2, currency, scale: match.3) + (match.4 == nil ? "" : "每")
            },
            ReadingRule(
                /((?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)([万亿])?[元块](?:钱)?( ?\/ ?(?=\p{Han}))?/
            ) {
                match, _ in
                price(match.1, "元", scale: match.2) + (match.3 == nil ? "" : "每")
            },
        ]
    }

    private static let currencies = ["¥": "元", "$": "美元", "US$": "美元", "HK$": "港元", "€": "欧元", "£": "英镑"]

    /// 十九元九角, as a ticket is read aloud; 19.9 and 19.90 are the same price, so they sound the same.
    private static func price(_ number: Substring, _ currency: String, scale: Substring?) -> String {
        let parts = number.filter { $0 != "," }.split(separator: ".")
        let cents = parts.count > 1 ? Substring(parts[1]) : ""
        guard currency == "元", scale == nil, cents.count <= 2 else {
            return ChineseNumerals.quantity(number) + (scale ?? "") + currency
        }
        let whole = ChineseNumerals.quantity(Substring(parts[0]))
        let (jiao, fen) = (cents.first ?? "0", cents.dropFirst().first ?? "0")
        var words = whole == "零" && cents.contains { $0 != "0" } ? "" : whole + "元"
        if jiao != "0" { words += ChineseNumerals.quantity(Substring(String(jiao))) + "角" }
        if fen != "0" {
            if jiao == "0", !words.isEmpty { words += "零" }
            words += ChineseNumerals.quantity(Substring(String(fen))) + "分"
        }
        return words
    }

    /// Percentages and discounts.
    static var shares: [ReadingRule] {
        [
            ReadingRule(/([0-9]+(?:\.[0-9]+)?)[-–—~～至]([0-9]+(?:\.[0-9]+)?) ?%/) { match, _ in
                "百分之" + ChineseNumerals.number(match.1) + "至百分之" + ChineseNumerals.number(match.2)
            },
            ReadingRule(/((?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?) ?%/) { match, _ in
                "百分之" + ChineseNumerals.number(match.1)
            },
            ReadingRule(/([0-9]+(?:\.[0-9]+)?)‰/) { match, _ in "千分之" + ChineseNumerals.number(match.1) },
            // 7.5折 and 75折 are both 七五折.
            ReadingRule(/([1-9])\.?([1-9])?(?=折)/) { match, _ in
                ChineseNumerals.spelled(match.1) + (match.2.map(ChineseNumerals.spelled) ?? "")
            },
        ]
    }
}
