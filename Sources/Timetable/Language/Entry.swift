// SPDX-License-Identifier: Apache-2.0

/// One line of the timetable that airs something.
public struct Entry: Sendable, Hashable {
    /// When it airs.
    public let when: When
    /// What it does.
    public let verb: Verb
    /// What is heard; nil for `silence` only.
    public let name: String?
    /// What else it says.
    public let options: Options
    /// Where the entry starts.
    public let location: Location
    /// How many characters its time has, for the caret of a diagnostic about it.
    public let whenLength: Int
    /// Where its name is written; nil for `silence` only.
    public let nameLocation: Location?

    /// Whether any of its times hangs on opening or closing; a rotation without `from` or `to` does.
    var isAnchored: Bool {
        let moments: [Moment?] =
            switch when {
            case .at(let moment): [moment]
            case .each, .every: [options.from, options.to]
            }
        return moments.contains { moment in
            if case .clock = moment { false } else { true }
        }
    }
}
