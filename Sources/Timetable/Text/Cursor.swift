// SPDX-License-Identifier: Apache-2.0

/// A reading position in a line; it moves forward only over what it has recognised.
struct Cursor {
    let line: SourceLine
    private(set) var position = 0

    init(_ line: SourceLine) {
        self.line = line
    }

    var isAtEnd: Bool { position == line.plain.count }

    var next: Character? { isAtEnd ? nil : line.plain[position] }

    /// The columns from here to the next blank.
    var word: Range<Int> {
        position..<(line.plain[position...].firstIndex(of: " ") ?? line.plain.count)
    }

    mutating func skipBlanks() {
        while next == " " { position += 1 }
    }

    mutating func skip(to column: Int) {
        position = min(max(position, column), line.plain.count)
    }

    /// Takes one character if it is the next.
    mutating func take(_ character: Character) -> Bool {
        guard next == character else { return false }
        position += 1
        return true
    }

    /// Takes `text` if it comes next.
    mutating func take(_ text: String) -> Bool {
        guard line.plain[position...].starts(with: text) else { return false }
        position += text.count
        return true
    }

    /// Takes the word that stands here, as written.
    mutating func takeWord() -> String {
        defer { position = word.upperBound }
        return line.text(word)
    }

    /// Takes the digits that come next, perhaps none.
    mutating func takeDigits() -> [Int] {
        var digits: [Int] = []
        while let character = next, character.isASCIIDigit, let digit = character.wholeNumberValue {
            digits.append(digit)
            position += 1
        }
        return digits
    }
}
