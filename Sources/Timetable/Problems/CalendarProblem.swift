// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with the calendar of holidays.
enum CalendarProblem: Equatable {
    case noClass
    case unknownClass(String, nearest: String?)
    case otherClass(DayClass, CivilDate, line: Int)
    case sameClass(CivilDate, line: Int)
    case yearMissing(Int, hasCalendar: Bool)

    var isWarning: Bool {
        switch self {
        case .sameClass, .yearMissing: true
        default: false
        }
    }

    var explanation: Explanation {
        switch self {
        case .noClass:
            Explanation(
                en: "the line does not say what kind of day that is", zh: "这一行没有写是什么日子",
                fix: Self.oneOfTheClasses)
        case .unknownClass(let word, let nearest):
            Explanation(
                en: "`\(quoted(word))` is no kind of day", zh: "“\(quoted(word))”不是日子的种类",
                fix: proposal(nearest: nearest, otherwise: Self.oneOfTheClasses))
        case .otherClass(let dayClass, let date, let line):
            Explanation(
                en: "line \(line) says that \(date) is a \(dayClass.rawValue)",
                zh: "第 \(line) 行已经写了 \(date) 是\(dayClass.name.zh)",
                fix: Wording(
                    en: "leave the date to one of the two lines; until then line \(line) counts",
                    zh: "请让这个日期只归其中一行；改好之前以第 \(line) 行为准"))
        case .sameClass(let date, let line):
            Explanation(
                en: "line \(line) already says this of \(date)", zh: "第 \(line) 行已经写了 \(date)",
                fix: Wording(en: "keep one of the two", zh: "只留一处"))
        case .yearMissing(let year, let hasCalendar):
            Explanation(
                en: hasCalendar
                    ? "the calendar has no line for \(year)" : "there is no calendar that says which days are holidays",
                zh: hasCalendar ? "日历里还没有 \(year) 年" : "没有写明节假日的日历",
                fix: hasCalendar
                    ? Wording(
                        en: "add its holidays, such as `\(year)-01-01 holiday`",
                        zh: "请补上那一年的节假日，例如“\(year)-01-01 节假日 元旦”")
                    : Wording(
                        en: "write a file holidays.calendar with lines such as `\(year)-01-01 holiday`",
                        zh: "请新建 holidays.calendar，每行写例如“\(year)-01-01 节假日 元旦”"))
        }
    }

    private static let oneOfTheClasses = Wording(
        en: "after the date write `holiday`, `workday` or `restday`, then a name if you like",
        zh: "请在日期后写“节假日”、“工作日”或“休息日”，后面可以再写名称")
}
