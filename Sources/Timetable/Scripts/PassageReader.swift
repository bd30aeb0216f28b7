// SPDX-License-Identifier: Apache-2.0

/// Reads the text of a script in one language.
struct PassageReader {
    /// The tag after `---`.
    let language: String
    /// The line of the `---`.
    let line: Int
    private let slots: [String]
    private(set) var usedSlots: Set<String> = []
    private var lines: [String] = []

    init(language: String, line: Int, slots: [String]) {
        self.language = language
        self.line = line
        self.slots = slots
    }

    var isEmpty: Bool { lines.allSatisfy(\.isEmpty) }

    /// The passage without blank lines at its start and end.
    var passage: Passage {
        let text = lines.drop(while: \.isEmpty)
        let last = text.lastIndex { !$0.isEmpty } ?? text.startIndex
        return Passage(language: language, text: text[...last].joined(separator: "\n"))
    }

    /// Adds one line of text; gives what is wrong with its marks and slots.
    mutating func read(_ source: SourceLine) -> [Complaint] {
        let marked = source.written.map { Self.mark($0) }
        lines.append(String(marked[...]).trimmingBlanks())
        var complaints: [Complaint] = []
        let stresses = marked.indices.filter { marked[$0] == "*" }
        if stresses.count % 2 == 1, let column = stresses.last {
            complaints.append(Complaint(problem: .passage(.strayStress), columns: column..<column + 1))
        }
        var opening: Int?
        for column in marked.indices {
            guard complaints.count < EntryReader.mostComplaints else { break }
            switch (marked[column], opening) {
            case ("{", nil): opening = column
            case ("}", let start?):
                complaints += use(String(marked[(start + 1)..<column]), columns: start..<column + 1)
                opening = nil
            case ("{", _), ("}", _):
                complaints.append(Complaint(problem: .passage(.strayBrace), columns: column..<column + 1))
            default: break
            }
        }
        if let opening {
            complaints.append(Complaint(problem: .passage(.strayBrace), columns: opening..<opening + 1))
        }
        return complaints
    }

    private mutating func use(_ slot: String, columns: Range<Int>) -> [Complaint] {
        guard !slots.contains(slot) else {
            usedSlots.insert(slot)
            return []
        }
        let isName = !slot.isEmpty && slot.allSatisfy(\.isSlotCharacter)
        let problem: SlotProblem =
            isName ? .notDeclared(slot, nearest: nearest(to: slot, among: slots)) : .notASlot(slot)
        return [Complaint(problem: .slot(problem), columns: columns)]
    }

    /// Marks may be typed full width; all else of the text stays as it is.
    private static func mark(_ character: Character) -> Character {
        switch character {
        case "｜": "|"
        case "＊": "*"
        case "｛": "{"
        case "｝": "}"
        default: character
        }
    }
}

extension String {
    fileprivate func trimmingBlanks() -> String {
        let characters = Array(self)
        guard let first = characters.firstIndex(where: { $0.plainForm != " " }),
            let last = characters.lastIndex(where: { $0.plainForm != " " })
        else { return "" }
        return String(characters[first...last])
    }
}
