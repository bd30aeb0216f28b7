// SPDX-License-Identifier: Apache-2.0

extension HolidayCalendar {
    /// Reads a calendar: lines such as `2026-02-17 to 2026-02-23 holiday 春节`, in either language.
    ///
    /// Any text may be given. A line with a mistake does not count, the others do: a store that loses all its holidays
    /// for one typing mistake would be open when it is closed. Of two lines that mean one date the first counts. After
    /// a thousand lines that repeat dates of others the rest is not read.
    /// - Parameters:
    ///   - text: the file's text; bytes that are no UTF-8 replaced by U+FFFD.
    ///   - file: the file as diagnostics shall name it.
    /// - Returns: the calendar of the lines that are right, and everything that was found, in the order of the file.
    public static func parse(
        _ text: String, file: String
    ) -> (calendar: HolidayCalendar, diagnostics: [Diagnostic]) {
        var reader = CalendarReader(file: file)
        reader.read(text)
        return (HolidayCalendar(marks: reader.marks, file: file), reader.diagnostics.inFileOrder)
    }
}

/// Reads the lines of a calendar into marks, collecting diagnostics.
private struct CalendarReader {
    private let file: String
    private(set) var diagnostics = DiagnosticList()
    private(set) var marks: [HolidayCalendar.Mark] = []
    /// How many lines repeat dates of others: each is walked again day by day, so there is a limit.
    private var repeating = 0
    /// Which mark speaks of a day, as an index, for each day that an instant can lie in.
    private var speaking: [Int32]
    /// The class of each of these days as a number, or 0 where no mark speaks of it.
    private var classes: [UInt8]

    private static let firstDay = CivilDate.earliest.daysSince1970

    init(file: String) {
        self.file = file
        let days = CivilDate.latest.daysSince1970 - Self.firstDay + 1
        speaking = Array(repeating: -1, count: days)
        classes = Array(repeating: 0, count: days)
    }

    mutating func read(_ text: String) {
        do {
            for line in try SourceText(text) where repeating < DiagnosticList.most {
                do {
                    try read(line)
                } catch {
                    diagnostics.add(error, file: file, line: line.number)
                }
            }
        } catch {
            diagnostics.add(error, file: file, line: 1)
        }
    }

    /// Reads `DATES CLASS [NAME]`.
    private mutating func read(_ line: SourceLine) throws(Complaint) {
        var cursor = Cursor(line)
        cursor.skipBlanks()
        guard !cursor.isAtEnd else { return }
        if let complaint = line.firstStrayCharacter(before: cursor.end) { throw complaint }
        let start = cursor.position
        let spans = try cursor.takeDates()
        let dateColumns = start..<cursor.position
        cursor.skipBlanks()
        guard !cursor.isAtEnd else { throw Complaint(problem: .calendar(.noClass), columns: dateColumns) }
        guard let keyword = cursor.take(oneOf: .dayClasses), let dayClass = DayClass(keyword) else {
            let word = line.text(cursor.word)
            let nearest = KeywordSet.dayClasses.nearest(to: word)
            throw Complaint(problem: .calendar(.unknownClass(word, nearest: nearest)), columns: cursor.word)
        }
        cursor.skipBlanks()
        let name = line.text(cursor.rest)
        let location = Location(file: file, line: line.number, column: start + 1)
        for dates in spans {
            let mark = HolidayCalendar.Mark(dates: dates, dayClass: dayClass, name: name, location: location)
            guard let problem = take(mark) else { continue }
            repeating += 1
            diagnostics.add(Complaint(problem: .calendar(problem), columns: dateColumns), file: file, line: line.number)
        }
    }

    /// Takes the days that no earlier line speaks of; gives what is wrong with the others.
    private mutating func take(_ mark: HolidayCalendar.Mark) -> CalendarProblem? {
        let first = mark.dates.first.daysSince1970 - Self.firstDay
        let mine = UInt8(truncatingIfNeeded: DayKinds(.monday, mark.dayClass).rawValue.trailingZeroBitCount + 1)
        var isOfUse = false
        var (firstSame, firstOther): (Int?, Int?)
        for day in first..<first + mark.dates.count {
            if classes[day] == 0 {
                classes[day] = mine
                speaking[day] = Int32(marks.count)
                isOfUse = true
            } else if classes[day] != mine {
                firstOther = firstOther ?? day
            } else if speaking[day] < marks.count {
                firstSame = firstSame ?? day
            }
        }
        if isOfUse { marks.append(mark) }
        guard let day = firstOther ?? firstSame else { return nil }
        let earlier = marks[Int(speaking[day])]
        let date = CivilDate(clampingDaysSince1970: day + Self.firstDay)
        return firstOther == nil
            ? .sameClass(date, line: earlier.location.line)
            : .otherClass(earlier.dayClass, date, line: earlier.location.line)
    }
}

extension DayClass {
    fileprivate init?(_ keyword: Keyword) {
        switch keyword {
        case .workday: self = .workday
        case .restday: self = .restday
        case .holiday: self = .holiday
        default: return nil
        }
    }
}
