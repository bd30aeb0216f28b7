// SPDX-License-Identifier: Apache-2.0

extension ClockTime {
    /// The time that a person meant by a word that is none in this language: `14.00`, `1400`, `2:30pm`, `9:5`, `9`,
    /// `下午2点`, `noon`.
    init?(meantBy word: String) {
        var text = String(word.map(\.plainForm).filter { $0 != " " }).drop { $0 == ":" || $0 == "=" }
        if let fixed = Self.names[String(text)] {
            self.init(seconds: fixed * 3600)
            return
        }
        var half: Half?
        for (prefix, meant) in Self.prefixes where text.hasPrefix(prefix) {
            text = text.dropFirst(prefix.count)
            half = meant
            break
        }
        for (suffix, meant) in Self.suffixes where half == nil && text.hasSuffix(suffix) {
            text = text.dropLast(suffix.count)
            half = meant
        }
        guard let (hour, minute) = Self.numbers(of: text), minute < 60, hour <= 24 else { return nil }
        self.init(seconds: Self.hour(hour, half) * 3600 + minute * 60)
    }

    /// A part of the day that goes with an hour from 1 to 12.
    private enum Half { case before, after, noon, night }

    /// The hour of the day; at night twelve is midnight, and what is less than five comes after it.
    private static func hour(_ hour: Int, _ half: Half?) -> Int {
        switch half {
        case .before: hour == 12 ? 0 : hour
        case .after: hour < 12 ? hour + 12 : hour
        // At noon it may be eleven, twelve or one.
        case .noon: hour < 6 ? hour + 12 : hour
        case .night: hour < 5 ? hour + 24 : hour == 12 ? 24 : hour < 12 ? hour + 12 : hour
        case nil: hour
        }
    }

    private static let names = ["noon": 12, "midday": 12, "midnight": 24, "中午": 12, "正午": 12, "午夜": 24]
    private static let prefixes: [(String, Half)] = [
        ("上午", .before), ("早上", .before), ("早晨", .before), ("清晨", .before), ("凌晨", .before), ("下午", .after),
        ("傍晚", .after), ("晚上", .night), ("夜里", .night), ("半夜", .night), ("晚", .night), ("早", .before),
        ("中午", .noon),
    ]
    private static let suffixes: [(String, Half)] = [
        ("a.m.", .before), ("p.m.", .after), ("am", .before), ("pm", .after),
    ]

    /// The hour and the minute of digits with any one sign between them.
    private static func numbers(of text: Substring) -> (hour: Int, minute: Int)? {
        let groups = text.split { !$0.isASCIIDigit }
        guard text.first?.isASCIIDigit == true, text.count <= 7 else { return nil }
        let signs = text.filter { !$0.isASCIIDigit }
        switch (groups.count, signs) {
        case (1, "点半"), (1, "时半"): return number(groups[0]).map { ($0, 30) }
        case (1, ""), (1, "点"), (1, "时"), (1, "h"), (1, ":"), (1, "点整"):
            guard let value = number(groups[0]) else { return nil }
            return groups[0].count <= 2 ? (value, 0) : (value / 100, value % 100)
        case (2, ".") where groups[1].count == 1:
            // As in 9.5: half past nine, or a slip of the pen; nobody can say.
            return nil
        case (2, "."), (2, ":"), (2, ";"), (2, ","), (2, "-"), (2, "h"), (2, "点"), (2, "时"), (2, "点分"), (2, "时分"):
            guard let hour = number(groups[0]), let minute = number(groups[1]), groups[0].count <= 2 else { return nil }
            return (hour, minute)
        default: return nil
        }
    }

    private static func number(_ digits: Substring) -> Int? { digits.count <= 4 ? Int(digits) : nil }
}
