// SPDX-License-Identifier: Apache-2.0

/// Words of the timetable language that this version does not follow; they are refused as such, so that nobody
/// hunts for a typing mistake.
enum ReservedWord: String, CaseIterable {
    case `in`, on, `repeat`, `as`, dates, drop, shuffle
    case inOrder = "in-order"

    static func isReserved(_ word: String) -> Bool {
        Self(rawValue: String(word.map(\.plainForm))) != nil
    }
}
