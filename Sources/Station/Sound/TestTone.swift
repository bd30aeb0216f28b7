// SPDX-License-Identifier: Apache-2.0
import Glibc
import Mixing

/// A sound by which a person at the loudspeakers can tell zones and channels apart: one beep on the left, two on
/// the right, a tone on both. A zone of one channel has one beep and the tone.
enum TestTone {
    /// Of each sine: −26 dBFS, about −26 LUFS while both channels have it, as loud as the music.
    static let amplitude: Float = 0.05
    private static let beepHz = 1000.0
    private static let toneHz = 440.0
    /// How long a sine takes to swell and to fade, so that nothing clicks.
    private static let edgeSeconds = 0.02

    /// A stretch of one sine.
    private struct Sine {
        var frequencyHz: Double
        var start: Double
        var end: Double
        var isLeft = true
        var isRight = true
    }

    /// Whole rounds, of 3 s for two channels and 2 s for one, cut at so many seconds; interleaved house frames.
    static func samples(seconds: Int, channels: Int) -> [Float] {
        let round = channels == 1 ? 2 : 3
        let frames = seconds * HouseFormat.sampleRate
        var samples = [Float](repeating: 0, count: frames * HouseFormat.channels)
        for start in stride(from: 0, to: seconds, by: round) {
            for sine in sines(channels: channels) { add(sine, at: start, to: &samples) }
        }
        return samples
    }

    private static func sines(channels: Int) -> [Sine] {
        if channels == 1 {
            return [
                Sine(frequencyHz: beepHz, start: 0, end: 0.3), Sine(frequencyHz: toneHz, start: 1, end: 1.9),
            ]
        }
        return [
            Sine(frequencyHz: beepHz, start: 0, end: 0.3, isRight: false),
            Sine(frequencyHz: beepHz, start: 1, end: 1.2, isLeft: false),
            Sine(frequencyHz: beepHz, start: 1.4, end: 1.6, isLeft: false),
            Sine(frequencyHz: toneHz, start: 2, end: 2.9),
        ]
    }

    private static func add(_ sine: Sine, at offset: Int, to samples: inout [Float]) {
        let rate = Double(HouseFormat.sampleRate)
        let first = Int((Double(offset) + sine.start) * rate)
        let count = Int((sine.end - sine.start) * rate)
        for index in 0..<count where (first + index + 1) * HouseFormat.channels <= samples.count {
            let edge = Double(min(index, count - 1 - index)) / (rate * edgeSeconds)
            let swell = (1 - cos(.pi * min(1, edge))) / 2
            let sample = amplitude * Float(swell * sin(2 * .pi * sine.frequencyHz * Double(index) / rate))
            let frame = (first + index) * HouseFormat.channels
            if sine.isLeft { samples[frame] = sample }
            if sine.isRight { samples[frame + 1] = sample }
        }
    }
}
