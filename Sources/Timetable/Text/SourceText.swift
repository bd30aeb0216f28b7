// SPDX-License-Identifier: Apache-2.0

/// The lines of a text file.
struct SourceText {
    /// The longest text that is read: a hundred times the longest timetable that people write.
    static let maximumBytes = 256 * 1024

    let lines: [SourceLine]

    /// Splits `text` at line feeds, carriage returns, or both together; a byte order mark is dropped.
    ///
    /// A text over ``maximumBytes`` is refused.
    init(_ text: String) throws(Complaint) {
        guard text.utf8.count <= Self.maximumBytes else {
            throw Complaint(problem: .text(.tooLong(kibibytes: Self.maximumBytes / 1024)), columns: 0..<1)
        }
        let body = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        lines = body.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
            .enumerated().map { SourceLine(number: $0.offset + 1, text: $0.element) }
    }
}

extension SourceLine {
    /// The first character that a person cannot have meant to write here, if any: a byte that was no UTF-8, or
    /// something invisible, such as a NUL or a zero-width space.
    func firstStrayCharacter() -> Complaint? {
        for column in plain.indices {
            guard let problem = written[column].strayProblem else { continue }
            return Complaint(problem: .text(problem), columns: column..<column + 1)
        }
        return nil
    }
}

extension Character {
    fileprivate var strayProblem: TextProblem? {
        for scalar in unicodeScalars {
            if scalar == "\u{FFFD}" { return .notUTF8 }
            // Joiners are part of many scripts and emoji; only alone are they invisible.
            if scalar == "\u{200D}" || scalar == "\u{200C}", unicodeScalars.count > 1 { continue }
            switch scalar.properties.generalCategory {
            case .control where scalar != "\t", .format, .lineSeparator, .paragraphSeparator:
                return .invisible(scalar)
            default: continue
            }
        }
        return nil
    }
}
