// SPDX-License-Identifier: Apache-2.0
import Glibc
import Media
import Mixing

/// Sounds that need no file: what is heard when there is none, or when the disk is gone.
enum BuiltInSound {
    /// What `store.yaml`, scripts and requests call the siren; a file `audio/chimes/siren.*` goes before it.
    static let sirenName = "siren"

    /// The chimes that are there without a file.
    static let chimes: [String: DecodedSound] = [sirenName: siren]

    /// The uniform emergency signal of DIN 33404-3, four times: a tone that falls from 1200 to 500 Hz within a second,
    /// which ISO 7731 asks of a danger signal (most of its power between 500 and 2500 Hz, and not steady). Not the
    /// three pulses of ISO 8201, which say "evacuate" and nothing else: not every emergency does. 4 s, 384 kB.
    static let siren = DecodedSound(sweeps(count: 4))

    /// Two struck notes, E5 and C5, for announcements whose chime has no file that can be played. 1.6 s, 154 kB.
    static let gong = DecodedSound(notes([659.26, 523.25]))

    /// Of each sound at its loudest; they are levelled like any other.
    private static let amplitude = 0.25
    private static let sweepHz = (from: 1200.0, to: 500.0)
    /// How long a sound takes to swell and to fade, so that nothing clicks.
    private static let edgeSeconds = 0.01
    /// From the beginning of one note to that of the next, and how long the last rings.
    private static let noteSeconds = 0.6
    private static let ringSeconds = 1.0
    /// In what time a struck note falls to a third.
    private static let decaySeconds = 0.35

    private static func sweeps(count: Int) -> [Float] {
        var turn = 0.0
        let length = count * HouseFormat.sampleRate
        return frames(length) { frame in
            let share = Double(frame % HouseFormat.sampleRate) / Double(HouseFormat.sampleRate)
            turn += (sweepHz.from + (sweepHz.to - sweepHz.from) * share) / Double(HouseFormat.sampleRate)
            // The octave above carries it through music and voices.
            let wave = sin(2 * .pi * turn) + sin(4 * .pi * turn) / 4
            return wave * edge(frame, of: length)
        }
    }

    private static func notes(_ pitches: [Double]) -> [Float] {
        let length = Int((Double(pitches.count - 1) * noteSeconds + ringSeconds) * Double(HouseFormat.sampleRate))
        return frames(length) { frame in
            let second = Double(frame) / Double(HouseFormat.sampleRate)
            let wave = pitches.enumerated().reduce(0) { sum, pitch in
                let age = second - Double(pitch.offset) * noteSeconds
                guard age > 0 else { return sum }
                return sum + min(1, age / edgeSeconds) * exp(-age / decaySeconds) * sin(2 * .pi * pitch.element * age)
            }
            return wave * edge(frame, of: length)
        }
    }

    /// From 0 at the ends of a sound to 1 inside of it.
    private static func edge(_ frame: Int, of length: Int) -> Double {
        min(1, Double(min(frame, length - 1 - frame)) / (edgeSeconds * Double(HouseFormat.sampleRate)))
    }

    private static func frames(_ length: Int, _ sample: (_ frame: Int) -> Double) -> [Float] {
        var frames: [Float] = []
        frames.reserveCapacity(length * HouseFormat.channels)
        for frame in 0..<length {
            let sample = Float(amplitude * sample(frame))
            frames += [sample, sample]
        }
        return frames
    }
}
