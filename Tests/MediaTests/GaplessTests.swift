// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing

@testable import Media

/// A sound that was cut into two files is whole again when they are heard one after the other.
@Suite struct GaplessTests {
    @Test(arguments: [SoundFormat.wav16, .flac16, .mp3], [44_100, 48_000])
    func `a sine cut across two files has neither silence nor step at the join`(format: SoundFormat, rate: Int) throws {
        let folder = try SoundFolder()
        // Whole frames at both rates.
        let length = rate * 3 / 2
        let wave = sine(220, peakDBFS: -6, rate: rate)
        let paths = try (0..<2).map { part in
            try folder.write("\(part)", format, rate: rate, frames: length) { frame, _ in
                wave(part * length + frame)
            }
        }
        let parts = paths.map { left(allSamples(of: Clip(pieces: [.file(path: $0, gain: 1)])).samples) }
        #expect(parts.map(\.count) == [72_000, 72_000])
        let joined = parts[0] + parts[1]
        let around = 71_000..<73_000
        let steps = zip(joined[around], joined[around].dropFirst()).map { abs($1 - $0) }
        // The sine itself moves by 0.0144 from frame to frame.
        #expect(steps.max() ?? 1 < (format == .mp3 || rate != 48_000 ? 0.03 : 0.0146))
        for start in stride(from: 71_520, to: 72_480, by: 240) {
            // A little more than a period.
            let power = joined[start..<start + 240].reduce(0) { $0 + $1 * $1 } / 240
            #expect(abs(power.squareRoot() - 0.354) < 0.04, "at \(start)")
        }
    }
}
