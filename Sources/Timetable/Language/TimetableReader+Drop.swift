// SPDX-License-Identifier: Apache-2.0

extension TimetableReader {
    /// Reads the rest of `drop [WHEN] [VERB [NAME]]`.
    mutating func readDrop(
        _ start: Int, _ cursor: inout Cursor, _ pieces: inout LinePieces?
    ) throws(Complaint) {
        let keyword = start..<cursor.position
        cursor.skipBlanks()
        guard !cursor.isAtEnd else { throw Complaint(problem: .drop(.saysNothing), columns: keyword) }
        let when = try cursor.takeWhen()
        let whenEnd = when == nil ? keyword.upperBound : cursor.position
        pieces?.add(.when, start..<whenEnd)
        var end = whenEnd
        var verb: Verb?
        var name: String?
        cursor.skipBlanks()
        if !cursor.isAtEnd {
            let verbStart = cursor.position
            verb = cursor.takeVerb()
            guard verb != nil else {
                let word = cursor.line.text(cursor.word)
                throw Complaint(problem: .drop(.notAVerb(word)), columns: cursor.word)
            }
            end = cursor.position
            pieces?.add(.verb, verbStart..<end)
            cursor.skipBlanks()
        }
        if let verb, verb != .silence, !cursor.isAtEnd {
            let nameStart = cursor.position
            name = try cursor.takeName()
            end = cursor.position
            pieces?.add(.name, nameStart..<end)
            cursor.skipBlanks()
        }
        guard cursor.isAtEnd else {
            throw Complaint(problem: .drop(.textAfter(cursor.line.text(cursor.word))), columns: cursor.word)
        }
        let location = Location(file: file, line: cursor.line.number, column: start + 1)
        drops.append(Drop(when: when, verb: verb, name: name, location: location, length: end - start))
    }
}
