// SPDX-License-Identifier: Apache-2.0
import Media
import Mixing
import Playout
import Timetable

/// What the deck has of one output: a mixer, its voices, and a feeder of their own, so that no card waits for
/// another. Belongs to one task at a time.
final class OutputDeck {
    /// Playbacks that may sound at once in a zone: its bed's songs that overlap, its programme, what is fading out.
    private static let voicesPerZone = 4
    /// Voices beside those of the zones, so that an output of one zone has room as well.
    private static let spareVoices = 8
    /// What a voice holds ahead: a disk may stall for 2 s unheard, and the feeder comes by some times a second.
    static let ringFrames = 9 * HouseFormat.sampleRate / 4

    /// How long after its instant a start still waits for a voice, in nanoseconds: what is heard later than that would be
    /// a surprise.
    static let patienceNs: Int64 = 2_000_000_000
    /// Starts that wait for a voice at once: more than the director has on air and ahead.
    private static let heldLimit = 64

    /// Why a playback cannot begin: every voice has one, and too many wait for one.
    struct NoVoice: Error {}

    /// A start that waits for a voice, with what became known of it meanwhile.
    private struct Held {
        let playback: Playback
        let at: Int64
        var clip: Clip?
        var stop: (at: Int64, fade: Int64)?
        var isFailed = false
    }

    /// A playback that has a voice.
    private struct Loaded {
        var voice: Int
        var isFed = false
    }

    let mixer: Mixer
    let feeder: any ClipFeeder
    /// The output's zones as places in the plan.
    private let zones: Range<Int>
    private var loaded: [PlaybackID: Loaded] = [:]
    private var freeVoices: [Int]
    /// What waits for a voice, in the order in which it came; empty while one is free.
    private var held: [Held] = []
    /// What the mixer's queue had no room for, the oldest first. It grows only while nothing is mixed or hundreds of
    /// orders are for later, and then by what the director orders, a few in a minute.
    private var deferred: [Command] = []

    /// - Parameters:
    ///   - zones: Which of the plan's zones the output carries.
    ///   - feeder: Gives each playback its sound.
    ///   - peak: The highest peak that leaves the mixer, linear.
    init(zones: Range<Int>, feeder: any ClipFeeder, peak: Float) {
        self.zones = zones
        self.feeder = feeder
        let voices = Self.spareVoices + zones.count * Self.voicesPerZone
        // The last is taken first: what was used before is used again, and the others cost no memory.
        freeVoices = Array((0..<voices).reversed())
        mixer = Mixer(zones: zones.count, voices: voices, ringFrames: Self.ringFrames, peak: peak)
    }

    /// Whether nothing can be heard, and nothing is to start.
    var isSilent: Bool { loaded.isEmpty && held.isEmpty }

    /// The zones of a set that this output carries, as its mixer counts them.
    func mask(_ set: ZoneSet) -> ZoneMask {
        let own = zones.count < UInt64.bitWidth ? (UInt64(1) << UInt64(zones.count)) - 1 : .max
        return ZoneMask(rawValue: set.rawValue >> UInt64(zones.lowerBound) & own)
    }

    /// Reserves a voice and schedules the start; nothing is heard until the playback is fed. While every voice has a
    /// playback the start waits, and is made up for once one is free.
    ///
    /// - Parameter instant: In nanoseconds of CLOCK_MONOTONIC.
    func start(_ playback: Playback, at instant: Int64) throws(NoVoice) {
        if let voice = freeVoices.popLast() { return begin(playback, on: voice, at: instant) }
        guard held.count < Self.heldLimit else { throw NoVoice() }
        held.append(Held(playback: playback, at: instant))
    }

    private func begin(_ playback: Playback, on voice: Int, at instant: Int64) {
        mixer.ring(of: voice).reset()
        let bus: Bus = if case .song = playback.content { .bed } else { .programme }
        send(
            .start(
                voice: voice, playback: playback.id.number, bus: bus, zones: mask(playback.zones), at: instant,
                gain: 1, fadeIn: playback.fadeIn.nanoseconds))
        if let leader = playback.follows.flatMap({ loaded[$0]?.voice }) {
            send(.follow(voice: voice, after: leader))
        }
        loaded[playback.id] = Loaded(voice: voice)
    }

    /// Gives a playback its sound. One that is fed already, or over here, is left alone.
    func feed(_ id: PlaybackID, _ clip: Clip) {
        if let waiting = place(ofHeld: id) {
            held[waiting].clip = clip
            return
        }
        guard let playback = loaded[id], !playback.isFed else { return }
        loaded[id]?.isFed = true
        feeder.start(clip, into: mixer.ring(of: playback.voice), id: id.number)
    }

    /// The ring that feeds a playback, while it has one.
    func ring(of id: PlaybackID) -> FrameRing? {
        loaded[id].map { mixer.ring(of: $0.voice) }
    }

    /// Ends a playback that cannot be fed.
    func fail(_ id: PlaybackID) {
        if let waiting = place(ofHeld: id) {
            held[waiting].isFailed = true
            return
        }
        guard let playback = loaded[id], !playback.isFed else { return }
        mixer.ring(of: playback.voice).finish()
    }

    func stop(_ id: PlaybackID, at instant: Int64, fade: Duration) {
        if let waiting = place(ofHeld: id) {
            held[waiting].stop = (instant, fade.nanoseconds)
            return
        }
        guard let playback = loaded[id] else { return }
        send(.stop(voice: playback.voice, at: instant, fade: fade.nanoseconds))
    }

    func duck(_ set: ZoneSet, to gain: Float, at instant: Int64, ramp: Duration) {
        let mask = mask(set)
        guard !mask.isEmpty else { return }
        send(.duck(zones: mask, at: instant, to: gain, over: ramp.nanoseconds))
    }

    /// What the mixer did, the oldest first; `nil` when all was told.
    func receive() -> Report? {
        sendDeferred()
        let report = mixer.receive()
        if case .ended(let voice, let playback, _, _, _, _, _) = report {
            feeder.cancel(id: playback)
            loaded[PlaybackID(playback)] = nil
            freeVoices.append(voice)
            beginHeld()
        }
        return report
    }

    // MARK: Waiting for a voice

    /// What waited for a voice and will not begin here any more: it was stopped, at the instant given, cannot be fed, or
    /// waited too long.
    ///
    /// - Parameter now: In nanoseconds of CLOCK_MONOTONIC.
    func giveUp(at now: Int64) -> [(id: PlaybackID, stoppedAt: Int64?)] {
        let over = held.filter { $0.isFailed || ($0.stop?.at ?? .max) <= now || $0.at + Self.patienceNs < now }
        held.removeAll { start in over.contains { $0.playback.id == start.playback.id } }
        return over.map { ($0.playback.id, $0.stop.flatMap { $0.at <= now ? $0.at : nil }) }
    }

    /// Begins what is due first of all that waits.
    private func beginHeld() {
        guard let next = held.indices.min(by: { held[$0].at < held[$1].at }), let voice = freeVoices.popLast()
        else { return }
        let start = held.remove(at: next)
        let id = start.playback.id
        begin(start.playback, on: voice, at: start.at)
        if let clip = start.clip { feed(id, clip) }
        if start.isFailed { fail(id) }
        if let stop = start.stop { send(.stop(voice: voice, at: stop.at, fade: stop.fade)) }
    }

    private func place(ofHeld id: PlaybackID) -> Int? {
        held.firstIndex { $0.playback.id == id }
    }

    /// Hands a command to the mixer, after all that its full queue did not take before.
    private func send(_ command: Command) {
        deferred.append(command)
        sendDeferred()
    }

    /// What does not fit waits for the next call: a stop that comes late is better than one that never comes.
    private func sendDeferred() {
        let sent = deferred.prefix { mixer.send($0) }
        deferred.removeFirst(sent.count)
    }
}
