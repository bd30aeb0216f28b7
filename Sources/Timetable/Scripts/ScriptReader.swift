// SPDX-License-Identifier: Apache-2.0

extension Script {
    /// Reads a script: header lines, then the text of each language under `--- zh`, `--- en` and so on.
    ///
    /// Any text may be given. A script without `approved` is a draft, which is a warning.
    /// - Parameters:
    ///   - text: the file's text; bytes that are no UTF-8 replaced by U+FFFD.
    ///   - file: the file as diagnostics shall name it.
    ///   - name: the name of the script, which is the file's without its ending.
    /// - Returns: the script, nil when there is any error; and everything that was found, in file order.
    public static func parse(
        _ text: String, file: String, name: String
    ) -> (script: Script?, diagnostics: [Diagnostic]) {
        var reader = ScriptReader(file: file)
        return reader.read(text, name: name)
    }
}

/// Reads the lines of a script into a value, collecting diagnostics.
private struct ScriptReader {
    private static let passageStart = "---".codes

    private let file: String
    private var diagnostics = DiagnosticList()
    private var header = ScriptHeader()
    private var passages: [PassageReader] = []
    /// The line where each language starts first.
    private var firstLines: [String: Int] = [:]

    init(file: String) {
        self.file = file
    }

    mutating func read(_ text: String, name: String) -> (script: Script?, diagnostics: [Diagnostic]) {
        do {
            for line in try SourceText(text) { read(line) }
        } catch {
            report(error, line: 1)
            return (nil, diagnostics.inFileOrder)
        }
        finish()
        return (diagnostics.hasErrors ? nil : script(name: name), diagnostics.inFileOrder)
    }

    private func script(name: String) -> Script {
        Script(
            name: name, title: header.title ?? name, broadcastClass: header.broadcastClass,
            slots: header.slots.map(\.name), chime: header.chime, repetition: header.repetition,
            allClear: header.allClear.map { name, line, columns in
                PlacedName(name, at: Location(file: file, line: line, column: columns.lowerBound + 1))
            }, approved: header.approved, passages: passages.map(\.passage))
    }

    private mutating func read(_ line: SourceLine) {
        var cursor = Cursor(line)
        cursor.skipBlanks()
        let isComment = cursor.isAtEnd && cursor.end < line.plain.count
        if isComment { return }
        if let complaint = line.firstStrayCharacter(before: line.plain.count) {
            report(complaint, line: line.number)
            if passages.isEmpty { return }
        }
        do {
            if cursor.take(Self.passageStart) {
                try startPassage(cursor)
            } else if passages.isEmpty {
                if !cursor.isAtEnd { try header.read(cursor) }
            } else {
                passages[passages.count - 1].read(line).forEach { report($0, line: line.number) }
            }
        } catch {
            report(error, line: line.number)
        }
    }

    private mutating func startPassage(_ start: Cursor) throws(Complaint) {
        var cursor = start
        cursor.skipBlanks()
        let columns = cursor.isAtEnd ? 0..<start.position : cursor.position..<cursor.end
        let words = cursor.isAtEnd ? "" : cursor.line.plainText(columns)
        let tag = words.split(separator: " ").joined(separator: " ")
        // Even under a tag that is none, the lines that follow are text, not header.
        let first = firstLines[tag]
        firstLines[tag] = first ?? cursor.line.number
        passages.append(
            PassageReader(language: tag, line: cursor.line.number, slots: header.slots.map(\.name)))
        guard tag.isLanguageTag else {
            let word = cursor.isAtEnd ? "" : cursor.line.text(columns)
            throw Complaint(problem: .passage(.notALanguage(word)), columns: columns)
        }
        if let first {
            throw Complaint(
                problem: .passage(.languageTwice(tag, firstLine: first)), columns: columns)
        }
    }

    /// The checks that need the whole file.
    private mutating func finish() {
        if passages.isEmpty {
            report(Complaint(problem: .passage(.noText), columns: 0..<1), line: 1)
        }
        for passage in passages where passage.isEmpty {
            report(Complaint(problem: .passage(.empty(passage.language)), columns: 0..<3), line: passage.line)
        }
        for slot in header.slots {
            for passage in passages where !passage.isEmpty && !passage.usedSlots.contains(slot.name) {
                let problem = SlotProblem.notUsed(slot.name, language: passage.language)
                report(Complaint(problem: .slot(problem), columns: slot.columns), line: slot.line)
            }
        }
        if let allClear = header.allClear, header.broadcastClass != .emergency {
            report(
                Complaint(problem: .scriptHeader(.allClearWithoutEmergency), columns: allClear.columns),
                line: allClear.line)
        }
        if header.approved == nil, !header.mentions(.approved) {
            report(Complaint(problem: .scriptHeader(.draft), columns: 0..<1), line: 1)
        }
    }

    private mutating func report(_ complaint: Complaint, line: Int) {
        diagnostics.add(complaint, file: file, line: line)
    }
}
