// SPDX-License-Identifier: Apache-2.0

/// The candidate that `word` was most likely meant to be, or nil when none is close.
///
/// Close is at most a third of the letters wrong, left out, added or swapped with a neighbour; full-width and
/// capital letters count as right. Of equally close ones the first in order of the alphabet is taken.
public func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    NearestName(among: candidates).nearest(to: word)
}

/// A set of names to look for the nearest in, again and again.
struct NearestName {
    /// Longer names have nothing near them.
    private static let longest = 64

    private struct Candidate {
        let name: String
        let letters: [Code]
        let presence: UInt64
    }

    private let candidates: [Candidate]

    init(among names: some Sequence<String>) {
        candidates = names.compactMap { name in
            let letters = name.prefix(Self.longest + 1).codes
            guard letters.count <= Self.longest else { return nil }
            return Candidate(name: name, letters: letters, presence: Self.presence(of: letters))
        }
    }

    /// Which letters a name has, one bit for each; several letters may share one.
    private static func presence(of letters: [Code]) -> UInt64 {
        letters.reduce(0) { $0 | 1 << UInt64($1.value & 63) }
    }

    /// The name that `word` was most likely meant to be, as `nearest(to:among:)` says.
    func nearest(to word: String) -> String? {
        let letters = word.prefix(Self.longest + 1).codes
        guard letters.count <= Self.longest else { return nil }
        // One wrong letter of two is no likeness, but one wrong Chinese character is.
        let shortest = letters.allSatisfy(\.isASCII) ? 3 : 2
        let presence = Self.presence(of: letters)
        var table = DistanceTable()
        var best: (distance: Int, name: String)?
        for candidate in candidates {
            let other = candidate.letters
            let allowed = max(1, min(letters.count, other.count) / 3)
            let most = min(allowed, best?.distance ?? allowed)
            // Each slip adds or takes away two letters at most.
            guard abs(other.count - letters.count) <= most,
                (presence ^ candidate.presence).nonzeroBitCount <= 2 * most,
                let distance = table.distance(letters, other, atMost: most),
                distance == 0 || max(letters.count, other.count) >= shortest
            else { continue }
            if let best, (best.distance, best.name) <= (distance, candidate.name) { continue }
            best = (distance, candidate.name)
        }
        return best?.name
    }
}

/// Works out how far apart two words are, in rows that are used again for the next pair.
private struct DistanceTable {
    private var beforePrevious: [Int] = []
    private var previous: [Int] = []
    private var current: [Int] = []

    /// How many letters must be replaced, added, removed or swapped with their neighbour (the "optimal string
    /// alignment" distance); nil when it is more than `most`.
    mutating func distance(_ first: [Code], _ second: [Code], atMost most: Int) -> Int? {
        // What both start and end with costs nothing, and of a slip that is nearly all.
        var start = 0
        while start < min(first.count, second.count), first[start] == second[start] { start += 1 }
        var (end, otherEnd) = (first.count, second.count)
        while end > start, otherEnd > start, first[end - 1] == second[otherEnd - 1] {
            (end, otherEnd) = (end - 1, otherEnd - 1)
        }
        let width = otherEnd - start
        previous = Array(0...width)
        current = previous
        beforePrevious = previous
        for i in start..<end {
            current[0] = i - start + 1
            var least = current[0]
            for j in 0..<width {
                let (letter, other) = (first[i], second[start + j])
                var cost = min(previous[j] + (letter == other ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
                if i > start, j > 0, letter == second[start + j - 1], first[i - 1] == other {
                    cost = min(cost, beforePrevious[j - 1] + 1)
                }
                current[j + 1] = cost
                least = min(least, cost)
            }
            // No way on from here can be shorter, but for a swap, which reaches back one row more.
            if least > most + 1 { return nil }
            swap(&beforePrevious, &previous)
            swap(&previous, &current)
        }
        return previous[width] <= most ? previous[width] : nil
    }
}
