// SPDX-License-Identifier: Apache-2.0

/// The lines of a text file, read one after the other.
struct SourceText: Sequence, IteratorProtocol {
    /// The longest text that is read: hundreds of times the longest timetable that people write.
    static let maximumBytes = 2 << 20
    /// The most lines that are read.
    static let maximumLines = 100_000

    private let bytes: [UInt8]
    private var starts: [Range<Int>] = []
    private var nextLine = 0

    /// Splits `text` at line feeds, carriage returns, or both together; a byte order mark is dropped.
    ///
    /// A text over ``maximumBytes`` or ``maximumLines`` is refused.
    init(_ text: String) throws(Complaint) {
        guard text.utf8.count <= Self.maximumBytes else {
            throw Complaint(problem: .text(.tooLong(mebibytes: Self.maximumBytes >> 20)), columns: 0..<1)
        }
        bytes = Array(text.utf8)
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x0A || byte == 0x0D else {
                position += 1
                continue
            }
            starts.append(start..<position)
            let isPair = byte == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
            position += isPair ? 2 : 1
            start = position
        }
        // What follows the last line end is a line only where there is something.
        if start < bytes.count || starts.isEmpty { starts.append(start..<bytes.count) }
        guard starts.count <= Self.maximumLines else {
            throw Complaint(problem: .text(.tooManyLines(Self.maximumLines)), columns: 0..<1)
        }
    }

    mutating func next() -> SourceLine? {
        guard nextLine < starts.count else { return nil }
        defer { nextLine += 1 }
        return SourceLine(number: nextLine + 1, bytes: bytes, range: starts[nextLine])
    }
}
