// SPDX-License-Identifier: Apache-2.0

/// A place in a text file.
public struct Location: Hashable, Sendable {
    /// The file as the reader named it.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// The column, from 1; counts characters as a reader sees them, so a Chinese character is one.
    public let column: Int

    /// Makes a place; `line` and `column` count from 1.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}
