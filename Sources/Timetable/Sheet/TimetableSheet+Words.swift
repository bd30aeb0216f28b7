// SPDX-License-Identifier: Apache-2.0

extension TimetableSheet.Column {
    /// The columns of options, in the order in which they are written.
    static let options: [Self] = [
        .from, .to, .zones, .days, .chime, .mode, .late, .ending, .times, .broadcastClass, .order,
    ]

    /// The word that stands before the value of an option; nil where the cell says it itself.
    var keyword: Keyword? {
        switch self {
        case .from: .from
        case .to: .to
        case .zones: .zones
        case .days: .on
        case .chime: .with
        case .late: .late
        case .times: .repetition
        case .broadcastClass: .priority
        case .when, .verb, .name, .mode, .ending, .order, .comment: nil
        }
    }
}

extension TimetableSheet.Row {
    /// The header that the row is; nil for all else.
    var header: Keyword? {
        var cursor = Cursor(SourceLine(number: 1, text: self[.when]))
        guard let keyword = cursor.take(oneOf: .headers), cursor.isAtEnd else { return nil }
        guard keyword == .open || keyword == .close else { return keyword }
        var verb = Cursor(SourceLine(number: 1, text: self[.verb]))
        return verb.takeVerb() == nil ? keyword : nil
    }
}

extension CellText {
    /// The cell of a time, or of `drop` with or without one.
    static func time(_ text: String, in language: Language?) -> String {
        guard let language else { return text }
        var cursor = Cursor(SourceLine(number: 1, text: text))
        let drop = cursor.take(.drop) ? Keyword.drop.spelling(in: language) : nil
        cursor.skipBlanks()
        if let drop, cursor.isAtEnd { return drop }
        let when = reading(cursor) { cursor throws(Complaint) in try cursor.takeWhen()?.spelling(in: language) }
        guard let when else { return text }
        return drop.map { "\($0) \(when)" } ?? when
    }

    static func verb(_ text: String, in language: Language?) -> String {
        var cursor = Cursor(SourceLine(number: 1, text: text))
        guard let language, let verb = cursor.takeVerb() else { return text }
        return verb.keyword.spelling(in: language)
    }

    /// What follows the keyword of a header.
    static func headerValue(_ text: String, of header: Keyword, in language: Language?) -> String {
        guard let language else { return text }
        let value = reading(Cursor(SourceLine(number: 1, text: text))) { cursor throws(Complaint) in
            switch header {
            case .open, .close: try cursor.takeClockTime().description
            case .days: try cursor.takeDayRule()?.spelling(in: language)
            case .dates: try cursor.takeDates().spelling(in: language)
            default: nil
            }
        }
        return value ?? text
    }

    /// What `take` makes of a cell; nil where it is wrong, which only a sheet that was not read can hold: it is left
    /// as it is, for its diagnostic.
    static func reading(_ cell: Cursor, _ take: (inout Cursor) throws(Complaint) -> String?) -> String? {
        var cursor = cell
        do {
            return try take(&cursor)
        } catch {
            return nil
        }
    }
}
