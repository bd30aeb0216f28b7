// SPDX-License-Identifier: Apache-2.0
import Glibc
import Mixing

/// What one zone must hear, computed the plain way: frame by frame, without blocks, rings or shortcuts.
struct ReferenceMix {
    struct Playback {
        /// Both channels; the last frame is silence, so that its end leaves nothing to smooth.
        var content: [(left: Float, right: Float)]
        var bus: Bus
        /// The output frame of its first.
        var start: Int
        var gain: Float
        var fadeIn: Int
    }

    struct Duck {
        var start: Int
        var gain: Float
        var over: Int
    }

    /// In the order of their voices.
    var playbacks: [Playback]
    /// Each over before the next begins.
    var ducks: [Duck]

    private let peak: Float = 0.891_250_9
    private let lookahead = Mixer.lookaheadFrames
    private let sine = (0...1024).map { Float(sin(Double($0) / 1024 * .pi / 2)) }

    init(playbacks: [Playback], ducks: [Duck]) {
        self.playbacks = playbacks
        self.ducks = ducks
    }

    /// The first output frames.
    func render(frames: Int) -> Desk.Sound {
        limited((0..<(frames + lookahead)).map(mixed), frames)
    }

    /// What the buses give for an output frame.
    private func mixed(_ frame: Int) -> (left: Float, right: Float) {
        var bed: (left: Float, right: Float) = (0, 0)
        var programme: (left: Float, right: Float) = (0, 0)
        for playback in playbacks where playback.content.indices.contains(frame - playback.start) {
            let position = frame - playback.start
            let gain =
                position < playback.fadeIn
                ? playback.gain * quarter(Float(position) / Float(playback.fadeIn)) : playback.gain
            let (left, right) = playback.content[position]
            switch playback.bus {
            case .bed: bed = (bed.left + left * gain, bed.right + right * gain)
            case .programme: programme = (programme.left + left * gain, programme.right + right * gain)
            }
        }
        let duck = duckGain(frame)
        return (bed.left * duck + programme.left, bed.right * duck + programme.right)
    }

    private func duckGain(_ frame: Int) -> Float {
        var value: Float = 1
        for duck in ducks where frame > duck.start {
            let part = quarter(Float(frame - duck.start) / Float(duck.over))
            value = frame < duck.start + duck.over ? value + (duck.gain - value) * (part * part) : duck.gain
        }
        return value
    }

    private func quarter(_ x: Float) -> Float {
        let index = min(Int(x * 1024), 1023)
        return sine[index] + (sine[index + 1] - sine[index]) * (x * 1024 - Float(index))
    }

    /// The limiter, from its definition: the gain a frame needs, the least of the lookahead, released, averaged.
    private func limited(_ mix: [(left: Float, right: Float)], _ frames: Int) -> Desk.Sound {
        let unit = Int64(1) << 30
        let limit = peak * 0.988
        let needed = mix.indices.map { min(1, limit / max(truePeak(mix, before: $0), limit)) }
        let average = lookahead - 22
        var averaged = [Int64](repeating: unit, count: average)
        var sum = Int64(average) * unit
        var released = 1.0
        var sound = Desk.Sound()
        // The limiter takes a frame in a lookahead before it leaves.
        for (entering, leaving) in zip(mix.indices, mix.indices.map { $0 - lookahead }) {
            let held = Double(needed[max(0, leaving)...entering].min() ?? 1)
            released = min(held, released + (held - released) / 4800)
            sum -= averaged[entering % average]
            averaged[entering % average] = Int64(released * Double(unit))
            sum += averaged[entering % average]
            guard leaving >= 0 else { continue }
            let gain = Float(sum) / Float(Int64(average) * unit)
            sound.left.append(mix[leaving].left * gain)
            sound.right.append(mix[leaving].right * gain)
        }
        return sound
    }

    /// The highest of the wave from twelve frames before a frame to the next, at eight points.
    private func truePeak(_ mix: [(left: Float, right: Float)], before frame: Int) -> Float {
        // Frames before the first are silent; so are those that their weights would count for.
        let first = max(0, frame - 23)
        let around = mix[first...frame]
        // Below this no wave through the samples reaches the limit.
        guard around.contains(where: { max($0.left.magnitude, $0.right.magnitude) > 0.3 }) else { return 0 }
        var highest: Float = frame < 12 ? 0 : max(mix[frame - 12].left.magnitude, mix[frame - 12].right.magnitude)
        for weights in Self.points {
            var (left, right): (Float, Float) = (0, 0)
            for (sample, weight) in zip(around, weights.suffix(around.count)) {
                left += sample.left * weight
                right += sample.right * weight
            }
            highest = max(highest, left.magnitude, right.magnitude)
        }
        return highest
    }

    /// A windowed sinc for each of the seven points between two frames.
    private static let points: [[Float]] = (1...7).map { point in
        (0..<24).map { tap in
            let distance = Double(tap - 11) - Double(point) / 8
            let window = bessel(5 * (1 - distance / 12 * (distance / 12)).squareRoot()) / bessel(5)
            return Float(sin(.pi * distance) / (.pi * distance) * window)
        }
    }

    private static func bessel(_ x: Double) -> Double {
        var (sum, term) = (1.0, 1.0)
        for index in 1..<30 {
            term *= (x / 2) * (x / 2) / Double(index * index)
            sum += term
        }
        return sum
    }
}
