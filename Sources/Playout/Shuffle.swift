// SPDX-License-Identifier: Apache-2.0

/// Picks songs so that none returns within half a folder's length; the same seed picks the same songs.
struct Shuffle {
    /// How often chance is asked for a song that was not heard lately; half of them were not, so it hardly fails.
    private static let tries = 64

    private var generator: SplitMix64
    /// What was heard lately, the latest last.
    private var recent: [String] = []
    private var lately: Set<String> = []

    init(seed: UInt64) {
        generator = SplitMix64(state: seed)
    }

    /// The next song, or nil when there is none.
    mutating func next(of songs: [Song]) -> Song? {
        while recent.count > songs.count / 2 { lately.remove(recent.removeFirst()) }
        var song = songs.randomElement(using: &generator)
        for _ in 0..<Self.tries {
            guard let path = song?.path, lately.contains(path) else { break }
            song = songs.randomElement(using: &generator)
        }
        if let song, lately.insert(song.path).inserted { recent.append(song.path) }
        return song
    }
}

/// Steele, Lea and Flood's SplitMix64 (OOPSLA 2014): small, seedable, the same on every machine.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
