// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Timetable

/// A line of a terminal that is written over in place.
final class ProgressLine: Sendable {
    /// The width of a terminal that does not tell its own.
    private static let usualColumns = 80

    private let terminal: FileHandle

    /// - Parameter file: standard output or standard error; nil is the answer where that is no terminal.
    init?(on file: FileHandle) {
        guard isatty(file.fileDescriptor) == 1 else { return nil }
        terminal = file
    }

    /// Shows a text instead of the one before, cut to the width of the terminal: a line that wraps cannot be taken back.
    func show(_ text: String) {
        var room = columns - 1
        let shown = text.prefix { character in
            room -= displayWidth(of: String(character))
            return room >= 0
        }
        // Erase to the end of the line (ECMA-48 EL).
        write("\r\(shown)\u{1B}[K")
    }

    /// Takes the line away.
    func clear() { write("\r\u{1B}[K") }

    private var columns: Int {
        var size = winsize()
        guard ioctl(terminal.fileDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return Self.usualColumns
        }
        return Int(size.ws_col)
    }

    private func write(_ text: String) {
        // Where nobody reads the terminal any more, nobody is told.
        try? terminal.write(contentsOf: Data(text.utf8))
    }
}
