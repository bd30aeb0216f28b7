// SPDX-License-Identifier: Apache-2.0

/// A reading position in a line; it moves forward only over what it has recognised.
struct Cursor {
    let line: SourceLine
    /// Where reading ends: the comment, or the end of the line.
    let end: Int
    private(set) var position = 0

    /// A cursor for what the line says besides its comment.
    init(_ line: SourceLine) {
        self.line = line
        end = line.commentStart
    }

    var isAtEnd: Bool { position >= end }

    var next: Code? { position < end ? line.plain[position] : nil }

    /// The columns from here to the next blank.
    var word: Range<Int> {
        var stop = position
        while stop < end, line.plain[stop] != " " { stop += 1 }
        return position..<stop
    }

    /// The columns from here to the next blank or comma.
    var wordBeforeComma: Range<Int> {
        let columns = word
        return columns.lowerBound..<(line.plain[columns].firstIndex(where: \.isComma) ?? columns.upperBound)
    }

    /// The columns from here to the last character that is no blank.
    var rest: Range<Int> {
        var stop = end
        while stop > position, line.plain[stop - 1] == " " { stop -= 1 }
        return position..<stop
    }

    mutating func skipBlanks() {
        while position < end, line.plain[position] == " " { position += 1 }
    }

    mutating func skip(to column: Int) {
        position = min(max(position, column), end)
    }

    /// Goes back to where the cursor was before.
    mutating func goBack(to column: Int) {
        position = min(position, column)
    }

    /// Takes one character if it is the next.
    mutating func take(_ code: Code) -> Bool {
        guard position < end, line.plain[position] == code else { return false }
        position += 1
        return true
    }

    /// Takes `codes` if they come next.
    mutating func take(_ codes: [Code]) -> Bool {
        guard hasNext(codes) else { return false }
        position += codes.count
        return true
    }

    /// Whether `codes` come next.
    func hasNext(_ codes: [Code]) -> Bool {
        guard end - position >= codes.count else { return false }
        for offset in 0..<codes.count where line.plain[position + offset] != codes[offset] { return false }
        return true
    }

    /// Takes the word that stands here, as written.
    mutating func takeWord() -> String {
        let columns = word
        position = columns.upperBound
        return line.text(columns)
    }

    /// Whether a number comes next, in digits or in Chinese.
    var isAtNumber: Bool { next.map { $0.isASCIIDigit || $0.chineseDigit != nil || $0 == "十" } ?? false }

    /// Takes the digits that come next, perhaps none, or a Chinese number below a hundred: `九`, `十五`, `二十`.
    ///
    /// The value of more than nine digits is some number that nobody can mean.
    mutating func takeDigits() -> (count: Int, value: Int) {
        guard next?.isASCIIDigit == true else { return takeChineseNumber() }
        var count = 0
        var value = 0
        while position < end, line.plain[position].isASCIIDigit {
            if count < 10 { value = value * 10 + line.plain[position].digit }
            count += 1
            position += 1
        }
        return (count, value)
    }

    /// Takes `九`, `零五`, `十`, `十五`, `二十`, `二十五`.
    private mutating func takeChineseNumber() -> (count: Int, value: Int) {
        let start = position
        var tens = takeChineseDigit()
        guard take("十") else {
            // 九点零五分: a zero before the digit.
            return (position - start, tens == 0 ? takeChineseDigit() ?? 0 : tens ?? 0)
        }
        tens = tens ?? 1
        return (2, 10 * (tens ?? 1) + (takeChineseDigit() ?? 0))
    }

    private mutating func takeChineseDigit() -> Int? {
        guard let digit = next?.chineseDigit else { return nil }
        position += 1
        return digit
    }
}
