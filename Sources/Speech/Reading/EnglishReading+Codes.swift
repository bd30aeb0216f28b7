// SPDX-License-Identifier: Apache-2.0

extension EnglishReading {
    private static func groups(_ groups: Substring?...) -> String {
        groups.compactMap { $0 }.map(EnglishNumerals.code).joined(separator: ", ")
    }

    private static func withExtension(_ words: String, _ number: Substring?) -> String {
        number.map { words + ", extension " + EnglishNumerals.code($0) } ?? words
    }

    /// Telephone numbers, in the groups in which people say them.
    static var telephones: [ReadingRule] {
        [
            ReadingRule(/[1-9][0-9]{5}([0-9]{8})[0-9]{3}[0-9Xx](?![0-9A-Za-z])/, isNumber: false) { match, _ in
                groups(match.0.prefix(6), match.1, match.0.suffix(4))
            },
            ReadingRule(/(?:\+?(86)[- ]?)?(1[3-9][0-9])[- ]?([0-9]{4})[- ]?([0-9]{4})(?![0-9])/, isNumber: false) {
                match, _ in (match.1 == nil ? "" : "plus ") + groups(match.1, match.2, match.3, match.4)
            },
            ReadingRule(
                /([48]00)(?:[- ]?([0-9]{3})[- ]?([0-9]{4})|[- ]([0-9]{4})[- ]([0-9]{3}))(?![0-9])(?:(?:-|,? ext(?:ension|\.)? ?)([0-9]{1,6}))?/,
                isNumber: false
            ) { match, _ in
                withExtension(groups(match.1, match.2 ?? match.4, match.3 ?? match.5), match.6)
            },
            ReadingRule(
                /\(?(0[0-9]{2,3})\)?[- ]?([0-9]{3,4})[- ]?([0-9]{4})(?![0-9])(?:(?:-|,? ext(?:ension|\.)? ?)([0-9]{1,6}))?/,
                isNumber: false
            ) { match, _ in withExtension(groups(match.1, match.2, match.3), match.4) },
            ReadingRule(/\+([0-9]{1,3}(?:[- ]?[0-9]{2,5}){2,5})(?![0-9])/, isNumber: false) { match, _ in
                "plus "
                    + match.1.split { $0 == "-" || $0 == " " }.map(EnglishNumerals.code).joined(separator: ", ")
            },
            ReadingRule(/([0-9]{3,4})(?:[- ]?([0-9]{4}))?(?![0-9%]|[.,][0-9])/, isNumber: false) { match, place in
                place.followsWord(telephoneWords) ? groups(match.1, match.2) : nil
            },
            ReadingRule(/[0-9]{5,6}(?![0-9%]|[.,][0-9])/, isNumber: false) { match, place in
                place.followsWord(telephoneWords) ? EnglishNumerals.code(match) : nil
            },
        ]
    }

    private static let telephoneWords = ["call", "dial", "phone", "telephone", "ring", "hotline", "extension", "ext"]

    /// What a Chinese car's plate begins with, as the sign is said.
    static let plateRegions: [Character: String] = [
        "京": "Jing", "津": "Jin", "沪": "Hoo", "渝": "Yu", "冀": "Jee", "豫": "Yu", "云": "Yun", "辽": "Liao", "黑": "Hay",
        "湘": "Siang", "皖": "Wan", "鲁": "Loo", "新": "Sin", "苏": "Soo", "浙": "Juh", "赣": "Gan", "鄂": "Uh",
        "桂": "Gway", "甘": "Gan", "晋": "Jin", "蒙": "Mung", "陕": "Shan", "吉": "Jee", "闽": "Min", "贵": "Gway",
        "粤": "Yweh", "青": "Ching", "藏": "Zang", "川": "Chwan", "宁": "Ning", "琼": "Chiong",
    ]

    private static let codeWords = ["order", "room", "code", "number", "id", "ticket", "locker", "plate", "no"]

    /// What is a name and no count: plates, numbers of orders and rooms.
    static var codes: [ReadingRule] {
        [
            ReadingRule(
                /([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])([A-Z])[·•・.\- ]?([A-Z0-9]{5,6})(?![A-Za-z0-9])/,
                isNumber: false
            ) { match, _ in
                guard let sign = match.1.first, let region = plateRegions[sign] else { return nil }
                return region + " " + EnglishNumerals.code(match.2) + ", " + EnglishNumerals.code(match.3)
            },
            ReadingRule(/([A-Z]{1,3})[·\- ]?([0-9]{3,6})(?![A-Za-z0-9])/, isNumber: false) { match, place in
                guard place.before.last?.isLatinOrDigit != true else { return nil }
                return EnglishNumerals.code(match.1) + ", " + EnglishNumerals.code(match.2)
            },
            ReadingRule(/[0-9]{3,}(?![0-9]|[.,][0-9])/, isNumber: false) { match, place in
                place.followsWord(codeWords) ? EnglishNumerals.code(match) : nil
            },
        ]
    }

    /// B1 is below the ground, 3F is the third floor.
    static var floors: [ReadingRule] {
        [
            ReadingRule(/B([1-9])F?(?![0-9A-Za-z])/) { match, place in
                place.before.last?.isLatinOrDigit == true || place.followsWord(["vitamin"])
                    ? nil : "basement " + EnglishNumerals.cardinal(match.1)
            },
            ReadingRule(/([1-9][0-9]{0,2})\/?F(?: floor)?(?![0-9A-Za-z])/) { match, _ in
                Int(match.1).map { EnglishNumerals.ordinal($0) + " floor" }
            },
        ]
    }
}
