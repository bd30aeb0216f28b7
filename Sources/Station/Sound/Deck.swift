// SPDX-License-Identifier: Apache-2.0
import Glibc
import Media
import Mixing
import Playout
import Synchronization
import Timetable

/// Performs what the director decided: gives each playback a voice of the mixer and a feed, and turns the
/// mixer's reports into events. Belongs to one task at a time.
final class Deck {
    /// Playbacks that may sound at once in a zone: its bed's songs that overlap, its programme, what is fading out.
    private static let voicesPerZone = 4
    /// Voices beside those of the zones, so that a store of one zone has room as well.
    private static let spareVoices = 8
    /// What a voice holds ahead; a disk may stall that long unheard.
    static let ringFrames = 3 * HouseFormat.sampleRate

    /// A playback that has a voice.
    private struct Loaded {
        var voice: Int
        var isFed = false
    }

    let mixer: Mixer
    private let clock: WallClock
    private let feeder = Feeder()
    private let failures = FailureLog()
    private var loaded: [PlaybackID: Loaded] = [:]
    private var freeVoices: [Int]
    /// What could not be begun, for the next `events()`.
    private var refused: [Event] = []

    /// - Parameters:
    ///   - zones: How many the store has, in the order of the plan's.
    ///   - peakDecibels: The highest peak that leaves the house, in dBTP.
    init(clock: WallClock, zones: Int, peakDecibels: Double) {
        self.clock = clock
        let voices = Self.spareVoices + zones * Self.voicesPerZone
        freeVoices = Array((0..<voices).reversed())
        mixer = Mixer(zones: zones, voices: voices, ringFrames: Self.ringFrames, peak: Self.linear(peakDecibels))
        failures.follow(feeder)
    }

    /// Reserves a voice and schedules the start; nothing is heard until the playback is fed.
    func start(_ playback: Playback) {
        guard let voice = freeVoices.popLast() else {
            refused.append(
                .failed(playback.id, Wording(en: "too much is sounding at once", zh: "同时播放的内容过多")))
            return
        }
        mixer.ring(of: voice).reset()
        let bus: Bus = if case .song = playback.content { .bed } else { .programme }
        let isSent = mixer.send(
            .start(
                voice: voice, playback: playback.id.number, bus: bus,
                zones: ZoneMask(rawValue: playback.zones.rawValue), at: clock.monotonic(of: playback.at), gain: 1,
                fadeIn: playback.fadeIn.nanoseconds))
        guard isSent else {
            freeVoices.append(voice)
            refused.append(.failed(playback.id, Wording(en: "the mixer takes no more", zh: "混音器已满")))
            return
        }
        if let leader = playback.follows.flatMap({ loaded[$0]?.voice }) {
            send(.follow(voice: voice, after: leader))
        }
        loaded[playback.id] = Loaded(voice: voice)
    }

    /// Gives a playback its sound. One that was stopped meanwhile is left alone.
    func feed(_ id: PlaybackID, _ clip: Clip) {
        guard let playback = loaded[id], !playback.isFed else { return }
        loaded[id]?.isFed = true
        feeder.start(clip, into: mixer.ring(of: playback.voice), id: id.number)
    }

    /// Ends a playback that cannot be fed.
    func fail(_ id: PlaybackID, _ detail: Wording) {
        failures.note(id.number, detail)
        guard let playback = loaded[id], !playback.isFed else { return }
        mixer.ring(of: playback.voice).finish()
    }

    func stop(_ id: PlaybackID, at instant: Instant, fade: Duration) {
        guard let playback = loaded[id] else { return }
        send(.stop(voice: playback.voice, at: clock.monotonic(of: instant), fade: fade.nanoseconds))
    }

    func duck(_ zones: ZoneSet, decibels: Double, at instant: Instant, ramp: Duration) {
        send(
            .duck(
                zones: ZoneMask(rawValue: zones.rawValue), at: clock.monotonic(of: instant),
                to: Self.linear(decibels), over: ramp.nanoseconds))
    }

    /// The mixer's commands wait in a queue of 256, many times what the rules can have open at once.
    private func send(_ command: Command) {
        let isSent = mixer.send(command)
        assert(isSent, "the mixer's queue is full")
    }

    /// What happened since the last call, in order.
    func events() -> [Event] {
        var events = refused
        refused = []
        while let report = mixer.receive() {
            switch report {
            case .started(_, let playback, let at):
                events.append(.started(PlaybackID(playback), at: clock.instant(ofMonotonic: at)))
            case .ended(let voice, let playback, let at, let framesPlayed, let framesMissing, let wasStopped):
                let id = PlaybackID(playback)
                feeder.cancel(id: playback)
                loaded[id] = nil
                freeVoices.append(voice)
                let failure = failures.take(playback)
                underrunFrames += framesMissing
                if wasStopped || (framesPlayed > 0 && failure == nil) {
                    events.append(.ended(id, at: clock.instant(ofMonotonic: at)))
                } else {
                    let unknown = Wording(en: "its file gave no sound", zh: "文件没有声音")
                    events.append(.failed(id, failure ?? unknown))
                }
            }
        }
        return events
    }

    /// Frames of silence heard because a file did not come in time, since the start.
    private(set) var underrunFrames: Int64 = 0

    /// Fades everything out from now on; true while something can still be heard.
    func fadeOut(over span: Duration) {
        for id in loaded.keys { stop(id, at: clock.now, fade: span) }
    }

    var isSilent: Bool { loaded.isEmpty }

    func shutdown() {
        feeder.shutdown()
    }

    private static func linear(_ decibels: Double) -> Float {
        Float(pow(10, decibels / 20))
    }
}

/// What the feeder could not play, by playback, until its end is reported.
private final class FailureLog: Sendable {
    private let failures = Mutex<[UInt64: Wording]>([:])

    func follow(_ feeder: Feeder) {
        let stream = feeder.failures
        Task { [self] in
            for await failure in stream {
                let error = failure.error
                note(
                    failure.id,
                    Wording(en: error.description, zh: "\(error.path)：\(error.wording.zh)。\(error.fix.zh)"))
            }
        }
    }

    func note(_ playback: UInt64, _ detail: Wording) {
        failures.withLock { $0[playback] = detail }
    }

    func take(_ playback: UInt64) -> Wording? {
        failures.withLock { $0.removeValue(forKey: playback) }
    }
}
