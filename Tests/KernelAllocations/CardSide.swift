// SPDX-License-Identifier: Apache-2.0
import Mixing
import SoundCard

/// What the audio thread does, but for ALSA: renders a period and writes it out, in each sample format in turn; now and
/// then there is no card, it is lost, or it runs dry.
struct CardSide {
    /// Of a period.
    static let frames = 480
    private static let channels = 8

    private var mix: [Float]
    private var bytes: [UInt8]
    private var writers: [SampleWriter]
    private var turn = 0

    init(_ mixer: Mixer) {
        // One zone in mono, and a channel that carries nothing.
        let places = [[1, 2], [3], [5, 6], [7, 8]]
        writers = SampleFormat.allCases.map { SampleWriter(format: $0, zones: places, channels: Self.channels) }
        mix = [Float](repeating: 0, count: Self.frames * mixer.channels)
        bytes = [UInt8](repeating: 0, count: Self.frames * Self.channels * 4)
    }

    mutating func play(_ mixer: Mixer, heardAt: Int64) {
        let isHeard = turn > 0
        if !isHeard {
            mixer.noteLost(frames: Self.frames)
            mixer.noteUnderrun()
        }
        var frames = mix.mutableSpan
        mixer.render(into: &frames, heardAt: heardAt, isHeard: isHeard)
        writers[turn].write(Self.frames, of: mix, to: &bytes)
        turn = turn + 1 < writers.count ? turn + 1 : 0
    }
}
