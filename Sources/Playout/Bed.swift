// SPDX-License-Identifier: Apache-2.0
import Timetable

/// The background music: the folder that should sound, the song that does, and where its breaks lie.
struct Bed: Sendable {
    /// A song on air or committed.
    struct SongAiring: Sendable {
        var id: PlaybackID
        var song: Song
        var folder: String
        var start: Instant
        var end: Instant { start + song.duration }
    }

    /// The folder the timetable wants; nil for silence.
    var folder: String?
    /// The `music` or `silence` line in force, and when it took effect.
    var line: (cue: Cue, since: Instant, reason: Reason?)?
    /// The song that leads; one that is being faded out is not kept.
    var current: SongAiring?
    /// Songs told to stop that may still be heard, and until when.
    var fading: [PlaybackID: Instant] = [:]
    /// Until then nothing sounds: an `alone` item is on, or the line in force is about to begin.
    var restsUntil: Instant?
    /// Songs that could not be played since the plan was loaded.
    var broken: Set<String> = []
    private var shuffles: [String: Shuffle] = [:]
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
    }

    mutating func hasStarted(_ id: PlaybackID, at instant: Instant) {
        if current?.id == id { current?.start = instant }
    }

    /// The next song of a folder; each folder has an order of its own.
    mutating func nextSong(of folder: String, among songs: [Song]) -> Song? {
        let playable = songs.filter { !broken.contains($0.path) }
        return shuffles[folder, default: Shuffle(seed: seed ^ folder.fnv1a)].next(of: playable)
    }
}

extension String {
    /// Fowler, Noll and Vo's FNV-1a hash of the UTF-8 bytes, 64 bits: the same in every run.
    public var fnv1a: UInt64 {
        utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }
}
