// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What a zone hears of the bed.
struct ZoneState {
    let zone: ZoneSet
    /// The songs that sound, fading ones among them.
    private(set) var songs: [PlaybackID] = []
    /// Since when no song does, and until when that had a good reason; both as if nobody had set the clock.
    private(set) var silentSince: Instant
    var excusedUntil: Instant
    /// When something of the programme sounded last, or was about to.
    var busyUntil: Instant
    /// Since when an emergency that should is not heard; nil while none should, or it is.
    var emergencyPause: Instant?
    /// When it is looked at next whether the right music sounds; by the wall clock.
    var songIsDue = Instant(nanoseconds: 0)
    private(set) var level = 0.0
    /// Steps of the bed's gain still ahead, by the wall clock.
    private var steps: [(at: Instant, decibels: Double)] = []

    init(zone: ZoneSet, silentSince: Instant, excusedUntil: Instant) {
        self.zone = zone
        self.silentSince = silentSince
        self.excusedUntil = excusedUntil
        busyUntil = silentSince
    }

    var isSilent: Bool { songs.isEmpty }

    mutating func begins(_ song: PlaybackID) { songs.append(song) }

    mutating func ended(_ song: PlaybackID, at instant: Instant) {
        songs.removeAll { $0 == song }
        if songs.isEmpty { silentSince = instant }
    }

    /// The program starts anew: its mixers know nothing of before.
    mutating func restarts(at instant: Instant) {
        (songs, silentSince, excusedUntil, busyUntil) = ([], instant, instant, instant)
        (steps, level, emergencyPause) = ([], 0, nil)
    }

    mutating func duck(to decibels: Double, at instant: Instant) {
        let index = steps.lastIndex { $0.at <= instant }.map { $0 + 1 } ?? 0
        steps.insert((instant, decibels), at: index)
    }

    /// The bed is where the steps up to now have brought it.
    mutating func follow(to now: Instant) {
        guard let last = steps.lastIndex(where: { $0.at <= now }) else { return }
        level = steps[last].decibels
        steps.removeFirst(last + 1)
    }

    mutating func shift(by change: Duration) {
        for index in steps.indices { steps[index].at = steps[index].at + change }
    }
}
