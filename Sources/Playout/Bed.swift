// SPDX-License-Identifier: Apache-2.0
import Timetable

/// The background music: the folder that should sound, the song that does, and where its breaks lie.
struct Bed: Sendable {
    /// A song on air or committed.
    struct SongAiring: Sendable {
        /// No song counts as shorter, so that songs of no length cannot follow each other without end.
        private static let shortest = Duration.seconds(1)

        var id: PlaybackID
        var song: Song
        var folder: String
        var start: Instant
        var end: Instant { max(start + song.duration, shortestEnd) }
        var shortestEnd: Instant { start + Self.shortest }
    }

    /// A song told to stop, and when its fade is over.
    struct Fading: Sendable {
        var airing: SongAiring
        var until: Instant
    }

    /// The `music` or `silence` line in force.
    struct Line: Sendable {
        var cue: Cue
        /// When it took effect; it may lie ahead by the lead.
        var since: Instant
        /// There was silence before it: no song begins before it does.
        var endsSilence: Bool
        var reason: Reason?
        /// It was in force before and has its record; a reload took away the line that had followed it.
        var isRecorded = false
    }

    /// The folder that sounds or should; nil for silence.
    var folder: String?
    var line: Line?
    /// The song that leads, or is committed to lead; at most one is committed ahead of the one that is heard.
    var current: SongAiring?
    /// Songs told to stop that may still be heard.
    var fading: [Fading] = []
    /// No song begins before: an `alone` item is on, or the song that was to begin then failed.
    var restsUntil: Instant?
    /// Songs that could not be played since the plan was loaded, in the order in which they failed.
    var broken: [String] = []
    /// When the next broken song is tried again, because there is no other left.
    var retriesAt: Instant?
    private var isRetrying = false
    private var shuffles: [String: Shuffle] = [:]
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
    }

    mutating func hasStarted(_ id: PlaybackID, at instant: Instant) {
        guard current?.id == id else { return }
        current?.start = instant
        // Songs can be had again: each may be tried once more.
        if isRetrying { broken = [] }
        isRetrying = false
    }

    /// The next song of a folder; each folder has an order of its own.
    mutating func nextSong(of folder: String, among songs: [Song]) -> Song? {
        let playable = songs.filter { !broken.contains($0.path) }
        return shuffles[folder, default: Shuffle(seed: seed ^ folder.fnv1a)].next(of: playable)
    }

    /// Notes a song that broke off, or was over in no time.
    mutating func markBroken(_ song: Song) {
        if !broken.contains(song.path) { broken.append(song.path) }
    }

    /// Forgets all that failed: a new plan brings new luck.
    mutating func forgiveAll() {
        broken = []
        retriesAt = nil
    }

    /// Lets the song that failed first be tried once more.
    mutating func forgiveOne() {
        retriesAt = nil
        isRetrying = true
        if !broken.isEmpty { broken.removeFirst() }
    }
}

extension String {
    /// Fowler, Noll and Vo's FNV-1a hash of the UTF-8 bytes, 64 bits: the same in every run.
    public var fnv1a: UInt64 {
        utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }
}
