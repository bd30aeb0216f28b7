// SPDX-License-Identifier: Apache-2.0
import Mixing

/// A mixer with a clock that a test turns: output frame n is heard at `instant(n)`.
final class Desk {
    static let second = HouseFormat.sampleRate

    let mixer: Mixer
    /// What each zone has heard.
    private(set) var zones: [Sound]
    /// What was heard of playbacks whose ends were reported, in the order of the reports.
    private(set) var heard: [HeardSound] = []
    private let origin: Int64 = 5_000_000_000

    struct Sound: Equatable {
        var left: [Float] = []
        var right: [Float] = []

        var isSilent: Bool { left.allSatisfy { $0 == 0 } && right.allSatisfy { $0 == 0 } }
    }

    init(zones: Int = 1, voices: Int = 4, ringFrames: Int = 4 * Desk.second) {
        mixer = Mixer(zones: zones, voices: voices, ringFrames: ringFrames)
        self.zones = [Sound](repeating: Sound(), count: zones)
    }

    /// What zone 0 has heard.
    var left: [Float] { zones[0].left }
    var right: [Float] { zones[0].right }

    func instant(_ frame: Int) -> Int64 {
        origin + Self.span(frame)
    }

    static func span(_ frames: Int) -> Int64 {
        HouseFormat.nanoseconds(frames: Int64(frames))
    }

    /// Puts frames, the same on both channels, into a voice's ring.
    func feed(_ voice: Int, _ frames: [Float], isAll: Bool = true) {
        mixer.ring(of: voice).write(frames.flatMap { [$0, $0] })
        if isAll { mixer.ring(of: voice).finish() }
    }

    /// Feeds a voice a constant and starts it.
    func play(
        _ voice: Int, level: Float, frames: Int, from start: Int, bus: Bus = .programme, zones: ZoneMask = .everywhere,
        fadeIn: Int = 0
    ) {
        feed(voice, [Float](repeating: level, count: frames))
        _ = mixer.send(
            .start(
                voice: voice, playback: UInt64(voice) + 100, bus: bus, zones: zones, at: instant(start), gain: 1,
                fadeIn: Self.span(fadeIn)))
    }

    /// Renders on, a period at a time, until so many frames are out in all.
    ///
    /// - Parameter isHeard: Whether a card takes them.
    func run(to end: Int, period: Int = 480, isHeard: Bool = true) {
        while left.count < end {
            let frames = min(period, end - left.count)
            let samples = mixer.render(frames: frames, heardAt: instant(left.count), isHeard: isHeard)
            for frame in 0..<frames {
                for zone in zones.indices {
                    zones[zone].left.append(samples[frame * mixer.channels + zone * 2])
                    zones[zone].right.append(samples[frame * mixer.channels + zone * 2 + 1])
                }
            }
        }
    }

    /// All reports not yet received, their instants moved to the frame they mean (they may be 1 ns beside it), and what
    /// was heard put aside.
    func reports() -> [Report] {
        var reports: [Report] = []
        while let report = mixer.receive() {
            switch report {
            case .started(let voice, let playback, let at):
                reports.append(.started(voice: voice, playback: playback, at: onFrame(at)))
            case .ended(let voice, let playback, let at, let played, let missing, let wasStopped, let heard):
                self.heard.append(heard)
                reports.append(
                    .ended(
                        voice: voice, playback: playback, at: onFrame(at), framesPlayed: played,
                        framesMissing: missing, wasStopped: wasStopped))
            }
        }
        return reports
    }

    private func onFrame(_ at: Int64) -> Int64 {
        let frame = instant(Int(HouseFormat.frames(nanoseconds: at - origin)))
        return abs(at - frame) <= 1 ? frame : at
    }

    /// The largest difference between neighbouring frames.
    func steepest(_ frames: Range<Int>) -> Float {
        zip(left[frames], left[frames].dropFirst()).map { abs($0 - $1) }.max() ?? 0
    }
}

extension FrameRing {
    @discardableResult
    func write(_ samples: [Float]) -> Int {
        write(samples.span)
    }
}

extension Report {
    /// An end as `Desk.reports()` gives it.
    static func ended(
        voice: Int, playback: UInt64, at: Int64, framesPlayed: Int64, framesMissing: Int64, wasStopped: Bool
    ) -> Report {
        .ended(
            voice: voice, playback: playback, at: at, framesPlayed: framesPlayed, framesMissing: framesMissing,
            wasStopped: wasStopped, heard: HeardSound())
    }
}

extension Mixer {
    func render(frames: Int, heardAt: Int64, isHeard: Bool = true) -> [Float] {
        var samples = [Float](repeating: .nan, count: frames * channels)
        var span = samples.mutableSpan
        render(into: &span, heardAt: heardAt, isHeard: isHeard)
        return samples
    }
}
