// SPDX-License-Identifier: Apache-2.0

/// The drops of a timetable, ready to be asked which of them take an entry, however many there are.
struct DropIndex: Sendable, Equatable {
    private struct Key: Hashable {
        var when: When?
        var verb: Verb?
        var name: String?
    }

    /// Which parts of an entry some drop looks at.
    private struct Shape: Hashable {
        var hasWhen: Bool
        var hasVerb: Bool
        var hasName: Bool
    }

    private let shapes: Set<Shape>
    private let drops: [Key: [Int]]

    init(_ drops: [Drop]) {
        shapes = Set(
            drops.map { Shape(hasWhen: $0.when != nil, hasVerb: $0.verb != nil, hasName: $0.name != nil) })
        self.drops = Dictionary(grouping: drops.indices) { index in
            Key(when: drops[index].when, verb: drops[index].verb, name: drops[index].name)
        }
    }

    /// The drops that take `entry` away, as indices.
    func taking(_ entry: Entry) -> [Int] {
        shapes.flatMap { shape -> [Int] in
            // What says nothing at all fits every entry, one without a name only drops without.
            guard !shape.hasName || entry.name != nil else { return [] }
            let key = Key(
                when: shape.hasWhen ? entry.when : nil, verb: shape.hasVerb ? entry.verb : nil,
                name: shape.hasName ? entry.name : nil)
            return drops[key] ?? []
        }
    }
}
