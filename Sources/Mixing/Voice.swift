// SPDX-License-Identifier: Apache-2.0

/// One playback at a time, from its ring, through its gain, onto a bus of each of its zones.
struct Voice {
    enum State {
        /// Free.
        case idle
        /// Its start is known and not yet due.
        case scheduled
        /// Its start is due; the ring is still empty.
        case waiting
        /// It sounds.
        case playing
        /// It sounds, fading to its end.
        case stopping
    }

    /// A sample above this (+36 dBFS), or NaN, is no sound but damage, and is played as silence.
    private static let loudestSample: Float = 64

    private(set) var state = State.idle
    private(set) var playback: UInt64 = 0
    private var bus = Bus.programme
    private var zones: ZoneMask = []
    private(set) var framesPlayed: Int64 = 0
    private(set) var framesMissing: Int64 = 0
    private(set) var heard = HeardSound()
    /// Counts the playbacks that ended here; a command of an earlier one is stale.
    private(set) var generation = 0

    /// The playback after whose last frame the next one here begins.
    private(set) var leader: (voice: Int, generation: Int)?

    private let ring: FrameRing.Storage
    private var gain = Ramp(at: 0)
    private var startGain: Float = 0
    private var fadeInFrames = 0
    private var isStarved = false
    private var last: (left: Float, right: Float) = (0, 0)

    init(ring: FrameRing.Storage) {
        self.ring = ring
    }

    /// Takes a start that is not due yet.
    mutating func schedule(playback: UInt64) {
        self.playback = playback
        leader = nil
        framesPlayed = 0
        framesMissing = 0
        heard = HeardSound()
        state = .scheduled
    }

    /// The start that was scheduled is due when another voice's playback is over.
    mutating func follow(_ voice: Int, generation: Int) {
        leader = (voice, generation)
    }

    /// After how many frames it is over; `Int.max` while that is not known.
    var framesLeft: Int {
        // Asked in this order: once finished, the ring gains no frame.
        let whole = ring.isFinished ? ring.readable : .max
        return switch state {
        case .idle: 0
        case .scheduled, .waiting: .max
        case .playing: whole
        case .stopping: min(whole, gain.remainingFrames)
        }
    }

    /// Whether it would sound at once if it began.
    var hasFrames: Bool { ring.readable > 0 }

    /// Another sound goes on from its last frame.
    mutating func endsJoined() {
        last = (0, 0)
    }

    /// Takes the start that was scheduled: from now on the first frame in the ring is played at once.
    mutating func start(bus: Bus, zones: ZoneMask, gain: Float, fadeInFrames: Int) {
        self.bus = bus
        self.zones = zones
        startGain = gain
        self.fadeInFrames = fadeInFrames
        isStarved = false
        last = (0, 0)
        state = .waiting
    }

    /// Begins to sound if the ring has its first frame.
    ///
    /// - Returns: Whether it does.
    mutating func beginIfReady() -> Bool {
        guard ring.readable > 0 else { return false }
        gain = Ramp(at: 0)
        gain.move(to: startGain, over: fadeInFrames, shape: .equalPower)
        state = .playing
        return true
    }

    /// Whether the ring is finished without a frame.
    var isBarren: Bool {
        // Asked in this order: once finished, the ring gains no frame.
        ring.isFinished && ring.readable == 0
    }

    mutating func fade(to target: Float, frames: Int) {
        switch state {
        case .waiting: startGain = target
        case .playing: gain.move(to: target, over: max(frames, Ramp.shortestFrames), shape: .equalPower)
        case .idle, .scheduled, .stopping: break
        }
    }

    mutating func stop(frames: Int) {
        gain.move(to: 0, over: max(frames, Ramp.shortestFrames), shape: .equalPower)
        state = .stopping
    }

    /// Becomes free again.
    mutating func end() {
        state = .idle
        generation += 1
    }

    /// Adds the next frames to the bus of each zone.
    ///
    /// - Parameters:
    ///   - block: Room for as many frames.
    ///   - mixes: Where they go.
    ///   - isHeard: Whether a card takes them.
    /// - Returns: After how many frames the playback was over, or `nil` while it goes on.
    mutating func mix(
        _ frames: Int, through block: borrowing FrameBlock, into mixes: borrowing ZoneMixes, isHeard: Bool,
        _ sine: borrowing QuarterSine
    ) -> Int? {
        let wanted = state == .stopping ? min(frames, gain.remainingFrames) : frames
        // Asked in this order: once finished, the ring gains no frame.
        let isFinished = ring.isFinished
        let taken = min(ring.readable, wanted)
        if taken > 0 { play(taken, through: block, into: mixes, isHeard: isHeard, sine) }
        if taken < wanted {
            mixes.absorb(last, from: taken, of: bus, zones)
            last = (0, 0)
            guard !isFinished else { return taken }
            isStarved = true
            framesMissing += Int64(wanted - taken)
            gain.advance(wanted - taken, sine)
        }
        return state == .stopping && gain.remainingFrames == 0 ? wanted : nil
    }

    private mutating func play(
        _ frames: Int, through block: borrowing FrameBlock, into mixes: borrowing ZoneMixes, isHeard: Bool,
        _ sine: borrowing QuarterSine
    ) {
        let level = ring.read(frames, into: block, silencingAbove: Self.loudestSample)
        let ownGain = GainStretch(of: gain, over: frames, sine)
        block.scale(along: &gain, frames, sine)
        if isStarved {
            isStarved = false
            mixes.absorb((-block[0].left, -block[0].right), from: 0, of: bus, zones)
        }
        let busGain = mixes.add(block, frames, to: bus, of: zones, sine)
        last = block[frames - 1]
        framesPlayed += Int64(frames)
        if isHeard, zones.rawValue != 0 { heard.add(frames, level, (ownGain, busGain)) }
    }

    /// Takes note that its last frames never left the card that took them, or were to.
    mutating func noteLost(_ frames: Int64) {
        guard isOnAir else { return }
        heard.lose(frames)
    }

    /// Takes note that the card ran dry.
    mutating func noteUnderrun() {
        guard isOnAir else { return }
        heard.underruns += 1
    }

    private var isOnAir: Bool { state == .playing || state == .stopping }
}
