// SPDX-License-Identifier: Apache-2.0

/// What a timetable file says: hours, and entries in file order.
///
/// There is none with a mistake in it: ``parse(_:file:name:)`` gives a whole timetable or only diagnostics.
public struct Timetable: Sendable, Equatable {
    /// What reading a timetable gives.
    public struct Parsed: Sendable, Equatable {
        /// The timetable; nil when there is any error.
        public let timetable: Timetable?
        /// What the lines without a mistake give when others have one; nil when ``timetable`` is there, or
        /// no line is right. For a station that starts and has no good plan to stay with.
        public let salvage: Timetable?
        /// Everything that was found, in the order of the file.
        public let diagnostics: [Diagnostic]
    }

    /// The name of the file without its ending, such as `everyday`; part of the key of each cue.
    public let name: String
    /// When the store opens.
    public let open: ClockTime
    /// When the store closes; later than ``open``.
    public let close: ClockTime
    /// The entries in file order.
    public let entries: [Entry]

    /// Reads a timetable.
    ///
    /// Any text may be given: no input crashes it, and none with a mistake yields a timetable.
    /// - Parameters:
    ///   - text: the file's text; bytes that are no UTF-8 replaced by U+FFFD.
    ///   - file: the file as diagnostics shall name it.
    ///   - name: the name of the timetable, part of the key of each cue.
    public static func parse(_ text: String, file: String, name: String) -> Parsed {
        var reader = TimetableReader(file: file)
        return reader.read(text, name: name)
    }
}
