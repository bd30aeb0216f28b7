// SPDX-License-Identifier: Apache-2.0
import Glibc
import Mixing

/// Where the sound in a recording begins and ends, found by the level of short windows.
///
/// A window is sound when it stands clear of the recording's own noise. The noise is the level that a tenth of the
/// windows stay under; where nothing is that quiet, the limits below keep what is soft from being taken for noise.
struct SoundSpan {
    /// The windows whose level is looked at: 20 ms.
    static let windowFrames = HouseFormat.sampleRate / 50
    /// So many windows in a row are sound; the click of a button is shorter.
    private static let leastWindows = 3
    /// What is kept before the first and after the last window of sound, for soft consonants and the room: in windows.
    private static let windowsBefore = 8
    private static let windowsAfter = 13
    /// How far above the noise sound is, in dB.
    private static let clearanceDB = 10.0
    /// Which part of the windows is noise at least.
    private static let noisePart = 0.1
    /// How far under the loudness of the whole the border of silence lies, in dB.
    private static let borderUnderLoudnessDB = 25.0...35.0
    /// What is quieter is silence whatever the rest is: the absolute gate of BS.1770-4, in dB.
    private static let absoluteBorderDB = -70.0

    /// Mean squares of the windows so far, of the louder channel, freed of a constant offset.
    private var powers: [Float] = []
    private var sums = (left: Float(0), right: Float(0))
    private var squares = (left: Float(0), right: Float(0))
    private var framesInWindow = 0
    private var frames: Int64 = 0

    /// Takes in interleaved stereo.
    mutating func add(_ samples: Span<Float>) {
        var index = 0
        // Not a loop over a range: without optimisation, as tests run, that takes many times as long.
        while index < samples.count {
            let (left, right) = (samples[index], samples[index + 1])
            sums.left += left
            sums.right += right
            squares.left += left * left
            squares.right += right * right
            framesInWindow += 1
            if framesInWindow == Self.windowFrames { closeWindow() }
            index += HouseFormat.channels
        }
        frames += Int64(samples.count / HouseFormat.channels)
    }

    private mutating func closeWindow() {
        let count = Float(framesInWindow)
        let left = squares.left / count - (sums.left / count) * (sums.left / count)
        let right = squares.right / count - (sums.right / count) * (sums.right / count)
        powers.append(max(left, right, 0))
        sums = (0, 0)
        squares = (0, 0)
        framesInWindow = 0
    }

    /// The frames from a little before the first sound to a little after the last; nil when there is no sound.
    ///
    /// - Parameter loudnessLUFS: of the whole recording.
    mutating func found(loudnessLUFS: Double) -> Range<Int64>? {
        if framesInWindow > 0 { closeWindow() }
        let border = Float(pow(10, border(loudnessLUFS) / 10))
        var (run, first, last) = (0, -1, -1)
        for (index, power) in powers.enumerated() {
            run = power > border ? run + 1 : 0
            guard run >= Self.leastWindows else { continue }
            if first < 0 { first = index + 1 - run }
            last = index
        }
        guard first >= 0 else { return nil }
        let start = max(0, first - Self.windowsBefore) * Self.windowFrames
        let end = (last + 1 + Self.windowsAfter) * Self.windowFrames
        return Int64(start)..<min(frames, Int64(end))
    }

    /// What is under it is silence, in dB.
    private func border(_ loudnessLUFS: Double) -> Double {
        let sorted = powers.sorted()
        let noise = sorted[Int(Double(sorted.count - 1) * Self.noisePart)]
        let noiseDB = noise > 0 ? 10 * log10(Double(noise)) : -Double.infinity
        let lowest = loudnessLUFS - Self.borderUnderLoudnessDB.upperBound
        let highest = loudnessLUFS - Self.borderUnderLoudnessDB.lowerBound
        return max(Self.absoluteBorderDB, min(highest, max(lowest, noiseDB + Self.clearanceDB)))
    }
}
