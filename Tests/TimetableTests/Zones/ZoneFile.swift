// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The changes of a zone as the system's own file of it says (TZif, RFC 8536): a source that Foundation's conversion
/// can be held against.
struct ZoneFile {
    struct Change: Equatable {
        var second: Int
        var before: Int
        var after: Int
    }

    struct Unreadable: Error {
        var identifier: String
    }

    /// The changes of offset that the file lists, in order.
    let changes: [Change]
    /// The offset before the first change.
    let firstOffset: Int
    /// Whether a rule goes on after the last listed change; then the list is all only up to ``lastListed``.
    let hasRule: Bool
    let lastListed: Int

    static let folder = "/usr/share/zoneinfo"

    init(_ identifier: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(Self.folder)/\(identifier)")))
        func number(_ offset: Int, _ length: Int) -> Int {
            let value = bytes[offset..<offset + length].reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
            return length == 4 ? Int(Int32(truncatingIfNeeded: value)) : Int(Int64(bitPattern: value))
        }
        /// The six counts of a header: UT, standard, leap, times, types, characters.
        func counts(_ start: Int) -> [Int] { (0..<6).map { number(start + 20 + 4 * $0, 4) } }
        guard bytes.starts(with: Array("TZif".utf8)), bytes[4] >= UInt8(ascii: "2") else {
            throw Unreadable(identifier: identifier)
        }
        let old = counts(0)
        // The first block is for old readers; the second has 64-bit times.
        let second = 44 + old[3] * 5 + old[4] * 6 + old[5] + old[2] * 8 + old[1] + old[0]
        let new = counts(second)
        let times = second + 44
        let indices = times + new[3] * 8
        let types = indices + new[3]
        let footer = types + new[4] * 6 + new[5] + new[2] * 12 + new[1] + new[0]
        var offset = number(types, 4)
        firstOffset = offset
        var changes: [Change] = []
        for index in 0..<new[3] {
            let next = number(types + 6 * Int(bytes[indices + index]), 4)
            if next != offset {
                changes.append(Change(second: number(times + 8 * index, 8), before: offset, after: next))
            }
            offset = next
        }
        self.changes = changes
        hasRule = bytes[footer...].contains(UInt8(ascii: ","))
        lastListed = new[3] == 0 ? .min : number(times + 8 * (new[3] - 1), 8)
    }
}
