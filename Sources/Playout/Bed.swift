// SPDX-License-Identifier: Apache-2.0
import Timetable

/// The background music of one area: the folder that should sound, the song that does, and where its breaks lie.
struct Bed: Sendable {
    /// A song on air or committed.
    struct SongAiring: Sendable {
        /// No song counts as shorter, so that songs of no length cannot follow each other without end.
        private static let shortest = Duration.seconds(1)

        let id: PlaybackID
        private(set) var song: Song
        let folder: String
        /// How long it overlaps with the songs before and after it.
        let crossfade: Duration
        /// The key of the line it was chosen under.
        let line: String?
        /// The song after whose last frame it begins, whenever that is.
        let follows: PlaybackID?
        /// Planned until the first frame is heard, true from then on.
        private(set) var start: Instant
        private(set) var end: Instant
        /// Where it makes way for the next: the natural break a promo looks for.
        private(set) var nextBreak: Instant

        init(
            id: PlaybackID, song: Song, folder: String, crossfade: Duration, line: String?, start: Instant,
            follows: PlaybackID?
        ) {
            self.follows = follows
            self.id = id
            self.song = song
            self.folder = folder
            self.crossfade = crossfade
            self.line = line
            self.start = start
            end = max(start + song.duration, start + Self.shortest)
            nextBreak = end - crossfade
        }

        var shortestEnd: Instant { start + Self.shortest }

        mutating func hasStarted(at instant: Instant) {
            let delay = instant - start
            start = instant
            end = end + delay
            nextBreak = nextBreak + delay
        }

        /// The song is as long and as loud as that says, if nobody knew before: what sounds may since have been
        /// replaced by another of its name.
        mutating func learn(_ measured: Song) {
            guard measured.path == song.path, song.loudnessLUFS == nil else { return }
            song = measured
            end = max(start + song.duration, shortestEnd)
            nextBreak = end - crossfade
        }

        /// The clock was set.
        mutating func move(by step: Duration) {
            start += step
            end += step
            nextBreak += step
        }

        /// Whether a song that must be gone by an instant has not begun by then.
        func isCalledOff(at instant: Instant, _ now: Instant) -> Bool {
            start >= instant && start > now
        }
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
        /// When it came into force in an earlier run of the program; nil where it did so in this one.
        var heardSince: Instant?
        /// How far the clock was set since it came into force.
        var clockSteps = Duration.zero
    }

    /// Where it sounds.
    let zones: ZoneSet
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
    /// What was heard lately of each folder.
    var shuffles: [String: Shuffle] = [:]
    /// The song heard last when none leads, and the line it was chosen under.
    private var lastHeard: SongAiring?
    private let seed: UInt64

    /// A silent bed. Areas that play one folder at one time do so in orders of their own.
    init(zones: ZoneSet, seed: UInt64) {
        self.zones = zones
        var generator = SplitMix64(state: seed ^ zones.rawValue)
        self.seed = generator.next()
    }

    /// When the silence that the line in force ends is over.
    var endOfSilence: Instant? {
        line.flatMap { $0.endsSilence ? $0.since : nil }
    }

    func isResting(at instant: Instant) -> Bool {
        restsUntil.map { $0 > instant } ?? false
    }

    /// The first frame of the leading song was heard; answers whether that was when it should be.
    mutating func hasStarted(at instant: Instant) -> Bool {
        // Songs can be had again: each may be tried once more.
        if isRetrying { broken = [] }
        isRetrying = false
        guard current?.start != instant else { return true }
        current?.hasStarted(at: instant)
        return false
    }

    /// What is now known of a song holds for the one that sounds as well.
    mutating func learn(_ song: Song) {
        current?.learn(song)
        for index in fading.indices { fading[index].airing.learn(song) }
    }

    /// How loud the loudest of its songs is that may be heard between two instants, in LUFS.
    ///
    /// - Parameter unknown: what a song counts as whose loudness is not known.
    func loudness(from: Instant, to: Instant, unknown: Double?) -> Double? {
        let leading = current.flatMap { $0.start < to && $0.end > from ? $0 : nil }
        let heard = [leading].compactMap { $0 } + fading.filter { $0.until > from }.map(\.airing)
        return heard.compactMap { $0.song.loudnessLUFS ?? unknown }.max()
    }

    /// The next song of a folder, from that instant on. Each folder has an order of its own, but for a line that
    /// says `in-order`: that begins with the first song.
    mutating func nextSong(of folder: String, among songs: [Song], at instant: Instant) -> Song? {
        if let line, line.cue.isInOrder { return songInOrder(songs, under: line.cue.key, at: instant) }
        let playable = broken.isEmpty ? songs : songs.filter { !broken.contains($0.path) }
        return shuffles[folder, default: Shuffle(seed: seed ^ folder.fnv1a)].next(of: playable)
    }

    /// The song after the last one that was heard under the line, broken ones left out; the first where none was.
    private func songInOrder(_ songs: [Song], under line: String, at instant: Instant) -> Song? {
        let leading = current.flatMap { $0.start < instant ? $0 : nil } ?? lastHeard
        let last = leading?.line == line ? songs.firstIndex { $0.path == leading?.song.path } : nil
        let next = last.map { $0 + 1 } ?? 0
        return (songs[next...] + songs[..<next]).first { !broken.contains($0.path) }
    }

    /// The song that leads does so no more.
    mutating func leaveCurrent(wasHeard: Bool) {
        if wasHeard { lastHeard = current }
        current = nil
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
