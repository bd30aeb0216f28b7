// SPDX-License-Identifier: Apache-2.0

extension Script.Repetition {
    /// Reads a repetition written as in a script's header: `3 every 5m until claimed`, `3次 每5分 直到认领`; nil when the
    /// text has another form.
    public init?(parsing text: String) {
        var cursor = Cursor(SourceLine(number: 1, text: text))
        cursor.skipBlanks()
        guard let read = try? cursor.takeRepetition() else { return nil }
        self = read
    }
}

extension Duration {
    /// Reads a span written as in a timetable: `90s`, `5m`, `1h30m`, `5分`; nil when the text has another form.
    public init?(parsingSpan text: String) {
        var cursor = Cursor(SourceLine(number: 1, text: text))
        cursor.skipBlanks()
        guard let span = try? cursor.takeSpan() else { return nil }
        cursor.skipBlanks()
        guard cursor.isAtEnd else { return nil }
        self = span
    }
}
