// SPDX-License-Identifier: Apache-2.0

/// The header lines of a script as they are read.
struct ScriptHeader {
    /// A slot and where it is listed.
    struct Slot {
        let name: String
        let line: Int
        let columns: Range<Int>
    }

    private(set) var title: String?
    private(set) var broadcastClass: BroadcastClass?
    private(set) var slots: [Slot] = []
    private(set) var chime: String?
    private(set) var repetition: Script.Repetition?
    /// The script heard after this one, and where it is named.
    private(set) var allClear: (name: String, line: Int, columns: Range<Int>)?
    private(set) var approved: String?
    private var lines: [Keyword: Int] = [:]

    /// Whether the header has a line `keyword`, right or wrong.
    func mentions(_ keyword: Keyword) -> Bool {
        lines[keyword] != nil
    }

    /// Reads one header line, which is not blank.
    mutating func read(_ start: Cursor) throws(Complaint) {
        var cursor = start
        let keywordStart = cursor.position
        guard let keyword = cursor.take(oneOf: .scriptHeaders) else {
            let word = cursor.line.text(cursor.word)
            throw Complaint(problem: .scriptHeader(.unknown(word)), columns: cursor.word)
        }
        let keywordColumns = keywordStart..<cursor.position
        if let first = lines[keyword] {
            throw Complaint(
                problem: .scriptHeader(.twice(keyword, firstLine: first)), columns: keywordColumns)
        }
        lines[keyword] = cursor.line.number
        cursor.skipBlanks()
        guard !cursor.isAtEnd else {
            throw Complaint(problem: .scriptHeader(.empty(keyword)), columns: keywordColumns)
        }
        try readValue(of: keyword, &cursor)
    }

    private mutating func readValue(of keyword: Keyword, _ cursor: inout Cursor) throws(Complaint) {
        switch keyword {
        case .title: title = cursor.takeRest().text
        case .approved: approved = try cursor.takeApproval()
        case .chime: chime = try cursor.takeOneName { .notOneChime($0) }.name
        case .allClear:
            let (name, columns) = try cursor.takeOneName { .notOneScript($0) }
            allClear = (name, cursor.line.number, columns)
        case .broadcastClass:
            let columns = cursor.rest
            guard let match = cursor.take(oneOf: .classes), cursor.position == columns.upperBound else {
                let word = cursor.line.text(columns)
                throw Complaint(problem: .scriptHeader(.unknownClass(word)), columns: columns)
            }
            broadcastClass = BroadcastClass(name: match.en)
        case .repetition: repetition = try cursor.takeRepetition()
        default: try readSlots(&cursor)
        }
    }

    /// How many slots a script may have; nobody fills in more while somebody waits.
    private static let mostSlots = 50

    /// Reads the names of slots; a wrong one does not hide the others.
    private mutating func readSlots(_ cursor: inout Cursor) throws(Complaint) {
        var complaint: Complaint?
        for (name, columns) in cursor.takeList() {
            guard slots.count < Self.mostSlots else {
                throw Complaint(problem: .slot(.tooMany(Self.mostSlots)), columns: columns)
            }
            if !name.allSatisfy(\.isSlotCharacter) {
                complaint = complaint ?? Complaint(problem: .slot(.notASlot(name)), columns: columns)
            } else if slots.contains(where: { $0.name == name }) {
                complaint = complaint ?? Complaint(problem: .slot(.twice(name)), columns: columns)
            } else {
                slots.append(Slot(name: name, line: cursor.line.number, columns: columns))
            }
        }
        if let complaint { throw complaint }
    }
}

extension Cursor {
    /// Takes the rest of the line as written, without the blanks at its end.
    fileprivate mutating func takeRest() -> (text: String, columns: Range<Int>) {
        let columns = rest
        skip(to: end)
        return (line.text(columns), columns)
    }

    /// Takes `2026-11-01 duty manager`: when and by whom a script was approved.
    fileprivate mutating func takeApproval() throws(Complaint) -> String {
        let columns = rest
        let text = line.text(columns)
        guard next?.isASCIIDigit == true else {
            throw Complaint(problem: .scriptHeader(.approvedWithoutDate(text)), columns: columns)
        }
        _ = try takeDate()
        skipBlanks()
        guard !isAtEnd else { throw Complaint(problem: .scriptHeader(.approvedWithoutName), columns: columns) }
        return text
    }

    /// Takes a name, which must be the last word of the line.
    ///
    /// - Parameter problem: what is wrong with several words.
    fileprivate mutating func takeOneName(
        _ problem: (String) -> ScriptHeaderProblem
    ) throws(Complaint) -> (name: String, columns: Range<Int>) {
        var rest = self
        let (text, columns) = rest.takeRest()
        guard columns == word else {
            throw Complaint(problem: .scriptHeader(problem(text)), columns: columns)
        }
        return (try takeName(), columns)
    }

    /// Takes `3`, `3 every 5m`, `3 every 5m until claimed` or `3次 每5分 直到认领`.
    mutating func takeRepetition() throws(Complaint) -> Script.Repetition {
        var rest = self
        let (text, columns) = rest.takeRest()
        let complaint = Complaint(problem: .scriptHeader(.notARepetition(text)), columns: columns)
        let (digits, times) = takeDigits()
        guard (1...3).contains(digits) else { throw complaint }
        skipBlanks()
        if take(oneOf: .times) != nil { skipBlanks() }
        guard (1...100).contains(times) else { throw complaint }
        guard take(oneOf: .every) != nil else {
            guard isAtEnd, times == 1 else { throw complaint }
            return Script.Repetition(times: times)
        }
        skipBlanks()
        let every = try takeSpan()
        skipBlanks()
        guard every > .zero else { throw complaint }
        guard !isAtEnd else { return Script.Repetition(times: times, every: every) }
        guard take(phrase: .untilClaimed) else { throw complaint }
        return Script.Repetition(times: times, every: every, untilClaimed: true)
    }

    /// Takes the words of the rest of the line, which commas or blanks separate, with their columns.
    fileprivate mutating func takeList() -> [(word: String, columns: Range<Int>)] {
        let words = line.plain[position..<end].split { $0 == " " || $0.isComma }
        skip(to: end)
        return words.map { (line.text($0.startIndex..<$0.endIndex), $0.startIndex..<$0.endIndex) }
    }
}

extension Character {
    /// What the name of a slot is made of.
    var isSlotCharacter: Bool { isLetter || isNumber || self == "-" || self == "_" }
}
