// SPDX-License-Identifier: Apache-2.0

extension Cursor {
    /// Takes a time by the clock or an anchor with its offset; nil when neither comes next.
    mutating func takeMoment() throws(Complaint) -> Moment? {
        if next?.isASCIIDigit == true { return .clock(try takeClockTime()) }
        guard let keyword = take(oneOf: Keyword.anchors) else { return nil }
        let anchor: Anchor = keyword == .open ? .open : .close
        var ahead = self
        ahead.skipBlanks()
        let isLater = ahead.take("+")
        guard isLater || ahead.take("-") else { return .anchored(anchor, .zero) }
        ahead.skipBlanks()
        self = ahead
        let offset = try takeSpan()
        return .anchored(anchor, isLater ? offset : .zero - offset)
    }

    /// Takes what an entry starts with; nil when it is no time at all.
    mutating func takeWhen() throws(Complaint) -> When? {
        guard take(.every) else { return try takeMoment().map(When.at) }
        skipBlanks()
        let (minimum, maximum) = try takeRange()
        return .every(minimum: minimum, maximum: maximum)
    }

    /// Takes a name as written: all up to the next blank.
    mutating func takeName() throws(Complaint) -> String {
        let columns = word
        let name = takeWord()
        // A name is one part of a path and of a cue's key.
        guard !name.hasPrefix("."), !name.contains("/"), !name.contains("\\") else {
            throw Complaint(problem: .entry(.notAName(name)), columns: columns)
        }
        return name
    }

    /// Whether an option's keyword, a whole word, comes next.
    var isAtOption: Bool {
        var ahead = self
        let end = word.upperBound
        return ahead.take(oneOf: Keyword.options) != nil && ahead.position == end
    }
}
