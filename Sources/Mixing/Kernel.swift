// SPDX-License-Identifier: Apache-2.0

/// What belongs to the audio thread alone: the voices, the buses, the limiter and the commands not yet due.
///
/// Nothing here takes a lock, allocates or counts a reference after `init`; `Mixer.render` has the compiler
/// check it.
struct Kernel: ~Copyable {
    /// Frames mixed at one go; longer requests are cut.
    private static let blockFrames = 256

    let voices: FixedBuffer<Voice>
    var bedGain = Ramp(at: 1)
    var pending = PendingCommands()
    /// When the first frame to be mixed in this call will be heard.
    private(set) var origin: Int64 = 0

    private let sine = QuarterSine()
    private var bed = BusSum(blockFrames: Kernel.blockFrames)
    private var programme = BusSum(blockFrames: Kernel.blockFrames)
    private var limiter: Limiter

    init(rings: [FrameRing], peak: Float) {
        voices = FixedBuffer(count: rings.count) { Voice(ring: rings[$0].storage) }
        limiter = Limiter(peak: peak)
    }

    mutating func render(into output: inout MutableSpan<Float>, heardAt: Int64, _ exchange: borrowing Exchange) {
        let frames = output.count / HouseFormat.channels
        // What is mixed now leaves the limiter later.
        origin = heardAt + HouseFormat.nanoseconds(frames: Int64(Limiter.lookaheadFrames))
        take(from: exchange)
        var done = 0
        while done < frames {
            let nextDue = act(at: done, exchange)
            // `min` of three would allocate an array.
            let end = min(min(frames, nextDue), done + Self.blockFrames)
            mix(from: done, to: end, exchange)
            master(from: done, to: end, into: &output, exchange)
            done = end
        }
    }

    /// When a frame of this call will be heard.
    func instant(ofFrame frame: Int) -> Int64 {
        origin + HouseFormat.nanoseconds(frames: Int64(frame))
    }

    /// Ends a voice's playback and reports it.
    func end(_ voice: Int, atFrame frame: Int, wasStopped: Bool, _ exchange: borrowing Exchange) {
        exchange.report(
            .ended(
                voice: voice, playback: voices[voice].playback, at: instant(ofFrame: frame),
                framesPlayed: voices[voice].framesPlayed, framesMissing: voices[voice].framesMissing,
                wasStopped: wasStopped))
        voices[voice].end()
    }

    private mutating func mix(from start: Int, to end: Int, _ exchange: borrowing Exchange) {
        bed.begin(frames: end - start)
        programme.begin(frames: end - start)
        for voice in 0..<voices.count {
            if voices[voice].state == .waiting { begin(voice, atFrame: start, exchange) }
            let isStopping = voices[voice].state == .stopping
            guard isStopping || voices[voice].state == .playing else { continue }
            let over: Int?
            switch voices[voice].bus {
            case .bed: over = voices[voice].mix(end - start, into: &bed, sine)
            case .programme: over = voices[voice].mix(end - start, into: &programme, sine)
            }
            guard let over else { continue }
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

    private mutating func master(
        from start: Int, to end: Int, into output: inout MutableSpan<Float>, _ exchange: borrowing Exchange
    ) {
        var peak: (left: Float, right: Float) = (0, 0)
        for index in 0..<(end - start) {
            let gain = bedGain.next(sine)
            let (music, speech) = (bed.frame(index), programme.frame(index))
            let frame = limiter.process(
                left: music.left * gain + speech.left, right: music.right * gain + speech.right)
            output[(start + index) * HouseFormat.channels] = frame.left
            output[(start + index) * HouseFormat.channels + 1] = frame.right
            peak = (max(peak.left, frame.left.magnitude), max(peak.right, frame.right.magnitude))
        }
        exchange.meter.raise(left: peak.left, right: peak.right)
    }
}
