// SPDX-License-Identifier: Apache-2.0

/// The candidate that `word` was most likely meant to be, or nil when none is close.
///
/// Close is at most a third of the letters wrong, left out, added or swapped with a neighbour; full-width and
/// capital letters count as right. Of equally close ones the first in order of the alphabet is taken.
public func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let longest = 64
    let letters = word.prefix(longest + 1).map(\.plainForm)
    guard letters.count <= longest else { return nil }
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
        let other = candidate.prefix(longest + 1).map(\.plainForm)
        let allowed = max(1, min(letters.count, other.count) / 3)
        guard other.count <= longest, abs(other.count - letters.count) <= allowed else { continue }
        let distance = editDistance(letters, other)
        // One wrong letter of two is no likeness, but one wrong Chinese character is.
        let shortest = letters.allSatisfy(\.isASCII) ? 3 : 2
        guard distance <= allowed, distance == 0 || max(letters.count, other.count) >= shortest else {
            continue
        }
        if let best, (best.distance, best.candidate) <= (distance, candidate) { continue }
        best = (distance, candidate)
    }
    return best?.candidate
}

/// How many letters must be replaced, added, removed or swapped with their neighbour (the "optimal string
/// alignment" distance).
func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for i in first.indices {
        var current = [i + 1]
        for j in second.indices {
            var cost = min(
                previous[j] + (first[i] == second[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
            if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
                cost = min(cost, beforePrevious[j - 1] + 1)
            }
            current.append(cost)
        }
        (beforePrevious, previous) = (previous, current)
    }
    return previous[second.count]
}
