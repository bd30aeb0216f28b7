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

    private let candidates: [(name: String, letters: [Code])]

    init(among names: some Sequence<String>) {
        candidates = names.compactMap { name in
            let letters = name.prefix(Self.longest + 1).codes
            return letters.count <= Self.longest ? (name, letters) : nil
        }
    }

    /// The name that `word` was most likely meant to be, as `nearest(to:among:)` says.
    func nearest(to word: String) -> String? {
        let letters = word.prefix(Self.longest + 1).codes
        guard letters.count <= Self.longest else { return nil }
        // One wrong letter of two is no likeness, but one wrong Chinese character is.
        let shortest = letters.allSatisfy(\.isASCII) ? 3 : 2
        var best: (distance: Int, name: String)?
        for (name, other) in candidates {
            let allowed = max(1, min(letters.count, other.count) / 3)
            let most = min(allowed, best?.distance ?? allowed)
            guard abs(other.count - letters.count) <= most,
                let distance = editDistance(letters, other, atMost: most),
                distance == 0 || max(letters.count, other.count) >= shortest
            else { continue }
            if let best, (best.distance, best.name) <= (distance, name) { continue }
            best = (distance, name)
        }
        return best?.name
    }
}

/// How many letters must be replaced, added, removed or swapped with their neighbour (the "optimal string
/// alignment" distance); nil when it is more than `most`.
private func editDistance(_ first: [Code], _ second: [Code], atMost most: Int) -> Int? {
    // What both start and end with costs nothing, and of a slip that is nearly all.
    var start = 0
    while start < min(first.count, second.count), first[start] == second[start] { start += 1 }
    var (end, otherEnd) = (first.count, second.count)
    while end > start, otherEnd > start, first[end - 1] == second[otherEnd - 1] {
        (end, otherEnd) = (end - 1, otherEnd - 1)
    }
    return distance(first[start..<end], second[start..<otherEnd], atMost: most)
}

private func distance(_ first: ArraySlice<Code>, _ second: ArraySlice<Code>, atMost most: Int) -> Int? {
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for (i, letter) in first.enumerated() {
        var current = [i + 1]
        current.reserveCapacity(second.count + 1)
        var least = i + 1
        for (j, other) in second.enumerated() {
            var cost = min(previous[j] + (letter == other ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
            if i > 0, j > 0, letter == second[second.startIndex + j - 1], first[first.startIndex + i - 1] == other {
                cost = min(cost, beforePrevious[j - 1] + 1)
            }
            current.append(cost)
            least = min(least, cost)
        }
        // No way on from here can be shorter, but for a swap, which reaches back one row more.
        if least > most + 1 { return nil }
        (beforePrevious, previous) = (previous, current)
    }
    return previous[second.count] <= most ? previous[second.count] : nil
}
