// SPDX-License-Identifier: Apache-2.0

/// What belongs to the audio thread alone: the voices, the zones and the commands not yet due.
///
/// Nothing here takes a lock, allocates or counts a reference after `init`; `Mixer.render` has the compiler
/// check it.
struct Kernel: ~Copyable {
    /// Frames mixed at one go; longer requests are cut.
    private static let blockFrames = 256

    let voices: FixedBuffer<Voice>
    var mixes: ZoneMixes
    var pending = PendingCommands()
    /// When the first frame to be mixed in this call will be heard.
    private(set) var origin: Int64 = 0
    /// Whether a card takes what is mixed in this call.
    private var isHeard = true

    private let sine = QuarterSine()
    /// Where each voice in turn is decoded.
    private let block = FrameBlock(capacity: Kernel.blockFrames)
    private let channels: Int

    init(zones: Int, rings: [FrameRing], peak: Float) {
        voices = FixedBuffer(count: rings.count) { Voice(ring: rings[$0].storage) }
        mixes = ZoneMixes(count: zones, blockFrames: Self.blockFrames, peak: peak)
        channels = zones * HouseFormat.channels
    }

    mutating func render(
        into output: inout MutableSpan<Float>, heardAt: Int64, isHeard: Bool, _ exchange: borrowing Exchange
    ) {
        self.isHeard = isHeard
        let frames = output.count / channels
        // Zones that do not sound write nothing.
        output.update(repeating: 0)
        // What is mixed now leaves the limiter later.
        origin = heardAt + HouseFormat.nanoseconds(frames: Int64(Limiter.lookaheadFrames))
        take(from: exchange)
        var done = 0
        while done < frames {
            let nextDue = act(at: done, exchange)
            // `min` of three would allocate an array.
            let end = min(min(frames, nextDue), done + Self.blockFrames)
            mix(from: done, to: end, exchange)
            mixes.finish(end - done, into: &output, from: done, exchange.meters, sine)
            done = end
        }
        exchange.taps.take(output)
    }

    /// When a frame of this call will be heard.
    func instant(ofFrame frame: Int) -> Int64 {
        origin + HouseFormat.nanoseconds(frames: Int64(frame))
    }

    /// Takes note that the frames that were mixed last are not heard; see `Mixer.noteLost`.
    func noteLost(_ frames: Int64) {
        for voice in 0..<voices.count { voices[voice].noteLost(frames) }
    }

    /// Takes note that the card ran dry; see `Mixer.noteUnderrun`.
    func noteUnderrun() {
        for voice in 0..<voices.count { voices[voice].noteUnderrun() }
    }

    /// Ends a voice's playback and reports it.
    func end(_ voice: Int, atFrame frame: Int, wasStopped: Bool, _ exchange: borrowing Exchange) {
        exchange.report(
            .ended(
                voice: voice, playback: voices[voice].playback, at: instant(ofFrame: frame),
                framesPlayed: voices[voice].framesPlayed, framesMissing: voices[voice].framesMissing,
                wasStopped: wasStopped, heard: voices[voice].heard))
        voices[voice].end()
    }

    private func mix(from start: Int, to end: Int, _ exchange: borrowing Exchange) {
        mixes.begin(end - start)
        for voice in 0..<voices.count {
            if voices[voice].state == .waiting { begin(voice, atFrame: start, exchange) }
            let isStopping = voices[voice].state == .stopping
            guard isStopping || voices[voice].state == .playing else { continue }
            guard let over = voices[voice].mix(end - start, through: block, into: mixes, isHeard: isHeard, sine)
            else { continue }
            self.end(voice, atFrame: start + over, wasStopped: isStopping, exchange)
        }
    }

    /// Lets a voice whose start is due begin, if its ring is ready.
    private func begin(_ voice: Int, atFrame frame: Int, _ exchange: borrowing Exchange) {
        if voices[voice].beginIfReady() {
            exchange.report(
                .started(voice: voice, playback: voices[voice].playback, at: instant(ofFrame: frame)))
        } else if voices[voice].isBarren {
            end(voice, atFrame: frame, wasStopped: false, exchange)
        }
    }
}
