// SPDX-License-Identifier: Apache-2.0

/// The parts that a line of a timetable was read as, for writing it again.
struct LinePieces {
    /// A part; of an option the keyword and its value, either of which may be empty.
    struct Piece {
        let column: TimetableSheet.Column
        let keyword: Range<Int>
        let value: Range<Int>

        /// Where it starts.
        var start: Int { min(keyword.lowerBound, value.lowerBound) }
    }

    private(set) var pieces: [Piece] = []

    mutating func add(_ column: TimetableSheet.Column, _ value: Range<Int>) {
        pieces.append(Piece(column: column, keyword: value.lowerBound..<value.lowerBound, value: value))
    }

    mutating func add(_ option: Keyword, _ keyword: Range<Int>, _ value: Range<Int>) {
        guard let column = TimetableSheet.Column(option) else { return }
        pieces.append(Piece(column: column, keyword: keyword, value: value))
    }
}
