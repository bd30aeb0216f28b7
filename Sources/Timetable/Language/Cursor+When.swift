// SPDX-License-Identifier: Apache-2.0

extension Cursor {
    /// The longest offset from opening or closing.
    static let longestOffset = Duration.hours(12)

    /// Takes a time by the clock or an anchor with its offset; nil when neither comes next.
    mutating func takeMoment() throws(Complaint) -> Moment? {
        if isAtClockTime { return .clock(try takeClockTime()) }
        guard let keyword = take(oneOf: .anchors) else { return nil }
        let anchor: Anchor = keyword == .open ? .open : .close
        let start = position
        skipBlanks()
        // 开店前10分 and 开店后10分 are how people say it.
        let isLater = take("+") || take("后")
        guard isLater || take("-") || take("前") else {
            goBack(to: start)
            return .anchored(anchor, .zero)
        }
        skipBlanks()
        let spanStart = position
        let offset = try takeSpan()
        guard offset <= Self.longestOffset else {
            throw Complaint(problem: .time(.offsetTooLong(anchor, offset)), columns: spanStart..<position)
        }
        return .anchored(anchor, isLater ? offset : .zero - offset)
    }

    /// Takes what an entry starts with; nil when it is no time at all.
    mutating func takeWhen() throws(Complaint) -> When? {
        let start = position
        guard take(oneOf: .every) != nil else { return try takeMoment().map(When.at) }
        skipBlanks()
        do throws(Complaint) {
            return try takeInterval()
        } catch {
            // What is proposed in its place is the whole `every 1h`.
            guard case .span(let problem) = error.problem, problem.isAboutInterval else { throw error }
            throw Complaint(problem: error.problem, columns: start..<error.columns.upperBound)
        }
    }

    /// The longest name in bytes: that of a file, with room for its ending.
    private static let longestName = 240

    /// Takes a name as written: all up to the next blank, and in a list up to the next comma.
    mutating func takeName(inList: Bool = false) throws(Complaint) -> String {
        let columns = inList ? wordBeforeComma : word
        let name = line.text(columns)
        skip(to: columns.upperBound)
        guard name.utf8.count <= Self.longestName else {
            throw Complaint(problem: .entry(.nameTooLong(name)), columns: columns)
        }
        // A name is one part of a path and of a cue's key.
        let isOnePart =
            name.utf8.first != UInt8(ascii: ".") && !name.utf8.contains(UInt8(ascii: "/"))
            && !name.utf8.contains(UInt8(ascii: "\\"))
        guard isOnePart, line.plain[columns.lowerBound].isQuote == false else {
            throw Complaint(problem: .entry(.notAName(name)), columns: columns)
        }
        return name
    }

    /// Whether an option's keyword, a whole word, comes next.
    var isAtOption: Bool {
        var ahead = self
        return ahead.take(oneOf: .options) != nil && (ahead.isAtEnd || ahead.next == " ")
    }
}

extension Code {
    /// A quotation mark, which people put around names.
    fileprivate var isQuote: Bool {
        switch value {
        case 0x22, 0x27, 0x60, 0x2018...0x201F, 0x300A...0x300F: true
        default: false
        }
    }
}
