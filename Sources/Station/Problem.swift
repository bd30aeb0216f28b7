// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// Something a person should mend: in a text file with line and column, or a whole file.
///
/// The JSON shape is that of `check --json`.
public struct Problem: Sendable, Equatable, Encodable {
    /// The file as the station was told to look for it.
    public let file: String
    /// The line, from 1; nil when the whole file is meant.
    @OrNull public private(set) var line: Int?
    /// The column in characters, from 1; nil when the whole file is meant.
    @OrNull public private(set) var column: Int?
    /// `error` or `warning`.
    public let severity: String
    /// What is wrong, one sentence in the store's language.
    public let message: String
    /// What to do, in the store's language; nil where that cannot be said.
    @OrNull public private(set) var fix: String?
    /// All of it for people, with source line and caret where there are any.
    public let text: String
    /// By what it is known again.
    let origin: Origin

    /// What makes two problems the same though other lines were added above, or the language is another: the file,
    /// the kind of mistake, and the line that has it.
    struct Origin: Sendable, Hashable {
        var file: String
        var kind: String
        var sourceLine: String?
    }

    private enum CodingKeys: String, CodingKey {
        case file, line, column, severity, message, fix
    }

    /// Whether something planned will not air because of it.
    public var isError: Bool { severity == Diagnostic.Severity.error.rawValue }

    /// A problem at a place in a text.
    init(_ diagnostic: Diagnostic, sourceLine: String?, language: Language) {
        file = diagnostic.location.file
        line = diagnostic.location.line
        column = diagnostic.location.column
        severity = diagnostic.severity.rawValue
        message = diagnostic.message(in: language)
        fix = diagnostic.fix(in: language)
        text = diagnostic.rendered(sourceLine: sourceLine, language: language)
        origin = Origin(file: file, kind: diagnostic.code ?? diagnostic.message(in: .en), sourceLine: sourceLine)
    }

    /// Diagnostics about a text for people, a blank line between them.
    public static func texts(of diagnostics: [Diagnostic], in text: String, language: Language) -> String {
        let lines = text.writtenLines
        return diagnostics.map { diagnostic in
            let index = diagnostic.location.line - 1
            return diagnostic.rendered(
                sourceLine: lines.indices.contains(index) ? lines[index] : nil, language: language)
        }.joined(separator: "\n\n")
    }

    /// A problem of a whole file.
    init(
        file: String, _ severity: Diagnostic.Severity, _ message: Wording, fix: Wording? = nil, language: Language
    ) {
        origin = Origin(file: file, kind: message.en)
        let message = message.text(in: language)
        let fix = fix?.text(in: language)
        let label = Wording(en: "\(severity.rawValue): ", zh: severity == .error ? "错误：" : "警告：")
        let fixLabel = Wording(en: "fix: ", zh: "改法：")
        let lines = [
            "\(file): \(label.text(in: language))\(message)", fix.map { fixLabel.text(in: language) + $0 },
        ]
        self.file = file
        self.severity = severity.rawValue
        self.message = message
        self.text = lines.compactMap { $0 }.joined(separator: "\n")
        self.fix = fix
    }
}

extension String {
    /// The lines as diagnostics count them: ended by a line feed, a carriage return, or both together.
    var writtenLines: [String] {
        split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }.map(String.init)
    }
}
