// SPDX-License-Identifier: Apache-2.0

extension Cursor {
    /// Takes a list of days: `Mon, Wed`, `Mon-Fri`, `周一至周五、节假日`; nil when no day comes next.
    ///
    /// A `to` after a day of the week continues the range only where another day follows it.
    mutating func takeDayRule() throws(Complaint) -> DayRule? {
        guard let first = try takeDayPart() else { return nil }
        var parts = [first]
        while takeComma() || takeAnd() {
            guard let part = try takeDayPart() else { throw notADay }
            parts.append(part)
        }
        return DayRule(parts)
    }

    /// What is wrong where a day should come next.
    var notADay: Complaint {
        let columns = wordBeforeComma
        return Complaint(problem: .day(.notADay(line.text(columns))), columns: columns.orOneBefore)
    }

    /// Takes a comma and the blanks around it.
    mutating func takeComma() -> Bool {
        let start = position
        skipBlanks()
        guard let next, next.isComma else {
            goBack(to: start)
            return false
        }
        skip(to: position + 1)
        skipBlanks()
        return true
    }

    /// Takes the `and` or 和 of `Sat and Sun`, where a day follows it.
    private mutating func takeAnd() -> Bool {
        let start = position
        skipBlanks()
        guard take(Self.and) || take(Self.zhAnd) else {
            goBack(to: start)
            return false
        }
        skipBlanks()
        let day = position
        let isBeforeDay = takeEveryDay() || take(oneOf: .days) != nil
        goBack(to: isBeforeDay ? day : start)
        return isBeforeDay
    }

    private static let and = "and ".codes
    private static let zhAnd = "和".codes
    private static let everyDay = "every".codes
    private static let day = "day".codes

    private mutating func takeDayPart() throws(Complaint) -> DayRule.Part? {
        if takeEveryDay() { return .everyDay }
        let start = position
        switch take(oneOf: .days) {
        case nil: return nil
        case .everyDay: return .everyDay
        case .weekend: return .weekdays(.saturday, .sunday)
        case .workday: return .dayClass(.workday)
        case .restday: return .dayClass(.restday)
        case .holiday: return .dayClass(.holiday)
        case let keyword?:
            guard let first = Weekday(keyword) else { return nil }
            let isChinese = line.plain[start].isASCII == false
            return .weekdays(first, try takeEndOfRange(isChinese: isChinese) ?? first)
        }
    }

    /// Takes `every day`, whatever blanks are between the words.
    private mutating func takeEveryDay() -> Bool {
        let start = position
        guard take(Self.everyDay), next == " " else {
            goBack(to: start)
            return false
        }
        skipBlanks()
        guard take(Self.day), next?.isASCIIWordCharacter != true else {
            goBack(to: start)
            return false
        }
        return true
    }

    /// Takes the end of a range of days; nil, and nothing taken, where there is none.
    private mutating func takeEndOfRange(isChinese: Bool) throws(Complaint) -> Weekday? {
        let start = position
        skipBlanks()
        let isSign = take("-")
        guard isSign || take(oneOf: .to) != nil else {
            goBack(to: start)
            return nil
        }
        skipBlanks()
        if let last = take(oneOf: .weekdays) { return Weekday(last) }
        // 周一至五
        if isChinese, let next, let last = Self.numerals[next] {
            skip(to: position + 1)
            return last
        }
        if isSign { throw notADay }
        goBack(to: start)
        return nil
    }

    private static let numerals: [Code: Weekday] = [
        "一": .monday, "二": .tuesday, "三": .wednesday, "四": .thursday, "五": .friday, "六": .saturday, "日": .sunday,
        "天": .sunday,
    ]
}

extension Range<Int> {
    /// The columns, or, where there are none, the one before them.
    var orOneBefore: Range<Int> {
        isEmpty ? Swift.max(lowerBound - 1, 0)..<Swift.max(lowerBound, 1) : self
    }
}

extension Weekday {
    init?(_ keyword: Keyword) {
        guard let index = KeywordSet.weekdays.keywords.firstIndex(of: keyword) else { return nil }
        self.init(rawValue: index + 1)
    }

    /// The word for the day.
    var keyword: Keyword { KeywordSet.weekdays.keywords[rawValue - 1] }
}
