// SPDX-License-Identifier: Apache-2.0
import Media
import Mixing
import Playout
import Rehearsal
import Timetable

/// One zone of a day as sound: the station's deck and its mixer perform what the director decides, as fast as the
/// machine can.
///
/// Everything that happens does so between two blocks, so that the director learns of it, and what it decides acts, on
/// the very frame: a block ends where a playback begins or ends.
final class RenderStage: Stage {
    /// Frames mixed at one go where nothing happens.
    private static let blockFrames: Int64 = 4800
    /// Half a frame, rounded up: a start is reported by the frame nearest to its instant.
    private static let halfFrame = Duration.nanoseconds(10_417)

    private let clock: StretchClock
    private let deck: Deck
    private let feeder: AheadFeeder
    private let zone: ZoneSet
    private let clip: (Playback.Content) -> Result<Clip, PreparationFailure>
    /// Takes each block as it leaves the mixer: interleaved stereo.
    private let deliver: (Span<Float>) -> Void
    /// What was taken on and has not ended: the frame and the instant at which it is to begin.
    private var playbacks: [PlaybackID: (frame: Int64, start: Instant)] = [:]
    /// Frames at which fades end.
    private var fadeEnds: [Int64] = []
    /// The gains of the bed until the first frame is mixed, in the order sent.
    private var earlyDucks: [(decibels: Double, at: Instant, ramp: Duration)] = []
    private var block: [Float] = []
    /// What could not be played, in the order in which it was found.
    private(set) var failures: [Wording] = []

    /// - Parameters:
    ///   - origin: when the first frame is mixed; what begins earlier is not heard.
    ///   - zone: the one to be heard.
    ///   - peakDecibels: the highest peak that leaves the mixer, in dBTP.
    ///   - clip: what a playback plays.
    ///   - deliver: is given what the mixer renders; the first frames lag by its lookahead.
    init(
        origin: Instant, zone: ZoneSet, peakDecibels: Double, feeder: AheadFeeder,
        clip: @escaping (Playback.Content) -> Result<Clip, PreparationFailure>,
        deliver: @escaping (Span<Float>) -> Void
    ) {
        clock = StretchClock(origin: origin)
        deck = Deck(clock: clock, zones: [1], peakDecibels: peakDecibels, makeFeeder: { feeder })
        self.feeder = feeder
        self.zone = zone
        self.clip = clip
        self.deliver = deliver
    }

    // MARK: Effects

    func start(_ playback: Playback, now: Instant) -> Bool {
        let start = max(playback.at, now)
        guard playback.zones.intersects(zone), start >= clock.origin else { return false }
        var playback = playback
        playback.at = start
        playback.zones = ZoneSet(zone: 0)
        playbacks[playback.id] = (max(clock.frame(nearest: start), clock.position), start)
        deck.start(playback)
        switch clip(playback.content) {
        case .success(let clip): deck.feed(playback.id, clip)
        case .failure(let failure):
            let wording = failure.wording
            fail(
                playback.id,
                Wording(en: "\(failure.file): \(wording.en)", zh: "\(failure.file)：\(wording.zh)"))
        }
        return true
    }

    func stop(_ id: PlaybackID, at instant: Instant, fade: Duration) -> Bool {
        guard playbacks[id] != nil else { return false }
        deck.stop(id, at: instant, fade: fade)
        fadeEnds.append(
            max(clock.frame(nearest: instant), clock.position) + HouseFormat.frames(nanoseconds: fade.nanoseconds))
        return true
    }

    func duck(_ zones: ZoneSet, decibels: Double, at instant: Instant, ramp: Duration) {
        guard zones.intersects(zone) else { return }
        if clock.position == 0 {
            earlyDucks.append((decibels, instant, ramp))
        } else {
            deck.duck(ZoneSet(zone: 0), decibels: decibels, at: instant, ramp: ramp)
        }
    }

    private func fail(_ id: PlaybackID, _ detail: Wording) {
        if !failures.contains(detail) { failures.append(detail) }
        deck.fail(id, detail)
    }

    // MARK: Time

    func play(until instant: Instant) -> [(at: Instant, event: Event)] {
        guard instant > clock.origin else { return [] }
        if clock.position == 0 { sendEarlyDucks() }
        let target = clock.frames(before: instant)
        while true {
            for failure in feeder.fill(Int(Self.blockFrames) + 1) {
                fail(PlaybackID(failure.id), failure.error.sentence)
            }
            // What begins or ends on the very frame comes before what the director does at the same instant.
            let limit = happens(at: clock.position) ? max(target, clock.position + 1) : target
            guard clock.position < limit else { return [] }
            mix(min(nextEdge, limit) - clock.position)
            let events = takeReports()
            guard events.isEmpty else { return events }
        }
    }

    /// The bed's gain as it stands at the origin, then what is still to come.
    private func sendEarlyDucks() {
        let zone = ZoneSet(zone: 0)
        let past = earlyDucks.enumerated().filter { $0.element.at <= clock.origin }
        if let last = past.max(by: { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) })?.element {
            deck.duck(zone, decibels: last.decibels, at: clock.origin, ramp: .zero)
        }
        for duck in earlyDucks where duck.at > clock.origin {
            deck.duck(zone, decibels: duck.decibels, at: duck.at, ramp: duck.ramp)
        }
        earlyDucks = []
    }

    /// Whether a playback begins or has its last frame behind it.
    private func happens(at frame: Int64) -> Bool {
        playbacks.contains { id, playback in
            playback.frame == frame || (playback.frame < frame && framesLeft(of: id) == 0)
        }
    }

    /// The next frame before which a block has to end.
    private var nextEdge: Int64 {
        let position = clock.position
        var edge = position + Self.blockFrames
        for (id, playback) in playbacks {
            // One frame more tells the report: a playback has begun, or has ended, once that is mixed.
            for frame in [playback.frame, playback.frame + 1] where frame > position { edge = min(edge, frame) }
            guard playback.frame <= position, let left = framesLeft(of: id) else { continue }
            edge = min(edge, position + max(1, Int64(left)))
        }
        fadeEnds.removeAll { $0 <= position }
        return fadeEnds.reduce(edge, min)
    }

    /// What is left of a playback once that is known: when it ends within the next block.
    private func framesLeft(of id: PlaybackID) -> Int? {
        deck.rings(of: id).first.flatMap { $0.isFinished ? $0.readableFrames : nil }
    }

    private func mix(_ frames: Int64) {
        let lookahead = HouseFormat.nanoseconds(frames: Int64(Mixer.lookaheadFrames))
        let samples = Int(frames) * HouseFormat.channels
        if block.count != samples { block = [Float](repeating: 0, count: samples) }
        var output = block.mutableSpan
        deck.mixers[0].render(into: &output, heardAt: clock.monotonic(of: clock.now) - lookahead)
        deliver(block.span)
        clock.position += frames
    }

    private func takeReports() -> [(at: Instant, event: Event)] {
        deck.events().map { event in
            switch event {
            case .started(let id, let at):
                // The frame nearest to the instant is that instant, as far as frames can tell.
                guard let planned = playbacks[id]?.start, abs(at - planned) <= Self.halfFrame else {
                    return (at, event)
                }
                return (planned, .started(id, at: planned))
            case .ended(let id, let at):
                playbacks[id] = nil
                return (at, event)
            case .failed(let id, _):
                playbacks[id] = nil
                return (clock.now, event)
            default: return (clock.now, event)
            }
        }
    }

    /// Ends the decoders.
    func shutdown() {
        deck.shutdown()
    }
}

private func abs(_ duration: Duration) -> Duration { duration < .zero ? .zero - duration : duration }
