// SPDX-License-Identifier: Apache-2.0

/// The lines of a timetable as rows of cells, for writing it again and for people who keep it in a spreadsheet.
public struct TimetableSheet: Sendable, Equatable {
    /// A cell and where its text stands in the file, or in ``source``.
    public struct Cell: Sendable, Hashable {
        /// What it says: of an option only the value (`10m` in the column `late`), where its keyword is in the
        /// language of the verb.
        public let text: String
        /// The line, from 1.
        public let line: Int
        /// The column of its first character, from 1.
        public let column: Int
        /// How many characters it takes there.
        public let length: Int
    }

    /// One line; a blank one has no cells.
    public struct Row: Sendable, Hashable {
        /// The cells that are not empty.
        public let cells: [Column: Cell]

        /// What a cell says; empty where there is none.
        public subscript(column: Column) -> String { cells[column]?.text ?? "" }
    }

    /// The lines in file order.
    public let rows: [Row]
    /// The text that the cells stand in, lines ended by `\n`.
    public let source: String

    init(rows: [Row], source: String) {
        self.rows = rows
        self.source = source
    }

    /// What a cell is about.
    public enum Column: String, Sendable, CaseIterable {
        /// The time of an item, `drop` with its time, or the keyword of a header.
        case when
        /// The verb, or what follows the keyword of a header.
        case verb
        /// The name of what is heard.
        case name
        /// The first time of an `every` line.
        case from
        /// The last time of an `every` line.
        case to
        /// The zones.
        case zones = "in"
        /// The days.
        case days = "on"
        /// The chime.
        case chime = "with"
        /// `alone` or `over`.
        case mode
        /// The lateness.
        case late
        /// `ending`.
        case ending
        /// How often in a row.
        case times = "repeat"
        /// The class.
        case broadcastClass = "as"
        /// `shuffle` or `in-order`.
        case order
        /// The comment, with its `#`.
        case comment

        init?(_ option: Keyword) {
            switch option {
            case .from: self = .from
            case .to: self = .to
            case .zones: self = .zones
            case .on: self = .days
            case .with: self = .chime
            case .alone, .over: self = .mode
            case .late: self = .late
            case .ending: self = .ending
            case .repetition: self = .times
            case .priority: self = .broadcastClass
            case .shuffle, .inOrder: self = .order
            default: return nil
            }
        }
    }
}
