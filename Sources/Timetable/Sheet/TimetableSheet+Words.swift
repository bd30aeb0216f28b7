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
        let isDrop = cursor.take(.drop)
        cursor.skipBlanks()
        let drop = isDrop ? Keyword.drop.spelling(in: language) : ""
        guard !cursor.isAtEnd, let when = try? cursor.takeWhen(), cursor.isAtEnd else { return isDrop ? drop : text }
        return (isDrop ? drop + " " : "") + when.spelling(in: language)
    }

    static func verb(_ text: String, in language: Language?) -> String {
        var cursor = Cursor(SourceLine(number: 1, text: text))
        guard let language, let verb = cursor.takeVerb() else { return text }
        return verb.keyword.spelling(in: language)
    }

    /// What follows the keyword of a header.
    static func headerValue(_ text: String, of header: Keyword, in language: Language?) -> String {
        guard let language else { return text }
        var cursor = Cursor(SourceLine(number: 1, text: text))
        switch header {
        case .open, .close: return (try? cursor.takeClockTime())?.description ?? text
        case .days: return (try? cursor.takeDayRule())?.spelling(in: language) ?? text
        case .dates: return (try? cursor.takeDates())?.spelling(in: language) ?? text
        default: return text
        }
    }
}
